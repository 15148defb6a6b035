#pragma once
// What a camera sends: pictures of a code that is held before it, in each of the layouts.

#include "drivers/camera/pixel_layout.hpp"
#include "drivers/pictures/picture.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace guichet::camera {

using Bytes = std::vector<std::uint8_t>;

/// What the code says that is held before the simulated camera.
inline const std::string sample_text = "GU1:0123456789ABCDEFGHJKMNPQRS";

/// Pictures of that code, each with its own noise; the same numbers give the same pictures.
[[nodiscard]] std::vector<pictures::GrayPicture> sample_pictures(int width, int height, int count);

/// The picture as a camera sends it, with some colour; `padding` bytes stand behind each row of luma.
[[nodiscard]] Bytes encode(const pictures::GrayPicture& picture, Layout layout, int padding = 0);

/// The JPEG without its Huffman tables.
[[nodiscard]] Bytes without_huffman_tables(const Bytes& jpeg);

} // namespace guichet::camera
