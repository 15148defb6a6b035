// Any document, for several printers: the strict printer understands every byte of it, nothing in it is a
// real-time command, and no letter becomes a question mark.

#include "drivers/lab/printer/command.hpp"
#include "drivers/lab/printer/print_head.hpp"
#include "drivers/printer/escpos_encoder.hpp"
#include "kiosk/receipt/columns.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

using namespace guichet;
using namespace guichet::lab;

namespace {

/// Names of the shipped kinds of printer: wide and old, narrow, wide with everything, wide and drawn.
printer::Profile profile_of(unsigned choice) {
    printer::Profile profile;
    switch (choice % 4) {
    case 1:
        profile.dots = 384;
        profile.columns = 32;
        profile.paper_millimetres = 58;
        profile.raster_doubles = false;
        profile.band_rows = 88;
        profile.broken_band_multiple = 48;
        profile.cut = printer::CutCommand::none;
        break;
    case 2:
        profile.raster = printer::RasterCommand::gs_graphics;
        profile.native_qr = true;
        profile.sets_motion_units = true;
        profile.code_pages = {
            {16, printer::CodePage::wpc1252}, {18, printer::CodePage::pc852}, {19, printer::CodePage::pc858}};
        break;
    case 3: profile.letters = printer::Letters::drawn; break;
    default: break;
    }
    return profile;
}

receipt::Block block_of(fuzz::Source& source) {
    const unsigned kind = source.byte();
    const unsigned looks = source.byte();
    const auto size = static_cast<receipt::Size>(looks % 3);
    const bool bold = (looks & 0x80U) != 0;
    // Texts of a document are valid UTF-8, its reader sees to that: as is what comes out here.
    const auto text = [&source] { return receipt::utf8_of(receipt::letters_of(source.take(source.byte()))); };
    switch (kind % 7) {
    case 0: return receipt::Text{text(), size, bold, static_cast<receipt::Align>(looks / 4 % 3)};
    case 1: {
        std::string left = text();
        std::string right = text();
        return receipt::Row{
            std::move(left), std::move(right), text(), static_cast<int>(looks / 4 % 16), size, bold};
    }
    case 2: return receipt::Note{text(), static_cast<int>(looks % 8), bold};
    case 3: return receipt::Rule{static_cast<receipt::Stroke>(looks % 3)};
    case 4: return receipt::Space{1 + static_cast<int>(looks % 40)};
    case 5: return receipt::QrCode{text()};
    default: return receipt::Banner{text()};
    }
}

std::size_t question_marks(const receipt::Document& document) {
    const std::string json = receipt::to_json(document);
    return static_cast<std::size_t>(std::count(json.begin(), json.end(), '?'));
}

void check_real_time(printer::ByteView bytes) {
    for (std::size_t at = 0; at + 1 < bytes.size(); ++at)
        require(bytes[at] != 0x10 ||
                    (bytes[at + 1] != 0x04 && bytes[at + 1] != 0x05 && bytes[at + 1] != 0x14),
                "no bytes that a printer takes for a real-time command");
}

/// Prints it; gives the question marks in the printer's own letters.
std::size_t print(printer::ByteView bytes, const printer::Profile& profile) {
    LabPrinterModel model;
    model.dots = profile.dots;
    model.cell = {profile.dots / profile.columns, profile.letter_height};
    PrintHead head(std::make_shared<const LabPrinterModel>(model));
    std::size_t marks = 0;
    while (!bytes.empty()) {
        const ReadCommand read = read_command(bytes);
        require(read.command.has_value(),
                read.fault.empty() ? "the bytes end in a command" : read.fault.c_str());
        bytes = bytes.subspan(read.length);
        const auto* letter = std::get_if<Letter>(&*read.command);
        marks += letter != nullptr && letter->byte == '?' ? 1U : 0U;
        const Execution execution = head.execute(*read.command);
        require(execution.fault.empty(), execution.fault.c_str());
    }
    return marks;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t most_blocks = 12;
    fuzz::Source source(data, size);
    const printer::Profile profile = profile_of(source.byte());
    receipt::Document document{"R-1", receipt::Kind::receipt, "fr", {}};
    while (!source.empty() && document.blocks.size() < most_blocks)
        document.blocks.push_back(block_of(source));
    const printer::Bytes bytes = printer::encode(document, profile, {true, true, "A1b2", true});
    check_real_time(bytes);
    require(print(bytes, profile) <= question_marks(document), "no letter becomes a question mark");
    return 0;
}
