#include "drivers/scanner/known_scanners.hpp"

#include "drivers/table/table_reader.hpp"

#include <array>
#include <fstream>
#include <sstream>

namespace guichet::scanner {
namespace {

constexpr std::array<std::string_view, 5> kind_words{"any", "keyboard", "serial", "hid-pos", "none"};
enum class KindWord { any, keyboard, serial, hid_pos, none };

KnownScanner read_entry(table::TableReader& entry) {
    constexpr int none = -1;
    KnownScanner known;
    int vendor = 0;
    int product = none;
    auto kind = KindWord::any;
    entry.needs("vendor");
    entry.text("name", known.name);
    entry.whole("vendor", vendor, 1, 0xFFFF);
    entry.whole("product", product, 0, 0xFFFF);
    entry.choice("kind", kind, kind_words);
    known.vendor = static_cast<std::uint16_t>(vendor);
    if (product != none)
        known.product = static_cast<std::uint16_t>(product);
    switch (kind) {
    case KindWord::any: break;
    case KindWord::keyboard: known.kind = ScannerKind::keyboard; break;
    case KindWord::serial: known.kind = ScannerKind::serial; break;
    case KindWord::hid_pos: known.kind = ScannerKind::hid_pos; break;
    case KindWord::none: known.no_scanner = true; break;
    }
    return known;
}

} // namespace

Result<std::vector<KnownScanner>> parse_known_scanners(std::string_view text, const std::string& origin) {
    std::vector<KnownScanner> list;
    const auto read = [&](table::TableReader& reader) {
        reader.tables("scanners", [&](table::TableReader& entry) { list.push_back(read_entry(entry)); });
    };
    if (auto error = table::read_toml(text, origin, read))
        return *error;
    return list;
}

Result<std::vector<KnownScanner>> read_known_scanners(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        return fail("The list of hand scanners {0} cannot be read. Check its name and its rights.",
                    file.string());
    return parse_known_scanners(text.str(), file.string());
}

const KnownScanner* find_known(const std::vector<KnownScanner>& list, std::uint16_t vendor,
                               std::uint16_t product, ScannerKind kind) {
    const KnownScanner* found = nullptr;
    for (const KnownScanner& known : list) {
        const bool meant = known.vendor == vendor && known.product.value_or(product) == product &&
                           known.kind.value_or(kind) == kind;
        if (meant && (found == nullptr || (known.product && !found->product)))
            found = &known;
    }
    return found;
}

} // namespace guichet::scanner
