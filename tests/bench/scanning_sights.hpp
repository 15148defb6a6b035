#pragma once
// What the scanning benchmarks look at: codes in thirteen conditions, and pictures without any.

#include "drivers/lab/camera/conditions.hpp"
#include "drivers/lab/random.hpp"
#include "drivers/pictures/picture.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::bench {

/// A seed for thing `number` of those that are drawn under a name. Tuning and the figures shown draw from
/// seeds that never meet (`tuning()` in bench.hpp chooses).
[[nodiscard]] std::uint64_t seed_of(std::string_view name, std::uint64_t number);

/// One way in which codes are hard to read.
struct SightFamily {
    std::string_view name;
    void (*alter)(lab::Conditions& usual, lab::Random& random);
};

/// paper, phone, inverted, rotated, tilted, motion, defocus, low contrast, glare, overexposed, shadow, near,
/// far.
[[nodiscard]] const std::array<SightFamily, 13>& sight_families();

/// A code held before the camera.
struct Sight {
    std::string text;           ///< of the code, a pickup code
    pictures::GrayPicture code; ///< black on white, with its margin
    lab::Conditions conditions;
};

/// Sight `number` of a family: always the same, as `seed_of` has it.
[[nodiscard]] Sight sight(const SightFamily& family, std::uint64_t number);

/// Pictures in which nothing is to be found.
enum class Nothing : std::uint8_t { photo, text, noise, flat };

/// Its frame `number`; sides in pixels, at least 64.
[[nodiscard]] pictures::GrayPicture nothing_there(Nothing nothing, int width, int height,
                                                  std::uint64_t number);

} // namespace guichet::bench
