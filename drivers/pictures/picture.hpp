#pragma once
// Pictures as values: what files hold, what the lab's camera sees, what the lab's printer draws.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace guichet::pictures {

/// The widest and highest picture that is read or written, in pixels.
inline constexpr int largest_side = 16'384;
/// The most pixels of a picture that is read: a 64-megapixel photo. More is a mistake or an attack.
inline constexpr std::size_t most_pixels = std::size_t{64} << 20;

/// Brightness alone: one byte for each pixel, 0 = black, 255 = white, rows from the top without gaps.
struct GrayPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;

    GrayPicture() = default;
    /// A picture of one shade. `columns` and `rows` are at least 0.
    GrayPicture(int columns, int rows, std::uint8_t shade = 255)
        : width(columns), height(rows),
          pixels(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), shade) {}

    [[nodiscard]] std::uint8_t* row(int y) { return pixels.data() + offset(y); }
    [[nodiscard]] const std::uint8_t* row(int y) const { return pixels.data() + offset(y); }
    [[nodiscard]] bool empty() const { return pixels.empty(); }

    friend bool operator==(const GrayPicture&, const GrayPicture&) = default;

private:
    [[nodiscard]] std::size_t offset(int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    }
};

/// Red, green, blue and opacity: four bytes for each pixel (opacity not premultiplied), rows from the top
/// without gaps.
struct ColourPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;

    ColourPicture() = default;
    /// A black, wholly transparent picture. `columns` and `rows` are at least 0.
    ColourPicture(int columns, int rows)
        : width(columns), height(rows),
          pixels(4 * static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows)) {}

    friend bool operator==(const ColourPicture&, const ColourPicture&) = default;
};

} // namespace guichet::pictures
