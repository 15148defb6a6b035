#include "drivers/camera/camera_mode.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <string_view>
#include <tuple>

namespace guichet::camera {
namespace {

constexpr int least_width = 320;
constexpr int least_height = 240;
constexpr double best_pixels = 1280.0 * 720;
constexpr double many_pixels = 1920.0 * 1080;
constexpr double fast_enough = 14.9; // 15, as drivers round it
constexpr double smooth = 24.9;      // 25 likewise
constexpr double most_useful_rate = 30;

bool holds_codes(const Mode& mode) {
    return mode.width >= least_width && mode.height >= least_height;
}

/// How far the size is from the best one, in doublings of the pixels.
double distance(const Mode& mode) {
    const double pixels = static_cast<double>(mode.width) * mode.height;
    if (pixels < best_pixels)
        return 2 * std::log2(best_pixels / pixels);
    return std::log2(pixels / best_pixels) + std::max(0.0, std::log2(pixels / many_pixels));
}

/// The smaller, the better.
auto rank(const Mode& mode) {
    const double rate = rate_to_ask_for(mode);
    // Sizes of nearly as many pixels (1280 × 720, 1280 × 800, 1152 × 864) are equal: rate and layout decide.
    const auto away = std::lround(2 * distance(mode));
    return std::tuple(rate < fast_enough, away, rate < smooth, mode.layout, -rate, distance(mode));
}

} // namespace

double rate_to_ask_for(const Mode& mode) {
    return mode.frames_per_second > 0 ? std::min(mode.frames_per_second, most_useful_rate) : most_useful_rate;
}

std::optional<Mode> choose_mode(const std::vector<Mode>& offered) {
    std::optional<Mode> best;
    for (const Mode& mode : offered) {
        if (holds_codes(mode) && (!best || rank(mode) < rank(*best)))
            best = mode;
    }
    return best;
}

std::string describe(const Mode& mode) {
    const std::string rate =
        mode.frames_per_second > 0 ? fmt::format(", {:.3g} a second", mode.frames_per_second) : "";
    return fmt::format("{} {} × {}{}", facts_of(mode.layout).name, mode.width, mode.height, rate);
}

std::string describe(const std::vector<Mode>& modes, std::string_view between) {
    std::map<Layout, std::string> sizes;
    for (const Mode& mode : modes) {
        if (!holds_codes(mode))
            continue;
        std::string& words = sizes[mode.layout];
        words += fmt::format("{} {} × {}", words.empty() ? "" : ",", mode.width, mode.height);
        if (mode.frames_per_second > 0)
            words += fmt::format(" ({:.3g})", mode.frames_per_second);
    }
    std::string words;
    for (const auto& [layout, of_layout] : sizes)
        words += fmt::format("{}{}{}", words.empty() ? "" : between, facts_of(layout).name, of_layout);
    return words;
}

} // namespace guichet::camera
