#pragma once
// Inside this room: one parser for each kind of picture file. Each takes the whole file.

#include "drivers/pictures/picture.hpp"
#include "kiosk/core/result.hpp"

#include <cstdint>
#include <span>

namespace guichet::pictures {

/// Fails when the sides are absurd; to be asked before any memory is set aside for them.
[[nodiscard]] Result<> check_sides(std::uint64_t width, std::uint64_t height);

/// PNG: ISO/IEC 15948, all colour types and depths, through libpng.
[[nodiscard]] Result<GrayPicture> parse_png(std::span<const std::uint8_t> bytes);

/// JPEG: ISO/IEC 10918-1 as JFIF or Exif, through libjpeg-turbo. Only the luma is decoded.
[[nodiscard]] Result<GrayPicture> parse_jpeg(std::span<const std::uint8_t> bytes);

/// PGM as Netpbm describes it: P5 (binary) and P2 (decimal numbers), of at most 255 shades.
[[nodiscard]] Result<GrayPicture> parse_pgm(std::span<const std::uint8_t> bytes);

} // namespace guichet::pictures
