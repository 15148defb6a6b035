#pragma once
// Buttons, cards and the small parts that every screen is made of.

#include "kiosk/ui/icons.hpp"
#include "kiosk/ui/shapes.hpp"
#include "kiosk/ui/text.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace guichet::ui {

enum class ButtonKind : std::uint8_t { primary, secondary, quiet, danger };

struct Button {
    std::string label;
    Icon icon = Icon::none;
    ButtonKind kind = ButtonKind::secondary;
    bool enabled = true;
    /// The icon stands above the label instead of before it.
    bool tall = false;
    std::string caption = {}; ///< a second line below the label, smaller; not for tall buttons
    bool personal = false;    ///< it names a customer, see Element::personal
};

/// Returns true when it was tapped. A primary button is at least Measures::primary_button high, every other
/// at least Measures::target. Its label breaks into lines, and its icon makes room, before anything is cut.
bool button(Kit& kit, const Rect& rect, const Button& button);
/// How wide it is with its label on one line, and how high it must be at a width to show all of its label.
[[nodiscard]] float button_width(const Kit& kit, const Button& button);
[[nodiscard]] float button_height(const Kit& kit, float width, const Button& button);

/// The places of the buttons at the foot of a page, cut off it with the gap above: beside each other where
/// their labels fit so, else in several rows, the last of the buttons in the last row.
[[nodiscard]] std::vector<Rect> cut_buttons(const Kit& kit, Rect& page, std::span<const Button> buttons);
/// What they cut off.
[[nodiscard]] float buttons_height(const Kit& kit, float width, std::span<const Button> buttons);

/// A button of which one in a row is chosen, such as a reason; the chosen one carries a tick.
bool choice(Kit& kit, const Rect& rect, const std::string& label, bool chosen);
[[nodiscard]] float choice_height(const Kit& kit, float width, const std::string& label);
/// How wide it is with its label on one line.
[[nodiscard]] float choice_width(const Kit& kit, const std::string& label);

/// A surface in a tone, with a line around it in palettes that outline everything.
void surface(Kit& kit, const Rect& rect, const Tone& tone);

/// What lies on the page: returns the rectangle within its margin.
Rect card(Kit& kit, const Rect& rect);
/// The same in a tone, without shadow.
Rect panel(Kit& kit, const Rect& rect, const Tone& tone);

struct Chip {
    std::string label;
    Icon icon = Icon::none;
    const Tone* tone = nullptr; ///< of the palette
    TextStyle style = TextStyle::small;
};

/// A small label in a tone. It is as wide as its text, at most as wide as the place, and stands at its left
/// (or right), in the middle of its height; in a higher place it takes several lines. Returns where it
/// stands.
Rect chip(Kit& kit, const Rect& place, const Chip& chip, Align align = Align::left);
/// How high the chip must be to show all of its text.
[[nodiscard]] float chip_height(const Kit& kit, float width, const Chip& chip);

/// A message across the screen, with what to do about it. Returns true when its action was tapped.
struct Banner {
    Meaning meaning = Meaning::information;
    Icon icon = Icon::information;
    std::string title;
    std::string text;
    std::string action; ///< label of a button; empty for none
};
bool banner(Kit& kit, const Rect& rect, const Banner& banner);
/// How high the banner must be to show all of its text.
[[nodiscard]] float banner_height(const Kit& kit, float width, const Banner& banner);

/// The same as one low bar, for pages that need every millimetre: a sign, the title, its buttons, and how
/// many others there are that have no room. What more there is to say stands elsewhere.
struct SlimBanner {
    Meaning meaning = Meaning::information;
    Icon icon = Icon::information;
    std::string title;
    std::vector<std::string> actions = {}; ///< labels of buttons
    std::int64_t more = 0;                 ///< how many others wait; 0 for none
};
/// Which of the actions was tapped.
std::optional<std::size_t> slim_banner(Kit& kit, const Rect& rect, const SlimBanner& banner);
[[nodiscard]] float slim_banner_height(const Kit& kit, float width, const SlimBanner& banner);

/// How far something has come, `part` from 0 to 1, with its words below.
void progress(Kit& kit, const Rect& rect, float part, const std::string& label);

/// A number that matters, with its name: a figure of the session.
struct Figure {
    std::string value;
    std::string label;
    Icon icon = Icon::none;
    Meaning meaning = Meaning::plain;
};
void figure(Kit& kit, const Rect& rect, const Figure& figure);
/// How wide it is where value and name stand on one line.
[[nodiscard]] float figure_width(const Kit& kit, const Figure& figure);
/// Whether a place of this size has room for its sign, too.
[[nodiscard]] bool figure_has_sign(const Kit& kit, const Rect& rect, const Figure& figure);
/// As high as a figure looks best.
[[nodiscard]] float figure_height(const Kit& kit);

/// One large statement in the middle of a place: a sign, a heading and what there is to know.
struct Statement {
    Icon icon = Icon::none;
    Meaning meaning = Meaning::information;
    std::string title;
    std::string text;
};
void statement(Kit& kit, const Rect& rect, const Statement& statement);

/// A sheet over the darkened screen, `width` × `height` at the most; with larger text it grows, up to the
/// whole screen. Returns the rectangle for its content below the title. What lies under it must have been
/// drawn with Covered.
Rect dialog(Kit& kit, float width, float height, const std::string& title);

/// The same, as high as its content needs it.
struct Sheet {
    std::string title;
    float width = 0; ///< of the sheet, at normal text size
    /// How high the content is for a width, both in pixels.
    std::function<float(float width)> height;
};
Rect dialog(Kit& kit, const Sheet& sheet);

/// How long a toast stays.
constexpr std::chrono::milliseconds toast_time{4'000};
/// A short message at the foot of the screen, over everything: `text` was done.
void toast(Kit& kit, const std::string& text);

} // namespace guichet::ui
