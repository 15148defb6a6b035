#pragma once
// What USB printers do differently from what their descriptors say, as data (assets/devices).

#include "kiosk/core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::printer {

struct UsbQuirk {
    std::uint16_t vendor = 0;
    std::optional<std::uint16_t> product; ///< nothing: all products of the vendor
    bool vendor_class = false;            ///< a printer though its interface class is FF
    bool one_way = false;                 ///< its IN endpoint is never to be read

    friend bool operator==(const UsbQuirk&, const UsbQuirk&) = default;
};

/// Reads a quirks file (TOML). An unknown member or a wrong value is an Error that names file and line.
[[nodiscard]] Result<std::vector<UsbQuirk>> parse_usb_quirks(std::string_view text,
                                                             const std::string& origin);
[[nodiscard]] Result<std::vector<UsbQuirk>> read_usb_quirks(const std::filesystem::path& file);

/// All that is known of a device: a quirk of its product adds to one of its vendor.
[[nodiscard]] UsbQuirk quirks_of(const std::vector<UsbQuirk>& quirks, std::uint16_t vendor,
                                 std::uint16_t product);

} // namespace guichet::printer
