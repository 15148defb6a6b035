// What stands in lists: the lines of a basket, and what was found.
#include "kiosk/ui/lists.hpp"

#include <algorithm>
#include <utility>

namespace guichet::ui {

namespace {

struct MarkLook {
    Colour ground;
    Colour ink;
    Icon icon;
};

MarkLook look_of(const Palette& palette, LineMark mark) {
    switch (mark) {
    case LineMark::open: return {palette.card.ground, palette.card.soft_ink, Icon::none};
    case LineMark::collected: return {palette.primary.ground, palette.primary.ink, Icon::check};
    case LineMark::short_: return {palette.accent.ground, palette.accent.ink, Icon::minus};
    case LineMark::missing: return {palette.danger.ground, palette.danger.ink, Icon::cross};
    case LineMark::refused: return {palette.danger.ground, palette.danger.ink, Icon::hand};
    }
    return {};
}

void paint_mark(Kit& kit, const Rect& place, LineMark mark) {
    const MarkLook look = look_of(kit.palette(), mark);
    const float side = place.width();
    const Rect rect = place.middle(side, side);
    fill_round(kit.draw(), rect, kit.mm(1.8F), look.ground);
    if (mark == LineMark::open) {
        stroke_round(kit.draw(), rect, kit.mm(1.8F), look.ink, kit.measures().hairline() * 1.2F);
    }
    draw_icon(kit.draw(), look.icon, rect.inset(side * 0.19F), look.ink);
}

const Tone& tone_of(const Palette& palette, LineMark mark) {
    switch (mark) {
    case LineMark::open: return palette.card;
    case LineMark::collected: return palette.of(Meaning::good);
    case LineMark::short_: return palette.of(Meaning::attention);
    case LineMark::missing:
    case LineMark::refused: return palette.of(Meaning::bad);
    }
    return palette.card;
}

} // namespace

namespace {

/// Where the parts of a line stand.
struct LineParts {
    Rect mark;
    Rect words;
    Rect amount;
};

/// Only what deserves it is said below the label; that a line is taken stands below its quantity.
bool tells_below(const CheckLine& line) {
    return line.mark > LineMark::collected;
}

TextStyle label_style(const CheckLine& line) {
    return line.large ? TextStyle::title : TextStyle::strong;
}

/// Of the state, and of a label that takes several lines.
TextStyle second_style(const CheckLine& line) {
    return line.large ? TextStyle::body : TextStyle::small;
}

LineParts parts_of(const Kit& kit, const Rect& rect, const CheckLine& line) {
    Rect inside = rect.inset(kit.mm(2), kit.mm(0.7F));
    LineParts parts;
    parts.mark = inside.cut_left(kit.measures().sign(line.large ? 10 : 7.5F));
    inside.cut_left(kit.mm(line.large ? 3.5F : 2.2F));
    float amount = text_width(kit, label_style(line), line.quantity);
    if (!tells_below(line)) {
        amount = std::max(amount, text_width(kit, second_style(line), line.state));
    }
    parts.amount = inside.cut_right(amount + 1);
    inside.cut_right(kit.mm(2));
    parts.words = inside;
    return parts;
}

/// The label: large on one line, or smaller on several.
std::pair<TextStyle, Wrapped> wrap_label(const Kit& kit, const CheckLine& line, float width) {
    Wrapped wrapped = wrap(kit, label_style(line), line.label, width, 1);
    if (!wrapped.shortened && !wrapped.broken) {
        return {label_style(line), std::move(wrapped)};
    }
    return {second_style(line), wrap(kit, second_style(line), line.label, width, 6)};
}

} // namespace

float check_line_height(const Kit& kit, const CheckLine& line, float width) {
    const LineParts parts = parts_of(kit, {0, 0, width, 1000}, line);
    const auto [style, label] = wrap_label(kit, line, parts.words.width());
    float height = line_height(kit, style) * static_cast<float>(label.lines.size());
    if (tells_below(line)) {
        height +=
            paragraph_height(kit, second_style(line), line.state, parts.words.width() + parts.amount.width());
    }
    return std::max(kit.measures().target(), height + 2 * kit.mm(0.9F));
}

namespace {

void paint_words(const Kit& kit, const LineParts& parts, const CheckLine& line, const Tone& tone) {
    const auto [style, label] = wrap_label(kit, line, parts.words.width());
    const TextStyle first = label_style(line);
    const TextStyle second = second_style(line);
    const float high = line_height(kit, style) * static_cast<float>(label.lines.size());
    if (!tells_below(line)) {
        paint_lines(kit, parts.words.middle(parts.words.width(), high), label,
                    {.style = style, .colour = tone.ink});
        // Without room for the word, the tick tells it.
        const float both = line_height(kit, first) + line_height(kit, second);
        const bool told = !line.state.empty() && both <= parts.amount.height() + 1;
        Rect amount = parts.amount.middle(parts.amount.width(),
                                          line_height(kit, first) + (told ? line_height(kit, second) : 0));
        paint_line(kit, amount.cut_top(line_height(kit, first)), line.quantity,
                   {.style = first, .colour = tone.ink, .align = Align::right});
        if (told) {
            paint_line(kit, amount, line.state,
                       {.style = second, .colour = tone.soft_ink, .align = Align::right});
        }
        return;
    }
    const float wide = parts.words.width() + parts.amount.width();
    const float below = paragraph_height(kit, second, line.state, wide);
    Rect words = parts.words.middle(parts.words.width(), high + below);
    Rect amount{parts.amount.left, words.top, parts.amount.right, words.top + line_height(kit, first)};
    paint_lines(kit, words.cut_top(high), label, {.style = style, .colour = tone.ink});
    paint_line(kit, amount, line.quantity, {.style = first, .colour = tone.ink, .align = Align::right});
    paint_lines(kit, words, wrap(kit, second, line.state, wide, 3),
                {.style = second, .colour = tone.soft_ink});
}

} // namespace

bool check_line(Kit& kit, const Rect& rect, const CheckLine& line) {
    const Palette& palette = kit.palette();
    const Tone& tone = tone_of(palette, line.mark);
    const LineParts parts = parts_of(kit, rect, line);
    const bool shortened = wrap_label(kit, line, parts.words.width()).second.shortened;
    const std::string value = line.quantity + (line.state.empty() ? "" : ", " + line.state);
    const Touch touch = kit.touch(rect, Role::check, line.label, value, line.enabled, shortened);
    fill_round(kit.draw(), rect, kit.measures().radius(),
               touch.held ? palette.of(Meaning::plain).line : tone.ground);
    if (line.mark == LineMark::open || palette.surfaces == Surfaces::outlined) {
        stroke_round(kit.draw(), rect, kit.measures().radius(),
                     line.mark == LineMark::open ? palette.edge : tone.line, kit.measures().hairline());
    }
    paint_mark(kit, parts.mark, line.mark);
    paint_words(kit, parts, line, tone);
    return touch.tapped;
}

namespace {

/// What of a row stands on which line.
struct RowParts {
    Rect arrow;
    Rect sign;
    Rect words;
    Wrapped label;
    Wrapped detail;
    bool value_below = false; ///< the value has a line of its own
    bool value_told = false;  ///< the value stands before the detail
    bool compact = false;     ///< in a low place value and detail share a line, whose end may be missing
    TextStyle style = TextStyle::strong; ///< of the label

    [[nodiscard]] float label_height(const Kit& kit) const {
        return line_height(kit, style) * static_cast<float>(label.lines.size());
    }
    [[nodiscard]] float height(const Kit& kit) const {
        return label_height(kit) + line_height(kit, TextStyle::small) *
                                       static_cast<float>(detail.lines.size() + (value_below ? 1 : 0));
    }
};

RowParts parts_of(const Kit& kit, const Rect& rect, const ListRow& row) {
    RowParts parts;
    Rect inside = rect.inset(kit.mm(2.5F), kit.mm(1));
    const float arrow = kit.measures().sign(5.5F);
    const float sign = row.icon == Icon::none ? 0 : kit.measures().sign(7);
    parts.arrow = inside.cut_right(arrow);
    inside.cut_right(kit.mm(2));
    parts.sign = inside.cut_left(sign);
    inside.cut_left(sign > 0 ? kit.mm(2.5F) : 0);
    parts.words = inside;
    const float value = row.value.empty() ? 0 : text_width(kit, TextStyle::small, row.value) + 1 + kit.mm(2);
    const float label = text_width(kit, TextStyle::strong, row.label);
    parts.value_below = value > 0 && label + value > inside.width();
    parts.label =
        wrap(kit, TextStyle::strong, row.label, inside.width() - (parts.value_below ? 0 : value), 2);
    parts.detail = wrap(kit, TextStyle::small, row.detail, inside.width(), 3);
    if (parts.height(kit) > rect.height()) {
        const bool beside = value > 0 && !parts.value_below;
        const std::string below = row.value.empty() || beside ? row.detail : row.value + " · " + row.detail;
        const float room = inside.width() - (beside ? value : 0);
        parts.label = wrap(kit, parts.style, row.label, room, 1);
        if (parts.label.shortened || parts.label.broken) {
            parts.style = TextStyle::small;
            parts.label = wrap(kit, parts.style, row.label, room, 1);
        }
        parts.detail = wrap(kit, TextStyle::small, below, inside.width(), 1);
        parts.value_below = false;
        parts.value_told = !beside;
        parts.compact = true;
        if (parts.height(kit) > rect.height()) {
            parts.detail = {};
        }
    }
    return parts;
}

} // namespace

float list_row_height(const Kit& kit, const ListRow& row, float width) {
    const RowParts parts = parts_of(kit, {0, 0, width, 1000}, row);
    return std::max(kit.measures().target(), parts.height(kit) + kit.mm(2.4F));
}

bool list_row(Kit& kit, const Rect& rect, const ListRow& row) {
    const Palette& palette = kit.palette();
    const Private privacy(kit, row.personal ? Privacy::all : kit.privacy());
    const RowParts parts = parts_of(kit, rect, row);
    const Touch touch = kit.touch(rect, Role::button, row.label, row.value + " " + row.detail, true,
                                  parts.label.shortened || (parts.detail.shortened && !parts.compact));
    const Tone& tone = row.meaning == Meaning::plain ? palette.card : palette.of(row.meaning);
    fill_round(kit.draw(), rect, kit.measures().radius(),
               touch.held ? palette.of(Meaning::plain).line : tone.ground);
    stroke_round(kit.draw(), rect, kit.measures().radius(),
                 row.meaning == Meaning::plain ? palette.edge : tone.line, kit.measures().hairline());
    draw_icon(kit.draw(), Icon::forward, parts.arrow, palette.primary.ground);
    draw_icon(kit.draw(), row.icon, parts.sign, tone.ink);
    Rect words = parts.words.middle(parts.words.width(), parts.height(kit));
    const Rect label = words.cut_top(parts.label_height(kit));
    paint_lines(kit, label, parts.label, {.style = parts.style, .colour = tone.ink});
    const TextLook soft{.style = TextStyle::small, .colour = tone.soft_ink};
    if (parts.value_below) {
        paint_line(kit, words.cut_top(line_height(kit, TextStyle::small)), row.value, soft);
    } else if (!parts.value_told) {
        paint_line(kit, {label.left, label.top, label.right, label.top + line_height(kit, TextStyle::strong)},
                   row.value, {soft.style, soft.colour, Align::right});
    }
    paint_lines(kit, words, parts.detail, soft);
    return touch.tapped;
}

} // namespace guichet::ui
