#pragma once
// What every widget works with during one frame: the theme, the texts, the drawing and the list of elements.

#include "kiosk/core/texts.hpp"
#include "kiosk/ui/accessibility.hpp"
#include "kiosk/ui/focus.hpp"
#include "kiosk/ui/inks.hpp"
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

/// Whether what is registered tells of a customer and their goods, so that it is spoken into headphones only.
enum class Privacy : std::uint8_t {
    open,  ///< it may be heard by all
    texts, ///< what is read is personal; buttons, keys and lights are not
    all
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

    /// Registers a text that is heard only, at a place of the screen.
    void tell(const Rect& rect, std::string_view label, std::string_view value);

    /// The focus of the keypad; moved between frames.
    [[nodiscard]] Focus& focus() { return focus_; }
    [[nodiscard]] const Focus& focus() const { return focus_; }

    /// Which screen this frame shows: when it is another, the focus begins anew.
    void name_screen(std::string_view name) { screen_name_ = name; }

    /// The screen of the last frame, by its name and its heading: another part of a screen is another place.
    [[nodiscard]] const std::string& place() const { return place_; }

    /// See Element::section; those that follow belong to it.
    void set_section(std::uint16_t section) { section_ = section; }
    [[nodiscard]] std::uint16_t section() const { return section_; }

    /// See Private, Live and Together.
    [[nodiscard]] Privacy privacy() const { return privacy_; }
    void set_privacy(Privacy privacy) { privacy_ = privacy; }
    [[nodiscard]] bool live() const { return live_; }
    void set_live(bool live) { live_ = live; }
    void begin_group() { group_ = group_depth_++ == 0 ? ++last_group_ : group_; }
    void end_group() { group_ = --group_depth_ == 0 ? std::uint16_t{0} : group_; }

    /// See Covered.
    [[nodiscard]] bool covered() const { return covered_; }
    void set_covered(bool covered) {
        covered_ = covered;
        pause_inks(covered);
    }

    /// The page that a paged list shows, counted from 0; remembered by the list's name until `forget`.
    int& page_of(const std::string& list) { return pages_[list]; }

    /// Forgets everything that the screens remembered on their own: between two customers.
    void forget() { pages_.clear(); }

private:
    void add(Element element);
    void find_place();

    const Theme* theme_ = nullptr;
    const Texts* texts_ = nullptr;
    std::vector<std::string> back_words_; ///< in the language of the screen
    ImDrawList* draw_ = nullptr;
    Rect screen_;
    Accessibility accessibility_;
    std::map<std::string, int> pages_;
    bool covered_ = false;
    Focus focus_;
    std::string screen_name_;
    std::string place_;
    std::uint16_t section_ = 1;
    std::uint16_t group_ = 0;
    std::uint16_t last_group_ = 0;
    int group_depth_ = 0;
    Privacy privacy_ = Privacy::open;
    bool live_ = false;
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

/// While it lives, what is registered is as private as it says.
class Private {
public:
    explicit Private(Kit& kit, Privacy privacy = Privacy::all) : kit_(kit), before_(kit.privacy()) {
        kit_.set_privacy(privacy);
    }
    ~Private() { kit_.set_privacy(before_); }
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;

private:
    Kit& kit_;
    Privacy before_;
};

/// While it lives, what is registered is news: spoken when it appears. The same for everybody, unless
/// Private says otherwise within it.
class Live {
public:
    explicit Live(Kit& kit) : kit_(kit), before_(kit.live()) { kit_.set_live(true); }
    ~Live() { kit_.set_live(before_); }
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

private:
    Kit& kit_;
    bool before_;
};

/// While it lives, what is registered is read together, in the order of drawing: a list, column by column.
class Together {
public:
    explicit Together(Kit& kit) : kit_(kit) { kit_.begin_group(); }
    ~Together() { kit_.end_group(); }
    Together(const Together&) = delete;
    Together& operator=(const Together&) = delete;

private:
    Kit& kit_;
};

} // namespace guichet::ui
