#pragma once
// Which of a camera's picture formats to ask for.

#include <optional>
#include <vector>

namespace guichet::camera {

/// How a camera lays out its pixels; only those whose brightness can be read in place.
enum class Layout {
    gray, ///< V4L2 GREY: one byte a pixel
    yuyv, ///< V4L2 YUYV: brightness in every second byte
};

/// A picture format that a camera offers.
struct Mode {
    Layout layout = Layout::yuyv;
    int width = 0;                ///< pixels
    int height = 0;               ///< pixels
    double frames_per_second = 0; ///< at best; 0 = not told
    friend bool operator==(const Mode&, const Mode&) = default;
};

/// The mode that reads codes best: one that is fast enough for a moving hand (15 frames a second) before one
/// that is not, then the size nearest to 1280 × 720, then GREY, which needs half the bandwidth. Nothing when
/// nothing is offered that holds a code at all.
[[nodiscard]] std::optional<Mode> choose_mode(const std::vector<Mode>& offered);

} // namespace guichet::camera
