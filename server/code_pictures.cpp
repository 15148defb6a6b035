#include "server/code_pictures.hpp"

#include "drivers/pictures/picture_file.hpp"
#include "drivers/pictures/qr_symbol.hpp"

#include <fstream>
#include <set>
#include <system_error>

namespace guichet::server {

namespace {

constexpr int pixels_per_module = 8; // sharp on a telephone, small in an e-mail

std::string csv_quoted(const std::string& text) {
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"')
            quoted += '"';
        quoted += letter;
    }
    return quoted + "\"";
}

Result<> write_picture(const PickupCode& code, const std::filesystem::path& file) {
    const auto picture = pictures::qr_picture(code.text(), pixels_per_module);
    if (!picture)
        return picture.error();
    return pictures::write_png(file, *picture);
}

} // namespace

std::string file_name_of(std::string_view customer_ref) {
    constexpr std::string_view unsafe = "/\\:*?\"<>|";
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

Result<> write_code_pictures(const std::vector<CodeRecord>& codes, const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail("The folder {0} cannot be made ({1}): check the path and its permissions.",
                    folder.string(), error.message());
    const auto list_file = folder / "codes.csv";
    std::ofstream list(list_file, std::ios::binary);
    list << "customer_ref,file,short_code\r\n";
    std::set<std::string> names;
    for (const auto& record : codes) {
        std::string name = file_name_of(record.customer_ref);
        if (!names.insert(name).second)
            names.insert(name += "-" + record.basket);
        if (auto written = write_picture(record.code.code, folder / (name + ".png")); !written)
            return written;
        list << csv_quoted(record.customer_ref) << ',' << csv_quoted(name + ".png") << ','
             << show_short_code(record.code.short_code) << "\r\n";
    }
    list.close();
    if (!list)
        return fail("{0} cannot be written: check the permissions and the free space.", list_file.string());
    return Done{};
}

} // namespace guichet::server
