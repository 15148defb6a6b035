#include "drivers/decoder/bit_plane.hpp"

#include "kiosk/core/result.hpp"

#include <algorithm>
#include <cstring>

namespace guichet::decoder {
namespace {

constexpr int side = 8; ///< of a block, in pixels

/// How many blocks to each side make the surroundings: wide enough that the middle of a near code's finder
/// pattern is not its own surroundings.
constexpr int reach(int width) {
    return width > 800 ? 3 : 2;
}

/// Adds a row of pixels to the sums of its columns.
void add_row(const std::uint8_t* __restrict row, std::size_t width, std::uint16_t* __restrict sums) {
    for (std::size_t x = 0; x < width; ++x)
        sums[x] = static_cast<std::uint16_t>(sums[x] + row[x]);
}

/// Marks are 1 or 0, a byte each, so that the comparison becomes vector code.
void mark_below(const std::uint8_t* __restrict row, const std::uint8_t* __restrict levels, std::size_t width,
                std::uint8_t* __restrict marks) {
    for (std::size_t x = 0; x < width; ++x)
        marks[x] = row[x] < levels[x] ? 1 : 0;
}

void mark_above(const std::uint8_t* __restrict row, const std::uint8_t* __restrict levels, std::size_t width,
                std::uint8_t* __restrict marks) {
    for (std::size_t x = 0; x < width; ++x)
        marks[x] = row[x] > levels[x] ? 1 : 0;
}

/// Eight bytes of 0 or 1 become the eight bits of one: the product brings byte i to bit i of its top byte.
void pack(const std::vector<std::uint8_t>& marks, std::uint64_t* words, int count) {
    constexpr std::uint64_t gather = 0x0102'0408'1020'4080;
    for (int word = 0; word < count; ++word) {
        std::uint64_t bits = 0;
        for (int part = 0; part < 8; ++part) {
            std::uint64_t bytes = 0;
            std::memcpy(&bytes, marks.data() + word * 64 + part * 8, sizeof bytes);
            bits |= (bytes * gather >> 56) << (8 * part);
        }
        words[word] = bits;
    }
}

} // namespace

void BitPlane::resize(int width, int height) {
    width_ = width;
    height_ = height;
    words_in_row_ = width / 64 + 1;
    words_.resize(static_cast<std::size_t>(words_in_row_) * static_cast<std::size_t>(height));
}

/// Pixels right of and below the last whole block belong to none; they take the last one's level.
void InkFinder::measure_blocks(const ports::Frame& frame) {
    columns_ = frame.width / side;
    rows_ = frame.height / side;
    const auto width = static_cast<std::size_t>(frame.width);
    means_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
    sums_.resize(width);
    auto* mean = means_.data();
    for (int block_row = 0; block_row < rows_; ++block_row) {
        std::fill(sums_.begin(), sums_.end(), std::uint16_t{0});
        for (int y = block_row * side; y < (block_row + 1) * side; ++y)
            add_row(frame.row(y), width, sums_.data());
        for (int column = 0; column < columns_; ++column) {
            const std::uint16_t* sums = sums_.data() + std::ptrdiff_t{side} * column;
            int sum = 0;
            for (int x = 0; x < side; ++x)
                sum += sums[x];
            *mean++ = static_cast<std::uint16_t>(sum / side); // in eighths of a grey level
        }
    }
}

void InkFinder::smooth_blocks() {
    const auto stride = static_cast<std::size_t>(columns_ + 1);
    prefix_.assign(stride * static_cast<std::size_t>(rows_ + 1), 0);
    const auto* mean = means_.data();
    for (int row = 0; row < rows_; ++row) {
        const std::uint32_t* above = prefix_.data() + static_cast<std::size_t>(row) * stride;
        std::uint32_t* here = prefix_.data() + static_cast<std::size_t>(row + 1) * stride;
        std::uint32_t sum = 0;
        for (int column = 0; column < columns_; ++column) {
            sum += *mean++;
            here[column + 1] = above[column + 1] + sum;
        }
    }
    smoothed_.resize(means_.size());
    const int far = reach(columns_ * side);
    auto* out = smoothed_.data();
    for (int row = 0; row < rows_; ++row) {
        const int top = std::max(0, row - far);
        const int bottom = std::min(rows_, row + far + 1);
        const std::uint32_t* above = prefix_.data() + static_cast<std::size_t>(top) * stride;
        const std::uint32_t* below = prefix_.data() + static_cast<std::size_t>(bottom) * stride;
        for (int column = 0; column < columns_; ++column) {
            const int left = std::max(0, column - far);
            const int right = std::min(columns_, column + far + 1);
            const auto count = static_cast<std::uint32_t>((bottom - top) * (right - left) * side);
            *out++ = (below[right] - below[left] - above[right] + above[left]) / count;
        }
    }
}

void InkFinder::spread_levels(int block_row, int least_difference) {
    const auto* level = smoothed_.data() + std::ptrdiff_t{columns_} * std::min(block_row, rows_ - 1);
    const int width = static_cast<int>(sums_.size());
    for (int x = 0; x < width; ++x) {
        const int mean = static_cast<int>(level[std::min(x / side, columns_ - 1)]);
        dark_below_[static_cast<std::size_t>(x)] =
            static_cast<std::uint8_t>(std::max(0, mean - least_difference));
        light_above_[static_cast<std::size_t>(x)] =
            static_cast<std::uint8_t>(std::min(255, mean + least_difference));
    }
}

void InkFinder::apply(const ports::Frame& frame, int least_difference, BitPlane& dark, BitPlane& light) {
    require(frame.step == 1 && frame.width >= 16 && frame.height >= 16, "blocks lie in a packed frame");
    dark.resize(frame.width, frame.height);
    light.resize(frame.width, frame.height);
    const auto width = static_cast<std::size_t>(frame.width);
    measure_blocks(frame);
    smooth_blocks();
    dark_below_.resize(width);
    light_above_.resize(width);
    marks_.assign(static_cast<std::size_t>(dark.words_in_row()) * 64, 0);
    for (int y = 0; y < frame.height; ++y) {
        if (y % side == 0)
            spread_levels(y / side, least_difference);
        mark_below(frame.row(y), dark_below_.data(), width, marks_.data());
        pack(marks_, dark.row(y), dark.words_in_row());
        mark_above(frame.row(y), light_above_.data(), width, marks_.data());
        pack(marks_, light.row(y), light.words_in_row());
    }
}

} // namespace guichet::decoder
