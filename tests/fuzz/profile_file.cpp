// Printer profiles, which people edit; and that whatever a profile allows can be printed by.

#include "drivers/printer/profile_file.hpp"
#include "drivers/printer/escpos_encoder.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;
using namespace guichet::printer;

namespace {

const receipt::Document& paper() {
    using namespace receipt;
    static const Document document{"R-1",
                                   Kind::receipt,
                                   "fr",
                                   {Banner{"DUPLICATA"}, Rule{Stroke::dotted},
                                    Row{"Bœuf", "12,50 €", "2 ×", 4}, Text{"Żur", Size::large}, Space{3},
                                    QrCode{"GU1:0"}}};
    return document;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto profile = parse_profile(fuzz::text_of(data, size), "printer.toml");
    if (!profile) {
        require(!profile.error().english().empty(), "a fault has words");
        return 0;
    }
    require(profile->columns * 8 <= profile->dots, "the letters fit");
    require(!profile->code_pages.empty(), "there is a code page");
    require(!encode(paper(), *profile).empty(), "a paper can be printed");
    return 0;
}
