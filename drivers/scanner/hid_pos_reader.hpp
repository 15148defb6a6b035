#pragma once
// Codes out of the reports of a HID bar code scanner.

#include "drivers/scanner/hid_report.hpp"
#include "drivers/scanner/scan_text.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace guichet::scanner {

/// Puts long codes together from several reports.
class HidPosReader {
public:
    using Time = std::chrono::milliseconds;

    /// A code whose end does not come within `gap` is complete: some scanners announce a next report that
    /// they do not send.
    HidPosReader(ScanReport layout, Framing framing, Time gap);

    /// One report as it came over USB at `now`, whatever its length. Gives the codes that are complete
    /// with it: the one before it, if its end is late, and its own.
    [[nodiscard]] std::vector<std::string> take(std::span<const std::uint8_t> report, Time now);
    [[nodiscard]] std::optional<std::string> pause(Time now);
    [[nodiscard]] std::optional<Time> patience(Time now) const;

private:
    [[nodiscard]] std::string data_of(std::span<const std::uint8_t> report) const;
    [[nodiscard]] bool goes_on(std::span<const std::uint8_t> report) const;
    [[nodiscard]] std::optional<std::string> finish();

    ScanReport layout_;
    Framing framing_;
    Time gap_;
    std::string text_; ///< of the reports so far
    bool begun_ = false;
    Time last_{};
};

} // namespace guichet::scanner
