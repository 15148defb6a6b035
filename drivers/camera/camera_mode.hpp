#pragma once
// Which of a camera's picture formats to ask for.

#include "drivers/camera/pixel_layout.hpp"

#include <optional>
#include <string>
#include <vector>

namespace guichet::camera {

/// A picture format that a camera offers.
struct Mode {
    Layout layout = Layout::yuyv;
    int width = 0;                ///< pixels
    int height = 0;               ///< pixels
    double frames_per_second = 0; ///< at best; 0 = not told
    friend bool operator==(const Mode&, const Mode&) = default;
};

/// "MJPG 1280 × 720, 30 a second".
[[nodiscard]] std::string describe(const Mode& mode);

/// A camera's modes that are large enough for codes, each size with its best rate: "YUYV 640 × 480 (30), 1280
/// × 720 (10)"; `between` stands between two layouts.
[[nodiscard]] std::string describe(const std::vector<Mode>& modes, std::string_view between);

/// The mode that reads codes best, by these rules, the first that decides:
/// 1. fast enough for a moving hand (15 frames a second) before slow; a rate that is not told is taken as
///    good;
/// 2. the size nearest to 1280 × 720: fewer pixels lose the far and dense codes and count double, more than
///    1920 × 1080 costs time in every frame and counts double too;
/// 3. 25 frames a second and more before fewer;
/// 4. what is read in place before JPEG, and of those what sends least: GREY, NV12, …, YUYV;
/// 5. the highest rate up to 30 frames a second: more of them would only be dropped.
/// Nothing when nothing is offered that holds a code at all (below 320 × 240).
[[nodiscard]] std::optional<Mode> choose_mode(const std::vector<Mode>& offered);

/// How many frames a second to ask a camera for in this mode: what it can, at most 30.
[[nodiscard]] double rate_to_ask_for(const Mode& mode);

} // namespace guichet::camera
