#pragma once
// Films of a hand that brings a code before the camera.

#include "tests/bench/scanning_sights.hpp"

#include <cstdint>
#include <vector>

namespace guichet::bench {

/// Frames of a film in a second.
inline constexpr double film_rate = 30;

/// A hand comes in from a side or from below, slows down and stays; meanwhile the lens and the exposure
/// settle on what it holds. A frame is sharp when the whole code is in view, light smears over less than a
/// quarter of a module by the lens (deviation) and half of one by the hand, and the exposure is right to a
/// third; or when it does not become sharper, for small codes.
struct Film {
    Sight sight;
    std::vector<lab::Conditions> frames; ///< how each frame sees it; a second longer than until it is sharp
    int first_in_view = 0;               ///< the first frame that shows the whole code, however smeared
    int first_sharp = 0;                 ///< the first sharp one
};

/// Film `number` that ends as a sight of the family: always the same, as `seed_of` has it. The family leaves
/// the code sharp. `aspect` is the frame's width by its height.
[[nodiscard]] Film film(const SightFamily& family, std::uint64_t number, double aspect);

} // namespace guichet::bench
