#include "server/code_files.hpp"

#include "drivers/pictures/picture_file.hpp"
#include "drivers/pictures/qr_symbol.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <future>
#include <system_error>
#include <thread>

namespace guichet::server {

namespace {

constexpr int screen_pixels = 8; // a module: sharp on a telephone, small in an e-mail
constexpr int print_pixels = 16;
constexpr int print_resolution = 300; // dots per inch: 50 mm with the quiet zone
constexpr const char* print_folder = "print";
constexpr std::size_t most_workers = 16;

std::string csv_quoted(const std::string& text) {
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"')
            quoted += '"';
        quoted += letter;
    }
    return quoted + "\"";
}

Result<> write_picture(const PickupCode& code, int module_pixels, const std::filesystem::path& file,
                       int dots_per_inch = 0) {
    const auto picture = pictures::qr_picture(code.text(), module_pixels);
    if (!picture)
        return picture.error();
    return pictures::write_png(file, *picture, dots_per_inch);
}

Result<> write_files(const CodeSheet& sheet, const std::filesystem::path& folder, const std::string& name,
                     const SheetDrawer& drawer, const resources::Catalogues& catalogues) {
    auto written = write_picture(sheet.code.code, screen_pixels, folder / (name + ".png"));
    if (written)
        written = write_picture(sheet.code.code, print_pixels, folder / print_folder / (name + ".png"),
                                print_resolution);
    if (written)
        written = drawer.write_pdf(folder / (name + ".pdf"), sheet, catalogues.in(sheet.language));
    return written;
}

/// What a code's files are called, which depends on nothing else: a code that is made again replaces the
/// files of the one before. A reference that is no file name is told from others that look the same by its
/// basket, behind a sign that no other name has.
std::string name_of(const NamedSheet& sheet) {
    std::string name = file_name_of(sheet.customer_ref);
    if (name != sheet.customer_ref)
        name += "~" + sheet.basket;
    return sheet.proxy.empty() ? name : name + "-" + sheet.proxy;
}

Result<> write_list(const std::vector<NamedSheet>& sheets, const std::filesystem::path& file) {
    std::ofstream list(file, std::ios::binary);
    list << "customer_ref,file,short_code\r\n";
    for (const auto& sheet : sheets)
        list << csv_quoted(sheet.customer_ref) << ',' << csv_quoted(name_of(sheet) + ".png") << ','
             << show_short_code(sheet.sheet.code.short_code) << "\r\n";
    list.close();
    if (!list)
        return fail("{0} cannot be written: check the permissions and the free space.", file.string());
    return Done{};
}

} // namespace

std::string file_name_of(std::string_view customer_ref) {
    constexpr std::string_view unsafe = "/\\:*?\"<>|~";
    std::string name;
    for (const char letter : customer_ref) {
        const auto byte = static_cast<unsigned char>(letter);
        const bool taken_for_more = byte < 0x20 || byte == 0x7F ||
                                    unsafe.find(letter) != std::string_view::npos ||
                                    (name.empty() && (letter == '.' || letter == '-'));
        name += taken_for_more ? '_' : letter;
    }
    return name.empty() ? "_" : name;
}

Result<> make_code_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder / print_folder, error);
    if (error)
        return fail("The folder {0} cannot be made ({1}): check the path and its permissions.",
                    (folder / print_folder).string(), error.message());
    return Done{};
}

Result<> write_code_files(const std::vector<NamedSheet>& sheets, const std::filesystem::path& folder,
                          const resources::Catalogues& catalogues) {
    if (auto made = make_code_folder(folder); !made)
        return made;
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> well = true;
    const auto work = [&]() -> Result<> {
        const SheetDrawer drawer; // its fonts are for one thread
        for (std::size_t at = next++; at < sheets.size() && well; at = next++)
            if (auto written = write_files(sheets[at].sheet, folder, name_of(sheets[at]), drawer, catalogues);
                !written) {
                well = false;
                return written;
            }
        return Done{};
    };
    std::vector<std::future<Result<>>> workers;
    const auto cores = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, most_workers);
    for (std::size_t worker = 0; worker < std::min(cores, sheets.size()); ++worker)
        workers.push_back(std::async(std::launch::async, work));
    Result<> all;
    for (auto& worker : workers)
        if (auto ended = worker.get(); !ended)
            all = ended;
    return all ? write_list(sheets, folder / "codes.csv") : all;
}

Result<std::filesystem::path> write_one_code(const NamedSheet& sheet, const std::filesystem::path& folder,
                                             const resources::Catalogues& catalogues) {
    if (auto made = make_code_folder(folder); !made)
        return made.error();
    const std::string name = name_of(sheet);
    if (auto written = write_files(sheet.sheet, folder, name, SheetDrawer(), catalogues); !written)
        return written.error();
    return folder / (name + ".pdf");
}

} // namespace guichet::server
