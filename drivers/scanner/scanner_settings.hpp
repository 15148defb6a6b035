#pragma once

#include "drivers/scanner/key_map.hpp"
#include "drivers/scanner/known_scanners.hpp"
#include "drivers/scanner/scan_text.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::scanner {

/// Speeds of a serial line.
inline constexpr std::array baud_rates{1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200};

/// How this station's scanners are to be found and read.
struct ScannerSettings {
    /// Device file, name or serial number of the only scanner; empty: all that are found.
    std::string device;
    Framing framing;
    std::chrono::milliseconds gap{100}; ///< silence that ends a code, 20 to 1000 ms
    int baud = 9600;                    ///< of serial lines, one of baud_rates
    std::optional<KeyLayout> layout;    ///< nothing: the one in which a code is `expected`
    std::vector<KnownScanner> known;
    /// Whether a text is a code of this program; tells keyboard layouts apart. May be empty.
    std::function<bool(std::string_view)> expected;
    /// Lines for the log. May be empty.
    std::function<void(const std::string&)> log;
};

} // namespace guichet::scanner
