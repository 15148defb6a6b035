#include "kiosk/ui/controls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace guichet::ui {

namespace {

/// Where shadows or tints do not tell a surface from the page, a line does.
void outline(Kit& kit, const Rect& rect, float radius, Colour line, Surfaces from) {
    if (kit.palette().surfaces >= from) {
        stroke_round(kit.draw(), rect, radius, line, kit.measures().hairline());
    }
}

} // namespace

void surface(Kit& kit, const Rect& rect, const Tone& tone) {
    fill_round(kit.draw(), rect, kit.measures().radius(), tone.ground);
    outline(kit, rect, kit.measures().radius(), tone.line, Surfaces::outlined);
}

Rect card(Kit& kit, const Rect& rect) {
    const Measures& measures = kit.measures();
    if (kit.palette().surfaces == Surfaces::shaded) {
        shadow_round(kit.draw(), rect, measures.radius(), with_alpha(kit.palette().shadow, 0.16F),
                     measures.mm(2.4F));
    }
    fill_round(kit.draw(), rect, measures.radius(), kit.palette().card.ground);
    outline(kit, rect, measures.radius(), kit.palette().card.line, Surfaces::lined);
    return rect.inset(measures.margin());
}

Rect panel(Kit& kit, const Rect& rect, const Tone& tone) {
    surface(kit, rect, tone);
    return rect.inset(kit.measures().margin());
}

Rect chip(Kit& kit, const Rect& place, const Chip& chip, Align align) {
    const Tone& tone = chip.tone != nullptr ? *chip.tone : kit.palette().of(Meaning::plain);
    const float line = line_height(kit, chip.style);
    const float icon = chip.icon == Icon::none ? 0 : line * 0.72F;
    const float gap = icon > 0 ? kit.mm(1.2F) : 0;
    const float around = 2 * kit.mm(2.2F) + icon + gap;
    const float room = place.width() - around;
    const float most = std::max(1.0F, std::floor(place.height() / line));
    const Wrapped words = wrap(kit, chip.style, chip.label, room, static_cast<std::size_t>(most));
    float wide = 1;
    for (const std::string& one : words.lines) {
        wide = std::max(wide, text_width(kit, chip.style, one) + 1);
    }
    const float high = line * static_cast<float>(words.lines.size());
    Rect rect = place.middle(place.width(), std::min(place.height(), high + kit.mm(1.2F)));
    const float width = std::min(place.width(), around + wide);
    rect = align == Align::right ? rect.cut_right(width) : rect.cut_left(width);
    const float radius = std::min(rect.height(), line + kit.mm(1.2F)) / 2;
    fill_round(kit.draw(), rect, radius, tone.ground);
    outline(kit, rect, radius, tone.line, Surfaces::outlined);
    Rect inside = rect.inset(kit.mm(2.2F), 0);
    draw_icon(kit.draw(), chip.icon, inside.cut_left(icon), tone.ink);
    inside.cut_left(gap);
    paint_lines(kit, inside.middle(inside.width(), high), words, {.style = chip.style, .colour = tone.ink});
    kit.show(rect, Role::text, chip.label, {}, words.shortened);
    return rect;
}

float chip_height(const Kit& kit, float width, const Chip& chip) {
    const float line = line_height(kit, chip.style);
    const float around = 2 * kit.mm(2.2F) + (chip.icon == Icon::none ? 0 : line * 0.72F + kit.mm(1.2F));
    return paragraph_height(kit, chip.style, chip.label, width - around) + kit.mm(1.2F);
}

void progress(Kit& kit, const Rect& rect, float part, const std::string& label) {
    Rect rest = rect;
    const Rect words = rest.cut_bottom(label.empty() ? 0 : line_height(kit, TextStyle::body));
    const Rect bar = rest.middle(rest.width(), std::min(rest.height(), kit.mm(3)));
    fill_round(kit.draw(), bar, bar.height() / 2, kit.palette().of(Meaning::plain).ground);
    stroke_round(kit.draw(), bar, bar.height() / 2, kit.palette().edge, kit.measures().hairline());
    Rect done = bar;
    fill_round(kit.draw(), done.cut_left(std::max(bar.height(), bar.width() * std::clamp(part, 0.0F, 1.0F))),
               bar.height() / 2, kit.palette().primary.ground);
    if (!label.empty()) {
        write_fitting(kit, words, label, {TextStyle::body, TextStyle::small},
                      {.colour = kit.palette().page.soft_ink});
    }
}

namespace {

/// What value, name and sign take where they stand on one line.
struct FigureLine {
    float value;
    float sign;
    bool with_sign; ///< the name is worth more than its sign
};

/// There is no room for the name below the value.
bool is_low(const Kit& kit, const Rect& rect) {
    return rect.height() <
           line_height(kit, TextStyle::title) + line_height(kit, TextStyle::small) + 2 * kit.mm(1);
}

Rect inside_of_line(const Kit& kit, const Rect& rect) {
    return rect.inset(kit.mm(3), kit.mm(0.5F));
}

FigureLine line_of(const Kit& kit, const Rect& inside, const Figure& figure) {
    const float value =
        std::min(inside.width() / 2,
                 std::max(kit.mm(14), text_width(kit, TextStyle::title, figure.value) + kit.mm(3)));
    const float sign = std::min(inside.height(), kit.measures().sign(6));
    const float room = inside.width() - value - sign - kit.mm(2.5F);
    return {value, sign,
            figure.icon != Icon::none && room >= text_width(kit, TextStyle::small, figure.label)};
}

/// Value and name on one line: for a low place.
bool paint_figure_beside(Kit& kit, Rect inside, const Figure& figure, const Tone& tone) {
    const auto [value, sign, with_sign] = line_of(kit, inside, figure);
    if (with_sign) {
        draw_icon(kit.draw(), figure.icon, inside.cut_left(sign), tone.soft_ink);
        inside.cut_left(kit.mm(2.5F));
    }
    const bool shortened = paint_fitting(kit, inside.cut_left(value), figure.value,
                                         {TextStyle::title, TextStyle::strong}, tone.ink, Align::left);
    // In small letters, so that all of a row look the same.
    return paint_fitting(kit, inside, figure.label, {TextStyle::small}, tone.soft_ink, Align::left) ||
           shortened;
}

/// The name below the value, in a height that leaves room for the value.
Fitted fit_below_value(const Kit& kit, const Rect& inside, const Figure& figure) {
    constexpr std::array styles{TextStyle::body, TextStyle::small};
    return fit(kit, inside.width(), inside.height() * 0.62F, figure.label, styles);
}

/// The value above its name, together in the middle of the height.
bool paint_figure_above(Kit& kit, Rect inside, const Figure& figure, const Tone& tone) {
    constexpr std::array value_styles{TextStyle::display, TextStyle::title, TextStyle::strong};
    const Fitted label = fit_below_value(kit, inside, figure);
    const float label_height = line_height(kit, label.style) * static_cast<float>(label.text.lines.size());
    const float icon = std::min({kit.measures().sign(7), inside.height() * 0.4F, inside.width() * 0.3F});
    const Fitted value = fit(kit, inside.width() - icon - kit.mm(1), inside.height() - label_height,
                             figure.value, value_styles, 1);
    inside = inside.middle(inside.width(),
                           std::min(inside.height(), line_height(kit, value.style) + label_height));
    const Rect words = inside.cut_bottom(label_height);
    Rect corner = inside;
    draw_icon(kit.draw(), figure.icon, corner.cut_right(icon).middle(icon, icon), tone.soft_ink);
    paint_fitted(kit, inside, value, tone.ink, Align::left);
    paint_fitted(kit, words, label, tone.soft_ink, Align::left);
    return label.text.shortened || value.text.shortened;
}

} // namespace

float figure_width(const Kit& kit, const Figure& figure) {
    const float value = std::max(kit.mm(14), text_width(kit, TextStyle::title, figure.value) + kit.mm(3));
    return value + text_width(kit, TextStyle::small, figure.label) + 2 * kit.mm(3) + 2;
}

bool figure_has_sign(const Kit& kit, const Rect& rect, const Figure& figure) {
    return !is_low(kit, rect) || line_of(kit, inside_of_line(kit, rect), figure).with_sign;
}

float figure_height(const Kit& kit) {
    return line_height(kit, TextStyle::display) + line_height(kit, TextStyle::body) + 2 * kit.mm(2);
}

void figure(Kit& kit, const Rect& rect, const Figure& figure) {
    const Tone& tone = kit.palette().of(figure.meaning);
    surface(kit, rect, tone);
    Rect inside = rect.inset(kit.mm(3.5F), kit.mm(1));
    bool beside = is_low(kit, rect);
    if (!beside && fit_below_value(kit, inside, figure).text.shortened) {
        inside = rect.inset(kit.mm(2), kit.mm(1)); // words are worth more than the edge
        beside = figure_width(kit, figure) <= rect.width();
    }
    const bool shortened = beside ? paint_figure_beside(kit, inside_of_line(kit, rect), figure, tone)
                                  : paint_figure_above(kit, inside, figure, tone);
    kit.show(rect, Role::text, figure.label, figure.value, shortened);
}

namespace {

/// The title large, or smaller when the whole would not fit.
struct StatementParts {
    TextStyle title = TextStyle::display;
    TextStyle text = TextStyle::body;
    float title_height = 0;
    float text_height = 0;
    float sign = 0;

    [[nodiscard]] float height(float gap) const {
        return title_height + (text_height > 0 ? gap + text_height : 0) + (sign > 0 ? sign + gap : 0);
    }
};

StatementParts parts_of(const Kit& kit, const Rect& rect, float widest, const Statement& statement) {
    const float gap = kit.mm(4);
    StatementParts parts;
    for (const auto& [title, text] :
         {std::pair{TextStyle::display, TextStyle::body}, std::pair{TextStyle::title, TextStyle::body},
          std::pair{TextStyle::strong, TextStyle::small}, std::pair{TextStyle::small, TextStyle::small}}) {
        parts = {title, text, paragraph_height(kit, title, statement.title, widest), 0, 0};
        if (!statement.text.empty()) {
            parts.text_height = paragraph_height(kit, text, statement.text, widest);
        }
        if (parts.height(gap) <= rect.height()) {
            break;
        }
    }
    const float room = rect.height() - parts.height(gap) - gap;
    const float sign = std::min({kit.mm(30), rect.height() * 0.32F, room});
    parts.sign = sign >= kit.mm(11) ? sign : 0;
    return parts;
}

} // namespace

void statement(Kit& kit, const Rect& rect, const Statement& statement) {
    const Palette& palette = kit.palette();
    const float widest = std::min(rect.width(), kit.mm(165) * std::sqrt(kit.measures().text_scale));
    const float gap = kit.mm(4);
    const StatementParts parts = parts_of(kit, rect, widest, statement);
    Rect place = rect.middle(widest, std::min(rect.height(), parts.height(gap)));
    if (parts.sign > 0) {
        const Rect circle = place.cut_top(parts.sign).middle(parts.sign, parts.sign);
        const Tone& tone = palette.of(statement.meaning);
        const bool good = statement.meaning == Meaning::good;
        const Colour ground = good ? palette.primary.ground : tone.ground;
        kit.draw().AddCircleFilled(circle.centre(), parts.sign / 2, ground);
        outline(kit, circle, parts.sign / 2, tone.line, Surfaces::outlined);
        draw_icon(kit.draw(), statement.icon, circle.inset(parts.sign * 0.23F),
                  good ? palette.primary.ink : tone.ink);
        place.cut_top(gap);
    }
    const auto write = [&](const Rect& at, TextStyle style, const std::string& words, Colour colour,
                           Role role) {
        const Rect middle = at.middle(balanced_width(kit, style, words, at.width()), at.height());
        write_paragraph(kit, middle, words, {.style = style, .colour = colour, .align = Align::centre}, role);
    };
    write(place.cut_top(parts.title_height), parts.title, statement.title, palette.page.ink, Role::heading);
    place.cut_top(gap);
    if (parts.text_height > 0) {
        write(place, parts.text, statement.text, palette.page.soft_ink, Role::text);
    }
}

} // namespace guichet::ui
