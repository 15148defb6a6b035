#include "drivers/decoder/plane.hpp"

#include "kiosk/core/result.hpp"

#include <algorithm>
#include <type_traits>

namespace guichet::decoder {
namespace {

/// `step` is an int, or a constant of the type system: the loop then becomes vector code.
template <typename Step>
void halve_by(const ports::Frame& frame, Step step, Plane& half) {
    for (int y = 0; y < half.height; ++y) {
        const std::uint8_t* upper = frame.row(2 * y);
        const std::uint8_t* lower = frame.row(2 * y + 1);
        std::uint8_t* out = half.row(y);
        for (int x = 0; x < half.width; ++x) {
            const int at = 2 * step * x;
            out[x] = static_cast<std::uint8_t>(
                (upper[at] + upper[at + step] + lower[at] + lower[at + step] + 2) >> 2);
        }
    }
}

/// Keeps of two rows the darker (or lighter) pixel.
void choose(const std::uint8_t* __restrict row, std::size_t width, Growing growing,
            std::uint8_t* __restrict out) {
    if (growing == Growing::dark)
        for (std::size_t x = 0; x < width; ++x)
            out[x] = row[x] < out[x] ? row[x] : out[x];
    else
        for (std::size_t x = 0; x < width; ++x)
            out[x] = row[x] > out[x] ? row[x] : out[x];
}

/// The mean of each pixel's neighbours in its row.
void blur_row(const std::uint8_t* row, int width, int radius, std::uint8_t* out) {
    const auto at = [&](int x) { return int{row[std::clamp(x, 0, width - 1)]}; };
    int sum = 0;
    for (int x = -radius; x <= radius; ++x)
        sum += at(x);
    const int size = 2 * radius + 1;
    for (int x = 0; x < width; ++x) {
        out[x] = static_cast<std::uint8_t>(sum / size);
        sum += at(x + radius + 1) - at(x - radius);
    }
}

void sharpen_row(const std::uint8_t* __restrict row, const std::uint16_t* __restrict sums, std::size_t width,
                 float part, float strength, std::uint8_t* __restrict out) {
    for (std::size_t x = 0; x < width; ++x) {
        const float level = static_cast<float>(row[x]);
        const float sharp = level + strength * (level - static_cast<float>(sums[x]) * part);
        out[x] = static_cast<std::uint8_t>(sharp < 0 ? 0 : sharp > 255 ? 255 : sharp);
    }
}

/// Compares a row with its means, which are its windows' sums by their sizes.
void mark_ink(const std::uint8_t* __restrict row, const std::vector<float>& sums,
              const std::vector<float>& parts, float row_part, float difference, Ink ink,
              std::uint8_t* __restrict out) {
    const float* __restrict sum = sums.data();
    const float* __restrict part = parts.data();
    const std::size_t width = sums.size();
    const int light = ink == Ink::light ? 255 : 0;
    for (std::size_t x = 0; x < width; ++x) {
        const float level = sum[x] * part[x] * row_part + difference;
        // 255 where the pixel is above the level; turned round when it is light that makes the ink.
        const int above = static_cast<float>(row[x]) >= level ? 255 : 0;
        out[x] = static_cast<std::uint8_t>(above ^ light);
    }
}

} // namespace

void halve(const ports::Frame& frame, Plane& half) {
    half.resize(frame.width / 2, frame.height / 2);
    if (frame.step == 1)
        halve_by(frame, std::integral_constant<int, 1>(), half);
    else if (frame.step == 2)
        halve_by(frame, std::integral_constant<int, 2>(), half);
    else
        halve_by(frame, frame.step, half);
}

void triple(const ports::Frame& frame, Plane& tripled) {
    tripled.resize(3 * frame.width, 3 * frame.height);
    // The middle of three pixels is the pixel itself, the outer two lean by a third to its neighbours.
    const auto neighbour = [](int at, int part, int size) { return std::clamp(at + part - 1, 0, size - 1); };
    for (int y = 0; y < tripled.height; ++y) {
        const std::uint8_t* row = frame.row(y / 3);
        const std::uint8_t* next = frame.row(neighbour(y / 3, y % 3, frame.height));
        std::uint8_t* out = tripled.row(y);
        for (int x = 0; x < tripled.width; ++x) {
            const auto at = std::ptrdiff_t{frame.step} * (x / 3);
            const auto beside = std::ptrdiff_t{frame.step} * neighbour(x / 3, x % 3, frame.width);
            const int sum = 4 * row[at] + 2 * row[beside] + 2 * next[at] + next[beside];
            out[x] = static_cast<std::uint8_t>((sum + 4) / 9);
        }
    }
}

void copy(const ports::Frame& frame, Plane& packed) {
    packed.resize(frame.width, frame.height);
    for (int y = 0; y < frame.height; ++y) {
        const std::uint8_t* row = frame.row(y);
        std::uint8_t* out = packed.row(y);
        for (int x = 0; x < frame.width; ++x)
            out[x] = row[std::ptrdiff_t{frame.step} * x];
    }
}

void grow(const ports::Frame& frame, Growing growing, int radius, Plane& scratch, Plane& grown) {
    require(frame.step == 1 && radius >= 1 && radius <= 8, "packed things grow by a few pixels");
    scratch.resize(frame.width, frame.height);
    grown.resize(frame.width, frame.height);
    const auto width = static_cast<std::size_t>(frame.width);
    for (int y = 0; y < frame.height; ++y) {
        const std::uint8_t* row = frame.row(y);
        std::uint8_t* out = scratch.row(y);
        std::copy_n(row, width, out);
        for (int shift = 1; shift <= std::min(radius, frame.width - 1); ++shift) {
            const std::size_t rest = width - static_cast<std::size_t>(shift);
            choose(row + shift, rest, growing, out);
            choose(row, rest, growing, out + shift);
        }
    }
    for (int y = 0; y < frame.height; ++y) {
        std::copy_n(scratch.row(y), width, grown.row(y));
        for (int near = std::max(0, y - radius); near <= std::min(frame.height - 1, y + radius); ++near)
            choose(scratch.row(near), width, growing, grown.row(y));
    }
}

void sharpen(const ports::Frame& frame, int radius, double strength, Plane& scratch, Plane& sharp) {
    require(frame.step == 1 && radius >= 1 && radius <= 16, "a few pixels are smeared");
    scratch.resize(frame.width, frame.height);
    sharp.resize(frame.width, frame.height);
    const auto width = static_cast<std::size_t>(frame.width);
    for (int y = 0; y < frame.height; ++y)
        blur_row(frame.row(y), frame.width, radius, scratch.row(y));
    std::vector<std::uint16_t> sums(width, 0);
    const auto add = [&](int y, bool enters) {
        const std::uint8_t* row = scratch.row(std::clamp(y, 0, frame.height - 1));
        for (std::size_t x = 0; x < width; ++x)
            sums[x] = static_cast<std::uint16_t>(enters ? sums[x] + row[x] : sums[x] - row[x]);
    };
    for (int y = -radius; y <= radius; ++y)
        add(y, true);
    const float part = 1.0F / static_cast<float>(2 * radius + 1);
    for (int y = 0; y < frame.height; ++y) {
        sharpen_row(frame.row(y), sums.data(), width, part, static_cast<float>(strength), sharp.row(y));
        add(y + radius + 1, true);
        add(y - radius, false);
    }
}

void negate(const ports::Frame& frame, Plane& negative) {
    negative.resize(frame.width, frame.height);
    for (int y = 0; y < frame.height; ++y) {
        const std::uint8_t* row = frame.row(y);
        std::uint8_t* out = negative.row(y);
        for (int x = 0; x < frame.width; ++x)
            out[x] = static_cast<std::uint8_t>(255 - row[std::ptrdiff_t{frame.step} * x]);
    }
}

/// Moves the window down: one row enters, another leaves, either may lie outside the frame.
void LocalThreshold::shift_rows(const ports::Frame& frame, int entering, int leaving) {
    if (entering < frame.height) {
        const std::uint8_t* row = frame.row(entering);
        for (std::size_t x = 0; x < columns_.size(); ++x)
            columns_[x] = static_cast<std::uint16_t>(columns_[x] + row[x]);
    }
    if (leaving >= 0) {
        const std::uint8_t* row = frame.row(leaving);
        for (std::size_t x = 0; x < columns_.size(); ++x)
            columns_[x] = static_cast<std::uint16_t>(columns_[x] - row[x]);
    }
}

void LocalThreshold::sum_windows(int radius) {
    const int width = static_cast<int>(columns_.size());
    const std::uint16_t* columns = columns_.data();
    float* windows = windows_.data();
    std::uint32_t sum = 0;
    int x = 0;
    for (; x < std::min(radius, width); ++x)
        sum += columns[x];
    for (x = 0; x <= std::min(radius, width - 1); ++x) {
        sum += x + radius < width ? columns[x + radius] : 0U;
        windows[x] = static_cast<float>(sum);
    }
    for (; x + radius < width; ++x) {
        sum += std::uint32_t{columns[x + radius]} - columns[x - radius - 1];
        windows[x] = static_cast<float>(sum);
    }
    for (; x < width; ++x) {
        sum -= columns[x - radius - 1];
        windows[x] = static_cast<float>(sum);
    }
}

void LocalThreshold::apply(const ports::Frame& stepped, Ink ink, Window window, Plane& black_white) {
    require(window.radius >= 1 && window.radius <= 120, "the sum of a window's column fits into 16 bits");
    // Without its steps, so that the loops become vector code.
    if (stepped.step != 1)
        copy(stepped, packed_);
    const ports::Frame frame = stepped.step != 1 ? packed_.frame() : stepped;
    const int radius = window.radius;
    const auto width = static_cast<std::size_t>(frame.width);
    black_white.resize(frame.width, frame.height);
    columns_.assign(width, 0);
    windows_.resize(width);
    parts_.resize(width);
    const auto part = [radius](int at, int size) {
        return 1.0F / static_cast<float>(std::min(at + radius, size - 1) - std::max(at - radius, 0) + 1);
    };
    for (int x = 0; x < frame.width; ++x)
        parts_[static_cast<std::size_t>(x)] = part(x, frame.width);
    for (int y = -radius; y < 0; ++y)
        shift_rows(frame, y + radius, -1);

    for (int y = 0; y < frame.height; ++y) {
        shift_rows(frame, y + radius, y - radius - 1);
        sum_windows(radius);
        mark_ink(frame.row(y), windows_, parts_, part(y, frame.height),
                 static_cast<float>(ink == Ink::dark ? -window.least_difference : window.least_difference),
                 ink, black_white.row(y));
    }
}

} // namespace guichet::decoder
