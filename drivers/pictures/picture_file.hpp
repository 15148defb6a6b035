#pragma once
// Picture files: PNG, JPEG and PGM in, PNG out.

#include "drivers/pictures/picture.hpp"
#include "kiosk/core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <span>

namespace guichet::pictures {

/// Reads a PNG, JPEG or PGM file as brightness; the content decides, not the name. Colours become their
/// brightness, transparent places white. A file that is missing, of another kind, damaged, or larger than
/// `most_pixels` is an Error that says so.
[[nodiscard]] Result<GrayPicture> read_gray(const std::filesystem::path& file);

/// The same from bytes in memory.
[[nodiscard]] Result<GrayPicture> parse_gray(std::span<const std::uint8_t> bytes);

/// Writes a PNG file, quickly rather than small. Fails when the file cannot be written or the picture is
/// empty or beyond `largest_side`.
/// `dots_per_inch`, when it is not 0, tells programs how large the picture is on paper.
[[nodiscard]] Result<> write_png(const std::filesystem::path& file, const GrayPicture& picture,
                                 int dots_per_inch = 0);
[[nodiscard]] Result<> write_png(const std::filesystem::path& file, const ColourPicture& picture);

} // namespace guichet::pictures
