#pragma once
// Taps that were meant for what was there before: the second one of a double tap, or one that came down just
// when a code brought up another screen.

#include "kiosk/ui/accessibility.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace guichet::ui {

/// Knows since when each control lies where it lies. Pure: the time comes with each call, monotonic.
class TapGuard {
public:
    using Time = std::chrono::milliseconds;

    /// Nobody sees something new and has their finger on it sooner: simple reactions to a picture take 200 to
    /// 250 ms, and the way of the hand comes after.
    static constexpr Time unseen{300};

    /// The frame that is on the screen from `now` on.
    void saw(const Accessibility& shown, Time now);

    /// Whether a finger that came down there at `when` can have meant what lies there. A control is known by
    /// its label: what moved a little counts where it lay before as well; the same place under another label
    /// is another control.
    [[nodiscard]] bool allows(ImVec2 place, Time when) const;

private:
    struct Control {
        std::string label;
        Rect rect;
        Time moved{}; ///< since when it lies there
        Rect steady;  ///< where it has lain since `since`, wherever it moved
        Time since{};
    };
    std::vector<Control> controls_;
    std::vector<Control> before_; ///< kept for its memory
};

} // namespace guichet::ui
