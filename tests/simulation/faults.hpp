#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace guichet::simulation {

/// What goes wrong. After each of them a person puts the printer right again, a while later.
enum class Fault : std::uint8_t {
    paper_out,
    cover_open,
    cutter_jammed,
    offline,
    unplugged,
    switched_off,      ///< the printer loses what is in its memory
    refused,           ///< the endpoint stalls in mid-write
    late_replies,      ///< what the printer says comes seconds later, byte by byte
    program_dies,      ///< the kiosk's program ends at once and starts again
    power_cut,         ///< program and printer
    paper_and_program, ///< the paper ends, and the program dies before it is put in
    paper_and_power    ///< the paper ends, and the power fails before it is put in
};
inline constexpr std::array<std::string_view, 12> fault_words{
    "paper out", "cover open",   "cutter jammed", "offline",   "unplugged",       "switched off",
    "refused",   "late replies", "program dies",  "power cut", "paper + program", "paper + power"};

} // namespace guichet::simulation
