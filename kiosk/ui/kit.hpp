#pragma once
// What every widget works with during one frame: the theme, the texts, the drawing and the list of elements.

#include "kiosk/core/texts.hpp"
#include "kiosk/ui/accessibility.hpp"
#include "kiosk/ui/theme.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace guichet::ui {

/// How a person touches a control in this frame.
struct Touch {
    bool tapped = false; ///< touched and let go within it: act now
    bool held = false;   ///< a finger is on it
};

/// The time on the screen, for what moves on it.
struct Motion {
    std::chrono::milliseconds now{0}; ///< monotonic, from any start; of this frame
    bool calm = false;                ///< nothing moves
};

/// One kit for each screen; it lives as long as the screen and is `begin`-ed and `end`-ed around each frame.
class Kit {
public:
    /// Starts a frame on the whole of Dear ImGui's display. Theme and texts must live until `end`.
    void begin(const Theme& theme, const Texts& texts, const Motion& motion = {});
    void end();

    [[nodiscard]] const Theme& theme() const { return *theme_; }
    [[nodiscard]] const Palette& palette() const { return theme_->palette; }
    [[nodiscard]] const Measures& measures() const { return theme_->measures; }
    [[nodiscard]] float mm(float millimetres) const { return measures().mm(millimetres); }
    [[nodiscard]] const Texts& texts() const { return *texts_; }
    [[nodiscard]] ImDrawList& draw() const { return *draw_; }
    [[nodiscard]] const Rect& screen() const { return screen_; }
    [[nodiscard]] bool portrait() const { return screen_.height() > screen_.width(); }

    /// Whether things may move: not on a calm screen, and not below a dialog.
    [[nodiscard]] bool moves() const { return !motion_.calm && !covered_; }
    [[nodiscard]] std::chrono::milliseconds now() const { return motion_.now; }
    /// What moves asks for its next frame at a moment after `now`; the earliest one counts. Nothing is drawn
    /// in between, and on a calm screen nothing at all.
    void ask_for_frame(std::chrono::milliseconds moment);
    /// The same for what goes or comes by itself without moving: on a calm screen as well.
    void ask_for_change(std::chrono::milliseconds moment);
    /// The frame that was asked for since `begin`; nothing: the screen stands still until something happens.
    [[nodiscard]] std::optional<std::chrono::milliseconds> next_frame() const { return next_frame_; }

    /// What is on the screen: of this frame while it is built, of the last one between frames.
    [[nodiscard]] const Accessibility& accessibility() const { return accessibility_; }

    /// Registers something that is only seen.
    void show(const Rect& rect, Role role, std::string_view label, std::string_view value = {},
              bool shortened = false);

    /// Registers something that can be touched, and tells whether it is. A control that is not enabled is
    /// there but does nothing.
    Touch touch(const Rect& rect, Role role, std::string_view label, std::string_view value = {},
                bool enabled = true, bool shortened = false);

    /// See Covered.
    [[nodiscard]] bool covered() const { return covered_; }
    void set_covered(bool covered) { covered_ = covered; }

    /// The page that a paged list shows, counted from 0; remembered by the list's name until `forget`.
    int& page_of(const std::string& list) { return pages_[list]; }

    /// Forgets everything that the screens remembered on their own: between two customers.
    void forget() { pages_.clear(); }

private:
    const Theme* theme_ = nullptr;
    const Texts* texts_ = nullptr;
    ImDrawList* draw_ = nullptr;
    Rect screen_;
    Accessibility accessibility_;
    std::map<std::string, int> pages_;
    bool covered_ = false;
    Motion motion_;
    std::optional<std::chrono::milliseconds> next_frame_;
};

/// While it lives, what is drawn lies under a dialog: it is seen, but cannot be touched and is not in the
/// list.
class Covered {
public:
    Covered(Kit& kit, bool covered) : kit_(kit), before_(kit.covered()) {
        kit_.set_covered(before_ || covered);
    }
    ~Covered() { kit_.set_covered(before_); }
    Covered(const Covered&) = delete;
    Covered& operator=(const Covered&) = delete;

private:
    Kit& kit_;
    bool before_;
};

} // namespace guichet::ui
