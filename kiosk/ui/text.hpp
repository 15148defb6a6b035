#pragma once
// Text on the screen: never wider than its place. `paint…` draws; `write…` draws and registers for
// accessibility.

#include "kiosk/ui/kit.hpp"
#include "kiosk/ui/wrapping.hpp"

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace guichet::ui {

enum class Align : std::uint8_t { left, centre, right };

struct TextLook {
    TextStyle style = TextStyle::body;
    Colour colour = 0;
    Align align = Align::left;
};

/// From one line to the next, in pixels.
[[nodiscard]] float line_height(const Kit& kit, TextStyle style);
[[nodiscard]] float text_width(const Kit& kit, TextStyle style, std::string_view text);

/// See wrapping.hpp.
[[nodiscard]] Wrapped wrap(const Kit& kit, TextStyle style, std::string_view text, float width,
                           std::size_t most);

/// How high a text stands when broken to this width.
[[nodiscard]] float paragraph_height(const Kit& kit, TextStyle style, std::string_view text, float width);

/// Lines as they were wrapped, from the rectangle's top.
void paint_lines(const Kit& kit, const Rect& rect, const Wrapped& text, const TextLook& look);

/// The narrowest width in which the text takes no more lines than in `width`: for text in the middle of a
/// page.
[[nodiscard]] float balanced_width(const Kit& kit, TextStyle style, std::string_view text, float width);

/// One line in the middle of the rectangle's height; returns true when it had to be shortened.
bool paint_line(const Kit& kit, const Rect& rect, std::string_view text, const TextLook& look);
void write_line(Kit& kit, const Rect& rect, std::string_view text, const TextLook& look,
                Role role = Role::text);

/// As many lines as the rectangle has room for, from its top; returns the height they take.
float write_paragraph(Kit& kit, const Rect& rect, std::string_view text, const TextLook& look,
                      Role role = Role::text);

/// A text in the style and the lines in which it fits a place.
struct Fitted {
    TextStyle style = TextStyle::body;
    Wrapped text;
};
/// The first of the styles in which the text fits with its words whole, on `most` lines at the most; else the
/// first in which it fits with words parted; else the last, shortened.
[[nodiscard]] Fitted fit(const Kit& kit, float width, float height, std::string_view text,
                         std::span<const TextStyle> styles, std::size_t most = 1000);
/// In the middle of the rectangle's height.
void paint_fitted(const Kit& kit, const Rect& rect, const Fitted& fitted, Colour colour, Align align);

/// Text in the middle of the rectangle, as `fit` finds it on one line or several. Returns true when it fits
/// in no style and was shortened.
bool paint_fitting(const Kit& kit, const Rect& rect, std::string_view text,
                   std::initializer_list<TextStyle> styles, Colour colour, Align align = Align::centre);
/// The same, registered; the look's own style does not count.
void write_fitting(Kit& kit, const Rect& rect, std::string_view text, std::initializer_list<TextStyle> styles,
                   const TextLook& look, Role role = Role::text);

/// A few letters with capitals of exactly this height, whatever the text size.
[[nodiscard]] float letters_width(const Kit& kit, std::string_view letters, float capital_mm);
void paint_letters(const Kit& kit, const Rect& rect, std::string_view letters, float capital_mm,
                   Colour colour);

} // namespace guichet::ui
