#include "kiosk/station/preview.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace guichet::station {

namespace {

/// Red, green, blue and opacity, as they lie in memory.
std::uint32_t grey(unsigned shade) {
    constexpr bool little = std::endian::native == std::endian::little;
    return little ? 0xFF000000U | shade * 0x00010101U : 0x000000FFU | shade * 0x01010100U;
}

} // namespace

void shrink(const ports::Frame& frame, pictures::ColourPicture& small) {
    const int step = std::max(1, (frame.width + Preview::widest - 1) / Preview::widest);
    const int width = frame.width / step;
    const int height = frame.height / step;
    if (small.width != width || small.height != height)
        small = pictures::ColourPicture(width, height);
    // The neighbours at half a step; in a frame that is not made smaller they are the pixel itself.
    const auto across = static_cast<std::ptrdiff_t>(step / 2) * frame.step;
    const auto down = static_cast<std::ptrdiff_t>(step / 2) * frame.stride;
    const auto stride = static_cast<std::ptrdiff_t>(step) * frame.step;
    auto* to = small.pixels.data();
    for (int y = 0; y < height; ++y) {
        const auto* upper = frame.row(y * step);
        const auto* lower = upper + down;
        for (int x = 0; x < width; ++x, upper += stride, lower += stride, to += 4) {
            const unsigned sum = 0U + upper[0] + upper[across] + lower[0] + lower[across];
            const std::uint32_t pixel = grey((sum + 2) / 4);
            std::memcpy(to, &pixel, sizeof pixel);
        }
    }
}

void Preview::show(const ports::Frame& frame) {
    if (!watched_.load(std::memory_order_relaxed))
        return;
    shrink(frame, pictures_[making_]);
    making_ = ready_.exchange(making_ | fresh, std::memory_order_acq_rel) & ~fresh;
}

const pictures::ColourPicture* Preview::take() {
    if ((ready_.load(std::memory_order_relaxed) & fresh) == 0)
        return nullptr;
    looking_ = ready_.exchange(looking_, std::memory_order_acq_rel) & ~fresh;
    return &pictures_[looking_];
}

} // namespace guichet::station
