#include "kiosk/ui/text.hpp"

#include <algorithm>
#include <array>
#include <cfloat>
#include <cmath>
#include <string>

namespace guichet::ui {

namespace {

constexpr float letter_share =
    0.74F;                       // of a font's height, from the foot of its letters to above its capitals
constexpr float leading = 1.06F; // the typeface's own line is close to its letters

float aligned(const Rect& rect, float width, Align align) {
    switch (align) {
    case Align::left: return rect.left;
    case Align::centre: return std::floor(rect.left + (rect.width() - width) / 2);
    case Align::right: return std::floor(rect.right - width);
    }
    return rect.left;
}

void paint_at(const Kit& kit, const Rect& rect, float top, std::string_view line, const TextLook& look) {
    ImFont& font = *kit.theme().font(look.style);
    const float width = extent(font, line).x;
    const float x = aligned(rect, width, look.align);
    note_ink(Ink::Kind::text,
             {std::floor(x), std::floor(top), std::ceil(x + width), std::ceil(top + font.FontSize)},
             look.colour);
    kit.draw().AddText(&font, font.FontSize, {std::floor(x), std::floor(top)}, look.colour, line.data(),
                       line.data() + line.size());
}

std::size_t lines_in(const Kit& kit, TextStyle style, float height) {
    // A line may reach a little below its place: nothing but the tails of letters is there.
    return static_cast<std::size_t>(std::max(1.0F, std::floor(height / line_height(kit, style) + 0.12F)));
}

Rect paint_block(const Kit& kit, const Rect& rect, const Wrapped& text, const TextLook& look) {
    const float step = line_height(kit, look.style);
    float top = rect.top;
    for (const auto& line : text.lines) {
        paint_at(kit, rect, top, line, look);
        top += step;
    }
    return {rect.left, rect.top, rect.right, top};
}

} // namespace

float line_height(const Kit& kit, TextStyle style) {
    return std::round(kit.theme().font(style)->FontSize * leading);
}

float text_width(const Kit& kit, TextStyle style, std::string_view text) {
    return std::ceil(extent(*kit.theme().font(style), text).x);
}

Wrapped wrap(const Kit& kit, TextStyle style, std::string_view text, float width, std::size_t most) {
    return wrap(*kit.theme().font(style), text, width, most);
}

float paragraph_height(const Kit& kit, TextStyle style, std::string_view text, float width) {
    constexpr std::size_t unlimited = 1000;
    return line_height(kit, style) *
           static_cast<float>(wrap(kit, style, text, width, unlimited).lines.size());
}

void paint_lines(const Kit& kit, const Rect& rect, const Wrapped& text, const TextLook& look) {
    paint_block(kit, rect, text, look);
}

float balanced_width(const Kit& kit, TextStyle style, std::string_view text, float width) {
    constexpr std::size_t unlimited = 1000;
    const Wrapped widest = wrap(kit, style, text, width, unlimited);
    float narrow = width / 3;
    float wide = width;
    for (int step = 0; step < 6; ++step) {
        const float middle = std::floor((narrow + wide) / 2);
        const Wrapped narrower = wrap(kit, style, text, middle, widest.lines.size());
        const bool worse = narrower.shortened || (narrower.broken && !widest.broken);
        (worse ? narrow : wide) = middle;
    }
    return wide;
}

bool paint_line(const Kit& kit, const Rect& rect, std::string_view text, const TextLook& look) {
    const ImFont& font = *kit.theme().font(look.style);
    const float top = rect.top + (rect.height() - font.FontSize) / 2;
    if (extent(font, text).x <= rect.width()) {
        paint_at(kit, rect, top, text, look);
        return false;
    }
    paint_at(kit, rect, top, with_ellipsis(font, std::string(text), rect.width()), look);
    return true;
}

void write_line(Kit& kit, const Rect& rect, std::string_view text, const TextLook& look, Role role) {
    const bool shortened = paint_line(kit, rect, text, look);
    kit.show(rect, role, text, {}, shortened);
}

float write_paragraph(Kit& kit, const Rect& rect, std::string_view text, const TextLook& look, Role role) {
    const Wrapped wrapped =
        wrap(kit, look.style, text, rect.width(), lines_in(kit, look.style, rect.height()));
    const Rect used = paint_block(kit, rect, wrapped, look);
    kit.show(used, role, text, {}, wrapped.shortened);
    return used.height();
}

Fitted fit(const Kit& kit, float width, float height, std::string_view text,
           std::span<const TextStyle> styles, std::size_t most) {
    Fitted broken;
    Fitted last;
    for (const TextStyle style : styles) {
        const bool too_high = kit.theme().font(style)->FontSize * letter_share > height;
        if (too_high && style != styles.back()) {
            continue;
        }
        last.style = style;
        last.text = wrap(kit, style, text, width, std::min(most, lines_in(kit, style, height)));
        if (!last.text.shortened && !last.text.broken) {
            return last;
        }
        if (!last.text.shortened && broken.text.lines.empty()) {
            broken = last;
        }
    }
    return broken.text.lines.empty() ? last : broken;
}

void paint_fitted(const Kit& kit, const Rect& rect, const Fitted& fitted, Colour colour, Align align) {
    const float height = line_height(kit, fitted.style) * static_cast<float>(fitted.text.lines.size());
    paint_block(kit, rect.middle(rect.width(), height), fitted.text,
                {.style = fitted.style, .colour = colour, .align = align});
}

bool paint_fitting(const Kit& kit, const Rect& rect, std::string_view text,
                   std::initializer_list<TextStyle> styles, Colour colour, Align align) {
    const Fitted fitted = fit(kit, rect.width(), rect.height(), text, {styles.begin(), styles.size()});
    paint_fitted(kit, rect, fitted, colour, align);
    return fitted.text.shortened;
}

void write_fitting(Kit& kit, const Rect& rect, std::string_view text, std::initializer_list<TextStyle> styles,
                   const TextLook& look, Role role) {
    const bool shortened = paint_fitting(kit, rect, text, styles, look.colour, look.align);
    kit.show(rect, role, text, {}, shortened);
}

namespace {

float letters_size(const Kit& kit, float capital_mm) {
    const FontNeed need = kit.measures().font(TextStyle::strong);
    return kit.theme().font(TextStyle::strong)->FontSize * kit.mm(capital_mm) / need.capital;
}

} // namespace

float letters_width(const Kit& kit, std::string_view letters, float capital_mm) {
    return kit.theme()
        .font(TextStyle::strong)
        ->CalcTextSizeA(letters_size(kit, capital_mm), FLT_MAX, 0, letters.data(),
                        letters.data() + letters.size())
        .x;
}

void paint_letters(const Kit& kit, const Rect& rect, std::string_view letters, float capital_mm,
                   Colour colour) {
    const float size = letters_size(kit, capital_mm);
    const ImVec2 centre = rect.centre();
    kit.draw().AddText(
        kit.theme().font(TextStyle::strong), size,
        {std::floor(centre.x - letters_width(kit, letters, capital_mm) / 2), std::floor(centre.y - size / 2)},
        colour, letters.data(), letters.data() + letters.size());
}

} // namespace guichet::ui
