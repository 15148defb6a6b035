#include "kiosk/ui/lists.hpp"

#include <algorithm>
#include <utility>

namespace guichet::ui {

namespace {

/// What follows a heading stands closer to it than to its other neighbour.
constexpr float gap_below_heading = 0.35F;

bool heads(const List& list, std::size_t item) {
    return list.heads && list.heads(item);
}

float gap_below(const List& list, std::size_t item, float gap) {
    return heads(list, item) ? std::round(gap * gap_below_heading) : gap;
}

/// How the items lie: the first item of each column.
struct Layout {
    Rect rect;
    std::size_t columns = 1;
    std::vector<float> heights;
    std::vector<std::size_t> starts{0};

    [[nodiscard]] bool fits() const { return starts.size() <= columns; }
};

Layout lay_out_in(const List& list, const Rect& rect, std::size_t columns, float gap) {
    Layout layout;
    layout.rect = rect;
    layout.columns = columns;
    const float width = rect.columns(columns, gap).front().width();
    float used = 0;
    for (std::size_t item = 0; item < list.count; ++item) {
        layout.heights.push_back(list.height(item, width));
    }
    for (std::size_t item = 0; item < list.count; ++item) {
        const float wanted = layout.heights[item] + (used > 0 ? gap_below(list, item - 1, gap) : 0);
        if (used > 0 && used + wanted > rect.height()) {
            while (item > layout.starts.back() + 1 && heads(list, item - 1)) {
                --item;
            }
            layout.starts.push_back(item);
            used = layout.heights[item];
        } else {
            used += wanted;
        }
    }
    return layout;
}

/// In as few columns as will do, and in as many as there is room for when none will.
Layout lay_out(const List& list, const Rect& rect, float gap) {
    const auto most =
        static_cast<std::size_t>(std::max(1.0F, std::floor((rect.width() + gap) / (list.narrowest + gap))));
    Layout layout = lay_out_in(list, rect, 1, gap);
    for (std::size_t columns = 2; columns <= most && !layout.fits(); ++columns) {
        layout = lay_out_in(list, rect, columns, gap);
    }
    return layout;
}

/// The buttons at the side; changes the page.
void page_buttons(Kit& kit, Rect side, int& page, int last) {
    const Private everybodys(kit, Privacy::open);
    const float between = line_height(kit, TextStyle::strong);
    const float target = std::min(kit.measures().primary_button(), (side.height() - between) / 2);
    const Rect up = side.cut_top(target);
    const Rect down = side.cut_bottom(target);
    const auto page_button = [&kit](const Rect& rect, const std::string& label, Icon icon, bool enabled) {
        const Touch touch = kit.touch(rect, Role::button, label, {}, enabled);
        const Palette& palette = kit.palette();
        const Tone& plain = palette.of(Meaning::plain);
        fill_round(kit.draw(), rect, kit.measures().radius(), touch.held ? plain.line : plain.ground);
        draw_icon(kit.draw(), icon, rect.middle(kit.mm(8), kit.mm(8)),
                  enabled ? palette.primary.ground : plain.line);
        return touch.tapped;
    };
    if (page_button(up, kit.texts().get("Previous page"), Icon::up, page > 0)) {
        --page;
    }
    if (page_button(down, kit.texts().get("Next page"), Icon::down, page < last)) {
        ++page;
    }
    const std::string place = fmt::format("{}/{}", page + 1, last + 1);
    write_line(kit, side, place,
               {.style = TextStyle::strong, .colour = kit.palette().page.ink, .align = Align::centre});
}

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

} // namespace

void paged_list(Kit& kit, const Rect& rect, const List& list,
                const std::function<void(std::size_t item, const Rect& rect)>& draw_item) {
    const float touch_gap = kit.measures().gap();
    const float gap = list.gap >= 0 ? list.gap : touch_gap;
    const float side = kit.mm(15);
    Layout layout = lay_out(list, rect, gap);
    int& page = kit.page_of(list.name);
    int last = 0;
    if (!layout.fits()) {
        layout = lay_out(list, {rect.left, rect.top, rect.right - side - touch_gap, rect.bottom}, gap);
        last = static_cast<int>((layout.starts.size() - 1) / layout.columns);
        page = std::clamp(page, 0, last);
        page_buttons(kit, {rect.right - side, rect.top, rect.right, rect.bottom}, page, last);
    }
    page = std::clamp(page, 0, last);
    const Together together(kit); // column by column
    const auto places = layout.rect.columns(layout.columns, std::max(gap, touch_gap));
    for (std::size_t n = 0; n < layout.columns; ++n) {
        const std::size_t column = static_cast<std::size_t>(page) * layout.columns + n;
        if (column >= layout.starts.size()) {
            break;
        }
        Rect place = places[n];
        const std::size_t end = column + 1 < layout.starts.size() ? layout.starts[column + 1] : list.count;
        for (std::size_t item = layout.starts[column]; item < end; ++item) {
            draw_item(item, place.cut_top(layout.heights[item]));
            place.cut_top(gap_below(list, item, gap));
        }
    }
}

namespace {

void paint_mark(Kit& kit, const Rect& place, LineMark mark) {
    const MarkLook look = look_of(kit.palette(), mark);
    const float side = kit.mm(7.5F);
    const Rect rect = place.middle(side, side);
    fill_round(kit.draw(), rect, kit.mm(1.8F), look.ground);
    if (mark == LineMark::open) {
        stroke_round(kit.draw(), rect, kit.mm(1.8F), look.ink, kit.measures().hairline() * 1.2F);
    }
    draw_icon(kit.draw(), look.icon, rect.inset(kit.mm(1.4F)), look.ink);
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

LineParts parts_of(const Kit& kit, const Rect& rect, const CheckLine& line) {
    Rect inside = rect.inset(kit.mm(2), kit.mm(0.7F));
    LineParts parts;
    parts.mark = inside.cut_left(kit.mm(7.5F));
    inside.cut_left(kit.mm(2.2F));
    float amount = text_width(kit, TextStyle::strong, line.quantity);
    if (!tells_below(line)) {
        amount = std::max(amount, text_width(kit, TextStyle::small, line.state));
    }
    parts.amount = inside.cut_right(amount + 1);
    inside.cut_right(kit.mm(2));
    parts.words = inside;
    return parts;
}

/// The label: large on one line, or smaller on several.
std::pair<TextStyle, Wrapped> wrap_label(const Kit& kit, const CheckLine& line, float width) {
    Wrapped wrapped = wrap(kit, TextStyle::strong, line.label, width, 1);
    if (!wrapped.shortened) {
        return {TextStyle::strong, std::move(wrapped)};
    }
    return {TextStyle::small, wrap(kit, TextStyle::small, line.label, width, 3)};
}

} // namespace

float check_line_height(const Kit& kit, const CheckLine& line, float width) {
    const LineParts parts = parts_of(kit, {0, 0, width, 1000}, line);
    const auto [style, label] = wrap_label(kit, line, parts.words.width());
    float height = line_height(kit, style) * static_cast<float>(label.lines.size());
    if (tells_below(line)) {
        height +=
            paragraph_height(kit, TextStyle::small, line.state, parts.words.width() + parts.amount.width());
    }
    return std::max(kit.measures().target(), height + 2 * kit.mm(0.9F));
}

namespace {

void paint_words(const Kit& kit, const LineParts& parts, const CheckLine& line, const Tone& tone) {
    const auto [style, label] = wrap_label(kit, line, parts.words.width());
    const float high = line_height(kit, style) * static_cast<float>(label.lines.size());
    if (!tells_below(line)) {
        paint_lines(kit, parts.words.middle(parts.words.width(), high), label,
                    {.style = style, .colour = tone.ink});
        const bool told = !line.state.empty();
        Rect amount =
            parts.amount.middle(parts.amount.width(), line_height(kit, TextStyle::strong) +
                                                          (told ? line_height(kit, TextStyle::small) : 0));
        paint_line(kit, amount.cut_top(line_height(kit, TextStyle::strong)), line.quantity,
                   {.style = TextStyle::strong, .colour = tone.ink, .align = Align::right});
        paint_line(kit, amount, line.state,
                   {.style = TextStyle::small, .colour = tone.soft_ink, .align = Align::right});
        return;
    }
    const float wide = parts.words.width() + parts.amount.width();
    const float below = paragraph_height(kit, TextStyle::small, line.state, wide);
    Rect words = parts.words.middle(parts.words.width(), high + below);
    Rect amount{parts.amount.left, words.top, parts.amount.right,
                words.top + line_height(kit, TextStyle::strong)};
    paint_lines(kit, words.cut_top(high), label, {.style = style, .colour = tone.ink});
    paint_line(kit, amount, line.quantity,
               {.style = TextStyle::strong, .colour = tone.ink, .align = Align::right});
    paint_lines(kit, words, wrap(kit, TextStyle::small, line.state, wide, 3),
                {.style = TextStyle::small, .colour = tone.soft_ink});
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
    if (line.mark == LineMark::open) {
        stroke_round(kit.draw(), rect, kit.measures().radius(), palette.card.line, kit.measures().hairline());
    }
    paint_mark(kit, parts.mark, line.mark);
    paint_words(kit, parts, line, tone);
    return touch.tapped;
}

float list_row_height(const Kit& kit) {
    const float words = line_height(kit, TextStyle::strong) + line_height(kit, TextStyle::small);
    return std::max(kit.measures().target(), words + kit.mm(2.4F));
}

bool list_row(Kit& kit, const Rect& rect, const ListRow& row) {
    const Palette& palette = kit.palette();
    const Private privacy(kit, row.personal ? Privacy::all : kit.privacy());
    const Touch touch = kit.touch(rect, Role::button, row.label, row.value + " " + row.detail);
    const Tone& tone = row.meaning == Meaning::plain ? palette.card : palette.of(row.meaning);
    fill_round(kit.draw(), rect, kit.measures().radius(),
               touch.held ? palette.of(Meaning::plain).line : tone.ground);
    Rect inside = rect.inset(kit.mm(2.5F), kit.mm(1));
    draw_icon(kit.draw(), Icon::forward, inside.cut_right(kit.mm(5.5F)), palette.primary.ground);
    inside.cut_right(kit.mm(2));
    draw_icon(kit.draw(), row.icon, inside.cut_left(kit.mm(7)), tone.ink);
    inside.cut_left(kit.mm(2.5F));
    inside = inside.middle(inside.width(),
                           line_height(kit, TextStyle::strong) + line_height(kit, TextStyle::small));
    paint_line(kit, inside.cut_bottom(line_height(kit, TextStyle::small)), row.detail,
               {.style = TextStyle::small, .colour = tone.soft_ink});
    if (!row.value.empty()) {
        const float value = std::min(inside.width() / 2, text_width(kit, TextStyle::small, row.value) + 1);
        paint_line(kit, inside.cut_right(value), row.value,
                   {.style = TextStyle::small, .colour = tone.soft_ink, .align = Align::right});
        inside.cut_right(kit.mm(2));
    }
    paint_line(kit, inside, row.label, {.style = TextStyle::strong, .colour = tone.ink});
    return touch.tapped;
}

} // namespace guichet::ui
