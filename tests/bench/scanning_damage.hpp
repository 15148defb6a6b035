#pragma once
// Pickup codes that are torn, stained and smeared to about where error correction ends, or beyond.

#include "drivers/pictures/picture.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace guichet::bench {

/// How a symbol was damaged; `everything` is several of the others at once.
enum class Damage : std::uint8_t {
    flips,     ///< single modules the other way round
    codewords, ///< rectangles of 2 × 4 modules as one codeword fills them, around the limit of correction
    blots,     ///< dark, light and grey stains
    glare,     ///< squares in which light has taken the ink
    cut,       ///< a side is missing
    strokes,   ///< struck through, and rows exchanged
    noise,     ///< of a sensor in the dark
    mixed,     ///< two codes over each other, as a screen shows them that changes
    stretched, ///< crumpled and seen from aside
    everything,
};
inline constexpr std::array<std::string_view, 10> damage_names{
    "flips", "codewords", "blots", "glare", "cut", "strokes", "noise", "mixed", "stretched", "everything"};

/// A picture of one damaged symbol.
struct DamagedSymbol {
    pictures::GrayPicture picture; ///< some 90 to 190 pixels a side, 3 to 4 for each module
    std::string text;              ///< what was drawn
    std::string other;             ///< what was drawn over it (`mixed`); may be empty
    Damage damage = Damage::flips;
};

/// Damaged symbol `number`: always the same for the shown figures, and another for tuning.
[[nodiscard]] DamagedSymbol damaged_symbol(std::uint64_t number);

} // namespace guichet::bench
