#pragma once
// Shades as dots that are printed or not.

#include "drivers/printer/bitmap.hpp"

#include <cstddef>
#include <cstdint>

namespace guichet::printer {

/// A picture of ink: one byte for each dot, 0 = bare paper, 255 = black; `stride` bytes from row to row.
struct InkPicture {
    const std::uint8_t* ink = nullptr;
    int width = 0;
    int height = 0;
    std::size_t stride = 0;
};

/// Writes a picture of ink into a bitmap, from its row `top` down; the bitmap has room for it. Shades become
/// dots by error diffusion (Floyd and Steinberg). Edges, such as those of letters, stay sharp: where ink and
/// paper meet, each dot is decided by itself, and errors are neither taken nor handed on.
void dither(const InkPicture& picture, Bitmap& into, int top);

} // namespace guichet::printer
