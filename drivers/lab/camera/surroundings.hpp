#pragma once

#include "drivers/lab/camera/conditions.hpp"
#include "drivers/pictures/picture.hpp"

#include <cstdint>
#include <vector>

namespace guichet::lab {

/// The light on each pixel of a frame, in 1/256 of full light: uneven as in a hall with a window, darker
/// towards the corners, with the shadow that the conditions ask for.
[[nodiscard]] std::vector<std::uint16_t> light_map(int width, int height, const Conditions& conditions);

/// A reflection to be added to each pixel.
[[nodiscard]] pictures::GrayPicture glare_map(int width, int height, const Conditions& conditions);

/// A hall out of focus, as an empty kiosk sees it.
[[nodiscard]] pictures::GrayPicture empty_hall(int width, int height, std::uint64_t seed);

/// The same with a customer standing in it.
[[nodiscard]] pictures::GrayPicture with_customer(const pictures::GrayPicture& hall, std::uint64_t seed);

} // namespace guichet::lab
