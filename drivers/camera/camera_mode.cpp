#include "drivers/camera/camera_mode.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace guichet::camera {
namespace {

constexpr int least_width = 320;
constexpr int least_height = 240;
constexpr double fast_enough = 14.9; // 15, as drivers round it

auto rank(const Mode& mode) {
    const bool slow = mode.frames_per_second > 0 && mode.frames_per_second < fast_enough;
    const int distance = std::abs(mode.width - 1280) + std::abs(mode.height - 720);
    return std::tuple(slow, distance, mode.layout);
}

} // namespace

std::optional<Mode> choose_mode(const std::vector<Mode>& offered) {
    std::optional<Mode> best;
    for (const Mode& mode : offered) {
        if (mode.width < least_width || mode.height < least_height)
            continue;
        if (!best || rank(mode) < rank(*best))
            best = mode;
    }
    return best;
}

} // namespace guichet::camera
