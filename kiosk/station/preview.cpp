#include "kiosk/station/preview.hpp"

#include <bit>
#include <cstring>

namespace guichet::station {

namespace {

/// Red, green, blue and opacity, as they lie in memory.
std::uint32_t grey(unsigned shade) {
    constexpr bool little = std::endian::native == std::endian::little;
    return little ? 0xFF000000U | shade * 0x00010101U : 0x000000FFU | shade * 0x01010100U;
}

/// What lies `stride` bytes apart, each mixed with its neighbour half of that away, is one row of the small
/// picture. The stride is known when this is compiled, so that it becomes vector code.
template <int stride, int across>
void pick(const std::uint8_t* from, int width, std::uint32_t* to) {
    for (int x = 0; x < width; ++x)
        to[x] = grey((0U + from[x * stride] + from[x * stride + across]) / 2);
}

void pick_any(const std::uint8_t* from, int width, int stride, int across, std::uint32_t* to) {
    for (int x = 0; x < width; ++x)
        to[x] = grey((0U + from[x * stride] + from[x * stride + across]) / 2);
}

/// The usual cameras, as luma alone or with colour between (YUYV). `step` is a power of two.
void pick_row(const std::uint8_t* from, int width, int step, int of_pixel, std::uint32_t* to) {
    const int stride = step * of_pixel;
    const int across = step / 2 * of_pixel; // in a frame that is not made smaller, the pixel itself
    if (stride == 1)
        pick<1, 0>(from, width, to);
    else if (stride == 2 && across == 1)
        pick<2, 1>(from, width, to);
    else if (stride == 2)
        pick<2, 0>(from, width, to);
    else if (stride == 4 && across == 2)
        pick<4, 2>(from, width, to);
    else
        pick_any(from, width, stride, across, to);
}

/// A power of two, so that picking pixels is fast.
int step_of(int width) {
    int step = 1;
    while (width / step > Preview::widest)
        step *= 2;
    return step;
}

} // namespace

void Shrinker::shrink(const ports::Frame& frame, pictures::ColourPicture& small) {
    const int step = step_of(frame.width);
    const int width = frame.width / step;
    const int height = frame.height / step;
    if (small.width != width || small.height != height)
        small = pictures::ColourPicture(width, height);
    const auto bytes = static_cast<std::size_t>(frame.width - 1) * static_cast<std::size_t>(frame.step) + 1;
    mean_.resize(bytes);
    row_.resize(static_cast<std::size_t>(width));
    auto* to = small.pixels.data();
    for (int y = 0; y < height; ++y) {
        const auto* upper = frame.row(y * step);
        const auto* lower = frame.row(y * step + step / 2);
        auto* mean = mean_.data();
        for (std::size_t at = 0; at < bytes; ++at)
            mean[at] = static_cast<std::uint8_t>((upper[at] + lower[at] + 1) / 2);
        pick_row(mean, width, step, frame.step, row_.data());
        std::memcpy(to, row_.data(), row_.size() * sizeof(std::uint32_t));
        to += row_.size() * sizeof(std::uint32_t);
    }
}

void Preview::show(const ports::Frame& frame) {
    if (!watched_.load(std::memory_order_relaxed))
        return;
    shrinker_.shrink(frame, pictures_[making_]);
    making_ = ready_.exchange(making_ | fresh, std::memory_order_acq_rel) & ~fresh;
}

const pictures::ColourPicture* Preview::take() {
    if ((ready_.load(std::memory_order_relaxed) & fresh) == 0)
        return nullptr;
    looking_ = ready_.exchange(looking_, std::memory_order_acq_rel) & ~fresh;
    return &pictures_[looking_];
}

} // namespace guichet::station
