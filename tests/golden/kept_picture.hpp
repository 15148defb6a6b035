#pragma once
// How a golden picture lies in its file: small, and still for people to look at.

#include "drivers/pictures/picture.hpp"

#include <filesystem>
#include <string>

namespace guichet::golden {

/// A picture from the bytes of a PNG file; empty when they are none.
[[nodiscard]] pictures::ColourPicture read_png(const std::string& bytes);

/// Writes a picture as PNG in sixteen shades of each of red, green and blue, its folder too. False when it
/// cannot.
[[nodiscard]] bool write_small_png(const std::filesystem::path& file, const pictures::ColourPicture& picture);

/// Each pixel the mean of four.
[[nodiscard]] pictures::ColourPicture halved(const pictures::ColourPicture& picture);

} // namespace guichet::golden
