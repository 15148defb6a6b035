#include "drivers/lab/printer/paper_picture.hpp"

#include <algorithm>
#include <cstdint>

namespace guichet::lab {
namespace {

using pictures::GrayPicture;
using printer::Bitmap;

constexpr int paper_shade = 249;
constexpr int grain = 3; ///< shades up or down
constexpr int black_shade = 28;
constexpr int backdrop_shade = 214;
constexpr int tooth_width = 10; ///< dots of one tooth of the tear bar
constexpr int tooth_height = 6;

/// The same number for the same place: the grain does not move when the picture is drawn again.
unsigned noise(int x, int y) {
    auto value = static_cast<std::uint32_t>(x) * 374761393U + static_cast<std::uint32_t>(y) * 668265263U;
    value = (value ^ (value >> 13U)) * 1274126177U;
    return value ^ (value >> 16U);
}

/// How black a place is, 0 to 256: its own dot, and a little of those beside it as heat spreads.
int blackness(const Bitmap& dots, int x, int y) {
    const auto dot = [&dots](int column, int row) {
        return column >= 0 && row >= 0 && column < dots.width && row < dots.height && dots.black(column, row);
    };
    if (dot(x, y))
        return 256;
    const int beside = (dot(x - 1, y) ? 1 : 0) + (dot(x + 1, y) ? 1 : 0);
    const int above = (dot(x, y - 1) ? 1 : 0) + (dot(x, y + 1) ? 1 : 0);
    return 26 * beside + 34 * above;
}

/// Dots of paper below its last row at this column: teeth where it was torn.
int tear(int x) {
    const int within = x % (2 * tooth_width);
    const int rise = within < tooth_width ? within : 2 * tooth_width - within;
    return rise * tooth_height / tooth_width;
}

} // namespace

GrayPicture paper_picture(const Bitmap& dots, int paper_dots, bool cut) {
    const int margin = std::max(0, (paper_dots - dots.width) / 2);
    GrayPicture picture(dots.width + 2 * margin, dots.height + (cut ? 0 : tooth_height), backdrop_shade);
    for (int y = 0; y < picture.height; ++y) {
        std::uint8_t* row = picture.row(y);
        for (int x = 0; x < picture.width; ++x) {
            if (y >= dots.height + (cut ? 0 : tear(x)))
                continue;
            const int paper =
                paper_shade - grain + static_cast<int>(noise(x, y) % static_cast<unsigned>(2 * grain + 1));
            const int black = blackness(dots, x - margin, y);
            row[x] = static_cast<std::uint8_t>(paper + (black_shade - paper) * black / 256);
        }
    }
    return picture;
}

} // namespace guichet::lab
