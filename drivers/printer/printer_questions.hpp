#pragma once
// What the driver asks a printer, and what the answers mean (Epson ESC/POS reference: GS a, DLE EOT, DLE ENQ,
// GS I). Internal to the driver.

#include "drivers/printer/bytes.hpp"
#include "drivers/printer/reply_parser.hpp"
#include "kiosk/ports/printer.hpp"

#include <array>

namespace guichet::printer {

/// GS a 255: tell the status now, and again whenever it changes.
inline constexpr std::array<std::uint8_t, 3> ask_status{0x1D, 0x61, 0xFF};
/// DLE EOT 1, 2, 3: whether it is off line, what keeps it from printing, and which error; answered at once
/// and in this order, even when the buffer stands still.
inline constexpr std::array<std::uint8_t, 9> ask_real_time{0x10, 0x04, 0x01, 0x10, 0x04,
                                                           0x02, 0x10, 0x04, 0x03};
inline constexpr std::size_t real_time_answers = 3;
/// GS I 65, 66, 67: firmware, maker, model; each is answered by a block with header 5F.
inline constexpr std::array<std::uint8_t, 9> ask_names{0x1D, 0x49, 0x41, 0x1D, 0x49, 0x42, 0x1D, 0x49, 0x43};
inline constexpr std::uint8_t name_header = 0x5F;
/// DLE ENQ 1: go on at the line in which an error stopped it.
inline constexpr std::array<std::uint8_t, 3> resume_printing{0x10, 0x05, 0x01};
/// As many zeros as end any raster of a band and are otherwise passed over: Epson's recovery for a host that
/// lost its place.
inline constexpr std::size_t resynchronising_zeros = 8192;
/// As many as end the header of any command, with a length of nothing.
inline constexpr std::size_t header_zeros = 16;

[[nodiscard]] inline ports::PrinterCondition condition_of(const AutomaticStatus& status) {
    using ports::PrinterCondition;
    if (status.cover_open)
        return PrinterCondition::cover_open;
    if (status.paper_out)
        return PrinterCondition::paper_out;
    if (status.cutter_error)
        return PrinterCondition::cutter_fault;
    if (status.offline || status.mechanical_error || status.unrecoverable_error || status.passing_error)
        return PrinterCondition::offline;
    return status.paper_near_end ? PrinterCondition::paper_near_end : PrinterCondition::ready;
}

/// Of the three answers to `ask_real_time`; `unknown` when they tell of nothing wrong.
[[nodiscard]] inline ports::PrinterCondition
condition_of(const std::array<RealTimeStatus, real_time_answers>& answers) {
    using ports::PrinterCondition;
    const auto told = [&answers](std::size_t answer, unsigned bit) {
        return (answers.at(answer).bits & bit) != 0;
    };
    if (told(1, 0x04))
        return PrinterCondition::cover_open;
    if (told(1, 0x20))
        return PrinterCondition::paper_out;
    if (told(2, 0x08))
        return PrinterCondition::cutter_fault;
    return told(0, 0x08) || told(1, 0x40) ? PrinterCondition::offline : PrinterCondition::unknown;
}

} // namespace guichet::printer
