#pragma once
// Where a scanner of the HID bar code scanner page (0x8C; "HID Point of Sale Usage Tables" 1.02, section 3)
// puts what it read: learnt from its report descriptor ("Device Class Definition for HID" 1.11,
// section 6.2.2).

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace guichet::scanner {

/// The layout of the scanned data report. Offsets count from the report's first byte, the report id included.
struct ScanReport {
    std::optional<std::uint8_t> id;           ///< first byte of the report; nothing: reports bear none
    std::size_t size = 0;                     ///< bytes of the whole report
    std::size_t data = 0;                     ///< first byte of the decoded data
    std::size_t data_size = 0;                ///< room for so many bytes
    std::optional<std::size_t> length;        ///< the byte that counts them; nothing: NUL ends them
    std::optional<std::size_t> continued_bit; ///< set: the next report goes on with this code
    /// Honeywell's "output redirection": a feature report of this id with a 1 makes the scanner send reports.
    std::optional<std::uint8_t> redirection;

    friend bool operator==(const ScanReport&, const ScanReport&) = default;
};

/// Nothing: the descriptor is none of a bar code scanner, or it is broken.
[[nodiscard]] std::optional<ScanReport> scan_report_of(std::span<const std::uint8_t> descriptor);

/// What scanners of Honeywell, Newland and others send, for one whose descriptor does not tell: 64 bytes with
/// id 2, length, AIM symbology identifier (3 bytes), 56 bytes of data, 2 of the maker, and a last one whose
/// bit 0 is "continued".
[[nodiscard]] ScanReport usual_scan_report();

/// Longest report that a full-speed scanner sends in one transfer, and more than any known one.
inline constexpr std::size_t longest_scan_report = 1024;

} // namespace guichet::scanner
