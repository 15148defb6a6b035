#pragma once
// Inside this room: a picture in black and white, 64 pixels to a word, in which finder patterns are searched.

#include "kiosk/ports/frame.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace guichet::decoder {

/// One bit for each pixel: 1 = ink. Its memory is kept from frame to frame. Behind each row's last pixel
/// there is at least one bit of ground.
class BitPlane {
public:
    void resize(int width, int height);
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }

    /// The words of a row; pixel x is bit x % 64 of word x / 64.
    [[nodiscard]] const std::uint64_t* row(int y) const { return words_.data() + start(y); }
    [[nodiscard]] std::uint64_t* row(int y) { return words_.data() + start(y); }
    [[nodiscard]] int words_in_row() const { return words_in_row_; }

    /// Whether there is ink; the place lies inside.
    [[nodiscard]] bool ink(int x, int y) const { return (row(y)[x / 64] >> (x % 64) & 1U) != 0; }

private:
    [[nodiscard]] std::size_t start(int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(words_in_row_);
    }

    int width_ = 0;
    int height_ = 0;
    int words_in_row_ = 0;
    std::vector<std::uint64_t> words_;
};

/// What in its surroundings a pixel is compared with.
enum class Level : std::uint8_t {
    mean,   ///< right where thin dark lines are left on a shining screen
    middle, ///< between the darkest and the lightest: right where blur takes the light from narrow gaps
};

/// Finds in one go what is darker and what is lighter than its surroundings. The surroundings are squares of
/// 8 × 8 pixels with their neighbours, which is coarser than LocalThreshold and several times faster: good
/// enough to find a code, not to read it.
class InkFinder {
public:
    /// The frame has a step of 1 and at least 16 × 16 pixels.
    void apply(const ports::Frame& frame, Level level, BitPlane& dark, BitPlane& light);

private:
    void measure_means(const ports::Frame& frame);
    void smooth_means();
    void measure_middles(const ports::Frame& frame);
    void smooth_middles();
    void spread_levels(int block_row);

    int columns_ = 0; ///< of blocks
    int rows_ = 0;
    std::vector<std::uint16_t> sums_;   ///< of the pixels in each column of a row of blocks
    std::vector<std::uint16_t> means_;  ///< of each block
    std::vector<std::uint32_t> prefix_; ///< sums of means, from the top left corner on
    std::vector<std::uint8_t> lowest_;  ///< the darkest pixel of each block, then with its neighbours
    std::vector<std::uint8_t> highest_; ///< likewise the lightest
    std::vector<std::uint8_t> scratch_;
    std::vector<std::uint8_t> levels_; ///< for each block
    std::vector<std::uint8_t> dark_below_;
    std::vector<std::uint8_t> light_above_;
    std::vector<std::uint8_t> marks_;
};

} // namespace guichet::decoder
