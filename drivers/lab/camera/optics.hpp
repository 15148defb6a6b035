#pragma once
// What a lens and a sensor do to a picture.

#include "drivers/lab/random.hpp"
#include "drivers/pictures/picture.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace guichet::lab {

/// A part of a picture, `right` and `bottom` not included.
struct Area {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    [[nodiscard]] int width() const { return right - left; }
    [[nodiscard]] int height() const { return bottom - top; }
};

/// Blurs a part of a picture as a lens out of focus does; `deviation` in pixels, up to 10. Below 0.3 nothing
/// changes.
void blur(pictures::GrayPicture& picture, Area area, double deviation);

/// Smears a part of a picture along a straight line of at most 32 pixels, as a moving hand does.
void smear(pictures::GrayPicture& picture, Area area, double right, double down);

/// Turns light into grey levels: exposure, haze, noise.
class Sensor {
public:
    /// As in Conditions: `light` 1 keeps the shades, `haze` takes contrast away, `noise` is its deviation at
    /// medium light.
    Sensor(double light, double haze, double noise);

    void expose(const pictures::GrayPicture& scene, Random& random, pictures::GrayPicture& picture) const;

private:
    std::array<std::uint8_t, 256> tone_{};
    std::array<std::int32_t, 256> noise_{}; ///< for each shade, in 1/256 of the noise table's unit
};

} // namespace guichet::lab
