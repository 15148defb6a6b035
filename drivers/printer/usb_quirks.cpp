#include "drivers/printer/usb_quirks.hpp"

#include "drivers/table/table_reader.hpp"

#include <fstream>
#include <sstream>

namespace guichet::printer {
namespace {

using table::read_toml;
using table::TableReader;

UsbQuirk read_quirk(TableReader& entry) {
    constexpr int none = -1;
    UsbQuirk quirk;
    std::string name; // for people who read the file
    int vendor = 0;
    int product = none;
    entry.needs("vendor");
    entry.text("name", name);
    entry.whole("vendor", vendor, 1, 0xFFFF);
    entry.whole("product", product, 0, 0xFFFF);
    entry.flag("vendor_class", quirk.vendor_class);
    entry.flag("one_way", quirk.one_way);
    quirk.vendor = static_cast<std::uint16_t>(vendor);
    if (product != none)
        quirk.product = static_cast<std::uint16_t>(product);
    return quirk;
}

} // namespace

Result<std::vector<UsbQuirk>> parse_usb_quirks(std::string_view text, const std::string& origin) {
    std::vector<UsbQuirk> quirks;
    const auto read = [&](TableReader& reader) {
        reader.tables("printers", [&](TableReader& entry) { quirks.push_back(read_quirk(entry)); });
    };
    if (auto error = read_toml(text, origin, read))
        return *error;
    return quirks;
}

Result<std::vector<UsbQuirk>> read_usb_quirks(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf()))
        return fail("The list of USB printers {0} cannot be read. Check its name and its rights.",
                    file.string());
    return parse_usb_quirks(text.str(), file.string());
}

UsbQuirk quirks_of(const std::vector<UsbQuirk>& quirks, std::uint16_t vendor, std::uint16_t product) {
    UsbQuirk all;
    all.vendor = vendor;
    all.product = product;
    for (const UsbQuirk& quirk : quirks) {
        if (quirk.vendor != vendor || quirk.product.value_or(product) != product)
            continue;
        all.vendor_class = all.vendor_class || quirk.vendor_class;
        all.one_way = all.one_way || quirk.one_way;
    }
    return all;
}

} // namespace guichet::printer
