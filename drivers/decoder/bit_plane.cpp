#include "drivers/decoder/bit_plane.hpp"

#include "kiosk/core/result.hpp"

#include <algorithm>
#include <cstring>

namespace guichet::decoder {
namespace {

constexpr int side = 8; ///< of a block, in pixels

/// Grey levels from the surroundings' level that make ink, so that an even wall is none.
constexpr int least_difference = 4;

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

void widen_range(const std::uint8_t* __restrict row, std::size_t width, std::uint8_t* __restrict low,
                 std::uint8_t* __restrict high) {
    for (std::size_t x = 0; x < width; ++x) {
        low[x] = row[x] < low[x] ? row[x] : low[x];
        high[x] = row[x] > high[x] ? row[x] : high[x];
    }
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
void InkFinder::measure_means(const ports::Frame& frame) {
    means_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
    auto* mean = means_.data();
    for (int block_row = 0; block_row < rows_; ++block_row) {
        std::fill(sums_.begin(), sums_.end(), std::uint16_t{0});
        for (int y = block_row * side; y < (block_row + 1) * side; ++y)
            add_row(frame.row(y), sums_.size(), sums_.data());
        for (int column = 0; column < columns_; ++column) {
            const std::uint16_t* sums = sums_.data() + std::ptrdiff_t{side} * column;
            int sum = 0;
            for (int x = 0; x < side; ++x)
                sum += sums[x];
            *mean++ = static_cast<std::uint16_t>(sum / side); // in eighths of a grey level
        }
    }
}

void InkFinder::smooth_means() {
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
    const int far = reach(columns_ * side);
    auto* out = levels_.data();
    for (int row = 0; row < rows_; ++row) {
        const int top = std::max(0, row - far);
        const int bottom = std::min(rows_, row + far + 1);
        const std::uint32_t* above = prefix_.data() + static_cast<std::size_t>(top) * stride;
        const std::uint32_t* below = prefix_.data() + static_cast<std::size_t>(bottom) * stride;
        for (int column = 0; column < columns_; ++column) {
            const int left = std::max(0, column - far);
            const int right = std::min(columns_, column + far + 1);
            const auto count = static_cast<std::uint32_t>((bottom - top) * (right - left) * side);
            *out++ =
                static_cast<std::uint8_t>((below[right] - below[left] - above[right] + above[left]) / count);
        }
    }
}

void InkFinder::measure_middles(const ports::Frame& frame) {
    const std::size_t blocks = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
    const auto width = static_cast<std::size_t>(frame.width);
    lowest_.resize(blocks);
    highest_.resize(blocks);
    scratch_.resize(2 * width);
    std::uint8_t* low = scratch_.data();
    std::uint8_t* high = low + width;
    for (int block_row = 0; block_row < rows_; ++block_row) {
        std::fill_n(low, width, std::uint8_t{255});
        std::fill_n(high, width, std::uint8_t{0});
        for (int y = block_row * side; y < (block_row + 1) * side; ++y)
            widen_range(frame.row(y), width, low, high);
        for (int column = 0; column < columns_; ++column) {
            const auto at = static_cast<std::size_t>(block_row * columns_ + column);
            const auto from = std::ptrdiff_t{side} * column;
            lowest_[at] = *std::min_element(low + from, low + from + side);
            highest_[at] = *std::max_element(high + from, high + from + side);
        }
    }
}

/// A block takes the range of itself and its neighbours, first along the rows and then along the columns.
void InkFinder::smooth_middles() {
    const int far = reach(columns_ * side);
    const auto spread = [&](std::vector<std::uint8_t>& values, int count, int lines, int apart, int along,
                            auto choose) {
        scratch_.assign(values.begin(), values.end());
        for (int line = 0; line < lines; ++line)
            for (int at = 0; at < count; ++at) {
                const int end = std::min(count, at + far + 1);
                std::uint8_t best = scratch_[static_cast<std::size_t>(line * along + at * apart)];
                for (int near = std::max(0, at - far); near < end; ++near)
                    best = choose(best, scratch_[static_cast<std::size_t>(line * along + near * apart)]);
                values[static_cast<std::size_t>(line * along + at * apart)] = best;
            }
    };
    const auto least = [](std::uint8_t one, std::uint8_t other) { return std::min(one, other); };
    const auto most = [](std::uint8_t one, std::uint8_t other) { return std::max(one, other); };
    spread(lowest_, columns_, rows_, 1, columns_, least);
    spread(lowest_, rows_, columns_, columns_, 1, least);
    spread(highest_, columns_, rows_, 1, columns_, most);
    spread(highest_, rows_, columns_, columns_, 1, most);
    for (std::size_t block = 0; block < levels_.size(); ++block)
        levels_[block] = static_cast<std::uint8_t>((lowest_[block] + highest_[block]) / 2);
}

void InkFinder::spread_levels(int block_row) {
    const std::uint8_t* level = levels_.data() + std::ptrdiff_t{columns_} * std::min(block_row, rows_ - 1);
    const std::size_t width = dark_below_.size();
    for (int column = 0; column < columns_; ++column) {
        const std::size_t from = static_cast<std::size_t>(column) * side;
        const std::size_t to = column + 1 < columns_ ? from + side : width;
        const int middle = level[column];
        std::fill(dark_below_.data() + from, dark_below_.data() + to,
                  static_cast<std::uint8_t>(std::max(0, middle - least_difference)));
        std::fill(light_above_.data() + from, light_above_.data() + to,
                  static_cast<std::uint8_t>(std::min(255, middle + least_difference)));
    }
}

void InkFinder::apply(const ports::Frame& frame, Level level, BitPlane& dark, BitPlane& light) {
    require(frame.step == 1 && frame.width >= 16 && frame.height >= 16, "blocks lie in a packed frame");
    columns_ = frame.width / side;
    rows_ = frame.height / side;
    levels_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_));
    const auto width = static_cast<std::size_t>(frame.width);
    sums_.resize(width);
    if (level == Level::mean) {
        measure_means(frame);
        smooth_means();
    } else {
        measure_middles(frame);
        smooth_middles();
    }
    dark.resize(frame.width, frame.height);
    light.resize(frame.width, frame.height);
    dark_below_.resize(width);
    light_above_.resize(width);
    marks_.assign(static_cast<std::size_t>(dark.words_in_row()) * 64, 0);
    for (int y = 0; y < frame.height; ++y) {
        if (y % side == 0)
            spread_levels(y / side);
        mark_below(frame.row(y), dark_below_.data(), width, marks_.data());
        pack(marks_, dark.row(y), dark.words_in_row());
        mark_above(frame.row(y), light_above_.data(), width, marks_.data());
        pack(marks_, light.row(y), light.words_in_row());
    }
}

} // namespace guichet::decoder
