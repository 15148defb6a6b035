#include "drivers/scanner/plane.hpp"

#include <algorithm>

namespace guichet::scanner {
namespace {

/// A pixel must differ this much from the mean around it, or sensor noise on an even wall would turn into
/// thousands of specks for the finder to go through.
constexpr std::uint32_t least_difference = 4;

/// With the step known to the compiler the loop becomes vector code.
template <int step>
void halve_rows(const ports::Frame& frame, Plane& half) {
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

void halve_any(const ports::Frame& frame, Plane& half) {
    for (int y = 0; y < half.height; ++y) {
        const std::uint8_t* upper = frame.row(2 * y);
        const std::uint8_t* lower = frame.row(2 * y + 1);
        std::uint8_t* out = half.row(y);
        for (int x = 0; x < half.width; ++x) {
            const std::ptrdiff_t at = std::ptrdiff_t{2} * frame.step * x;
            out[x] = static_cast<std::uint8_t>(
                (upper[at] + upper[at + frame.step] + lower[at] + lower[at + frame.step] + 2) >> 2);
        }
    }
}

/// A code of 25 to 33 modules, held as far away as it is read at all, is about as wide as this window: wider
/// ones follow the light less closely, narrower ones hollow out large dark areas such as the finder patterns.
int window_radius(int width) { return std::clamp(width / 24, 4, 100); }

} // namespace

void halve(const ports::Frame& frame, Plane& half) {
    half.resize(frame.width / 2, frame.height / 2);
    if (frame.step == 1)
        halve_rows<1>(frame, half);
    else if (frame.step == 2)
        halve_rows<2>(frame, half);
    else
        halve_any(frame, half);
}

void LocalThreshold::add_row(const ports::Frame& frame, int y) {
    const std::uint8_t* row = frame.row(y);
    for (int x = 0; x < frame.width; ++x)
        columns_[static_cast<std::size_t>(x)] = static_cast<std::uint16_t>(
            columns_[static_cast<std::size_t>(x)] + row[static_cast<std::ptrdiff_t>(x) * frame.step]);
}

void LocalThreshold::take_row(const ports::Frame& frame, int y) {
    const std::uint8_t* row = frame.row(y);
    for (int x = 0; x < frame.width; ++x)
        columns_[static_cast<std::size_t>(x)] = static_cast<std::uint16_t>(
            columns_[static_cast<std::size_t>(x)] - row[static_cast<std::ptrdiff_t>(x) * frame.step]);
}

void LocalThreshold::sum_windows(int width, int radius) {
    std::uint32_t sum = 0;
    for (int x = 0; x < std::min(radius, width); ++x)
        sum += columns_[static_cast<std::size_t>(x)];
    for (int x = 0; x < width; ++x) {
        if (x + radius < width)
            sum += columns_[static_cast<std::size_t>(x + radius)];
        if (x - radius > 0)
            sum -= columns_[static_cast<std::size_t>(x - radius - 1)];
        windows_[static_cast<std::size_t>(x)] = sum;
    }
}

void LocalThreshold::apply(const ports::Frame& frame, Ink ink, Plane& black_white) {
    const int radius = window_radius(frame.width);
    const auto width = static_cast<std::size_t>(frame.width);
    black_white.resize(frame.width, frame.height);
    columns_.assign(width, 0);
    windows_.resize(width);
    widths_.resize(width);
    for (int x = 0; x < frame.width; ++x)
        widths_[static_cast<std::size_t>(x)] =
            static_cast<std::uint16_t>(std::min(x + radius, frame.width - 1) - std::max(x - radius, 0) + 1);
    for (int y = 0; y < std::min(radius, frame.height); ++y)
        add_row(frame, y);

    for (int y = 0; y < frame.height; ++y) {
        if (y + radius < frame.height)
            add_row(frame, y + radius);
        if (y - radius > 0)
            take_row(frame, y - radius - 1);
        sum_windows(frame.width, radius);
        const auto rows = static_cast<std::uint32_t>(std::min(y + radius, frame.height - 1) - std::max(y - radius, 0) + 1);
        const std::uint8_t* in = frame.row(y);
        std::uint8_t* out = black_white.row(y);
        for (std::size_t x = 0; x < width; ++x) {
            const std::uint32_t area = rows * widths_[x];
            const std::uint32_t shade = in[x * static_cast<std::size_t>(frame.step)] * area;
            const std::uint32_t margin = least_difference * area;
            const bool inked = ink == Ink::dark ? shade + margin < windows_[x] : shade > windows_[x] + margin;
            out[x] = inked ? 0 : 255;
        }
    }
}

} // namespace guichet::scanner
