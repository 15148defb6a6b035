#pragma once
// Pixels in memory, and the three things that a software renderer puts into them. Only whole numbers decide
// which pixels are covered, so the same drawing gives the same picture on every machine.

#include <array>
#include <cstdint>
#include <vector>

namespace guichet::platform {

/// A picture of 32-bit pixels, red in the lowest byte, then green, blue, alpha: as Dear ImGui packs its
/// colours, and as bytes in memory on a little-endian machine.
struct Pixels {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> data;

    [[nodiscard]] std::uint32_t* row(int y) {
        return data.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    }
};

/// What textures hold: a coverage for each pixel (letters), or a colour for each pixel (pictures).
struct Texture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> coverage; ///< empty for a picture
    std::vector<std::uint32_t> colours; ///< empty for letters
};

/// Pixels outside are left alone: left and top belong to it, right and bottom do not.
struct Clip {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
};

struct Corner {
    float x = 0; ///< in pixels; the middle of the first pixel is 0.5
    float y = 0;
    float u = 0; ///< in the texture, 0 to 1
    float v = 0;
    std::uint32_t colour = 0;
};

/// Fills a rectangle given by two opposite corners, with the first one's colour.
void fill_rectangle(Pixels& pixels, const Clip& clip, const Corner& first, const Corner& last);

/// Copies a part of the texture to a rectangle, tinted with the first corner's colour.
void copy_rectangle(Pixels& pixels, const Clip& clip, const Corner& first, const Corner& last,
                    const Texture& texture);

/// Fills a triangle; its colour runs evenly from corner to corner. A pixel belongs to it when its middle
/// does; triangles that share an edge share no pixel.
void fill_triangle(Pixels& pixels, const Clip& clip, const std::array<Corner, 3>& corners);

} // namespace guichet::platform
