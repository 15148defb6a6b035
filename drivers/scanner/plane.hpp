#pragma once
// Inside this room: brightness in memory of our own, made smaller or reduced to black and white so that a
// cheaper or a more tolerant look at the same frame is possible.

#include "kiosk/ports/frame.hpp"

#include <cstdint>
#include <vector>

namespace guichet::scanner {

/// Brightness without gaps. Its memory is kept from frame to frame.
struct Plane {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;

    void resize(int columns, int rows) {
        width = columns;
        height = rows;
        pixels.resize(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    }
    [[nodiscard]] std::uint8_t* row(int y) {
        return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    }
    [[nodiscard]] ports::Frame frame() const { return {pixels.data(), width, height, width, 1}; }
};

/// Makes `half` of each 2 × 2 pixels one, their average; an odd last row or column is left out. This takes
/// away noise, and the moiré between a screen's pixels and the camera's. The frame has at least 2 × 2 pixels.
void halve(const ports::Frame& frame, Plane& half);

/// Which side of its surroundings' mean a pixel must be on to count as a dark module.
enum class Ink { dark, light };

/// Compares each pixel with the mean of the square around it: uneven light disappears, and so does the
/// difference between a dim code and a bright one.
class LocalThreshold {
public:
    /// Makes `black_white` 0 where the frame has ink, 255 elsewhere.
    void apply(const ports::Frame& frame, Ink ink, Plane& black_white);

private:
    void add_row(const ports::Frame& frame, int y);
    void take_row(const ports::Frame& frame, int y);
    void sum_windows(int width, int radius);

    std::vector<std::uint16_t> columns_; ///< sum of the window's rows for each column
    std::vector<std::uint32_t> windows_; ///< sum of the window around each pixel of the current row
    std::vector<std::uint16_t> widths_;  ///< columns of that window, fewer at the edges
};

} // namespace guichet::scanner
