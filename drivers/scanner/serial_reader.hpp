#pragma once
// Codes out of the bytes of a scanner on a serial line (RS-232, or USB pretending to be one).

#include "drivers/scanner/scan_assembler.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace guichet::scanner {

/// Any split of the bytes gives the same codes, as long as it makes no pause.
class SerialReader {
public:
    using Time = ScanAssembler::Time;

    /// Without a byte for `gap` a code is complete; before that by CR, LF, Tab, ETX or the suffix.
    SerialReader(Framing framing, Time gap);

    /// The codes that are complete with these bytes, which came at `now`.
    [[nodiscard]] std::vector<std::string> take(std::span<const std::uint8_t> bytes, Time now);
    [[nodiscard]] std::optional<std::string> pause(Time now) { return assembler_.pause(now); }
    [[nodiscard]] std::optional<Time> patience(Time now) const { return assembler_.patience(now); }

private:
    ScanAssembler assembler_;
};

} // namespace guichet::scanner
