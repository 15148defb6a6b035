#pragma once
// Which USB devices are scanners, as data (assets/devices/scanners.toml).

#include "kiosk/core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::scanner {

/// How a scanner speaks to the machine. Most can be switched from one to another.
enum class ScannerKind {
    keyboard, ///< types what it reads
    serial,   ///< a serial line, on USB (CDC-ACM) or behind an adapter
    hid_pos,  ///< HID bar code scanner page
};

/// A device of the list; without product all of its vendor's.
struct KnownScanner {
    std::string name;
    std::uint16_t vendor = 0;
    std::optional<std::uint16_t> product;
    std::optional<ScannerKind> kind; ///< nothing: whichever the device shows
    bool no_scanner = false;         ///< types as fast as one and is none (security keys)

    friend bool operator==(const KnownScanner&, const KnownScanner&) = default;
};

/// Reads a list (TOML). An unknown member or a wrong value is an Error that names file and line.
[[nodiscard]] Result<std::vector<KnownScanner>> parse_known_scanners(std::string_view text,
                                                                     const std::string& origin);
[[nodiscard]] Result<std::vector<KnownScanner>> read_known_scanners(const std::filesystem::path& file);

/// What the list says of a device that shows itself as `kind`: the entry of its product before the one of its
/// vendor.
[[nodiscard]] const KnownScanner* find_known(const std::vector<KnownScanner>& list, std::uint16_t vendor,
                                             std::uint16_t product, ScannerKind kind);

} // namespace guichet::scanner
