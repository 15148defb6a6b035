#pragma once
// Inside this room: brightness in memory of our own, made smaller or reduced to black and white so that a
// cheaper or a more tolerant look at the same frame is possible.

#include "kiosk/ports/frame.hpp"

#include <cstdint>
#include <vector>

namespace guichet::decoder {

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

/// Makes nine pixels of each one, with even slopes between them: a finder looks for edges between pixels, and
/// finds them better in a small picture when there are more. The frame has at least 1 × 1 pixels.
void triple(const ports::Frame& frame, Plane& tripled);

/// Copies a frame, without what lies between its pixels.
void copy(const ports::Frame& frame, Plane& packed);

/// Turns black to white and white to black.
void negate(const ports::Frame& frame, Plane& negative);

/// Makes dark (or light) things wider by `radius` pixels, 1 to 8, at every edge: undoes what bright light
/// took from ink. `scratch` is any plane.
enum class Growing { dark, light };
void grow(const ports::Frame& frame, Growing growing, int radius, Plane& scratch, Plane& grown);

/// Makes what blur has smeared stand out: adds to each pixel `strength` times its difference from the mean of
/// the square of `radius` pixels, 1 to 16, around it. `scratch` is any plane.
void sharpen(const ports::Frame& frame, int radius, double strength, Plane& scratch, Plane& sharp);

/// Which side of its surroundings' mean a pixel must be on to count as a dark module.
enum class Ink { dark, light };

/// Compares each pixel with the mean of the square around it: uneven light disappears, and so does the
/// difference between a dim code and a bright one.
class LocalThreshold {
public:
    struct Window {
        int radius = 1;           ///< of the square, in pixels, 1 to 120
        int least_difference = 0; ///< from the mean, in grey levels, that makes ink
    };

    /// Makes `black_white` 0 where the frame has ink, 255 elsewhere.
    void apply(const ports::Frame& frame, Ink ink, Window window, Plane& black_white);

private:
    void shift_rows(const ports::Frame& frame, int entering, int leaving);
    void sum_windows(int radius);

    Plane packed_;
    std::vector<std::uint16_t> columns_; ///< sum of the window's rows for each column
    std::vector<float> windows_;         ///< sum of the window around each pixel of the current row
    std::vector<float> parts_;           ///< 1 / columns of that window, which are fewer at the edges
};

} // namespace guichet::decoder
