#include "kiosk/ui/lists.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

/// The first item of each column. A heading does not stand alone at the end of one.
std::vector<std::size_t> columns_of(const List& list, float room, float gap) {
    std::vector<std::size_t> starts{0};
    float used = 0;
    const auto heads = [&list](std::size_t item) { return !list.headings.empty() && list.headings[item]; };
    for (std::size_t item = 0; item < list.heights.size(); ++item) {
        const float wanted = list.heights[item] + (used > 0 ? gap : 0);
        if (used > 0 && used + wanted > room) {
            while (item > starts.back() + 1 && heads(item - 1)) {
                --item;
            }
            starts.push_back(item);
            used = list.heights[item];
        } else {
            used += wanted;
        }
    }
    return starts;
}

/// The buttons at the side; changes the page.
void page_buttons(Kit& kit, Rect side, int& page, int last) {
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
    case LineMark::refused: return {palette.danger.ground, palette.danger.ink, Icon::back};
    }
    return {};
}

} // namespace

void paged_list(Kit& kit, const Rect& rect, const List& list,
                const std::function<void(std::size_t item, const Rect& rect)>& draw_item) {
    const float gap = kit.measures().gap();
    const float side = kit.mm(15);
    const auto columns_in = [&](float width) {
        return static_cast<std::size_t>(std::max(1.0F, std::floor((width + gap) / (list.widest + gap))));
    };
    Rect rest = rect;
    std::size_t columns = columns_in(rest.width());
    auto starts = columns_of(list, rest.height(), gap);
    int& page = kit.page_of(list.name);
    int last = 0;
    if (starts.size() > columns) {
        rest.right -= side + gap;
        columns = columns_in(rest.width());
        last = static_cast<int>((starts.size() - 1) / columns);
        page = std::clamp(page, 0, last);
        page_buttons(kit, {rect.right - side, rect.top, rect.right, rect.bottom}, page, last);
    }
    page = std::clamp(page, 0, last);
    const auto places = rest.columns(columns, gap);
    for (std::size_t n = 0; n < columns; ++n) {
        const std::size_t column = static_cast<std::size_t>(page) * columns + n;
        if (column >= starts.size()) {
            break;
        }
        Rect place = places[n];
        const std::size_t end = column + 1 < starts.size() ? starts[column + 1] : list.heights.size();
        for (std::size_t item = starts[column]; item < end; ++item) {
            draw_item(item, place.cut_top(list.heights[item]));
            place.cut_top(gap);
        }
    }
}

float check_line_height(const Kit& kit) {
    return std::max(kit.measures().target(), 2 * line_height(kit, TextStyle::small) + kit.mm(2));
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

bool check_line(Kit& kit, const Rect& rect, const CheckLine& line) {
    const Palette& palette = kit.palette();
    const Tone& tone = tone_of(palette, line.mark);
    const Touch touch =
        kit.touch(rect, Role::check, line.label,
                  line.quantity + (line.state.empty() ? "" : ", " + line.state), line.enabled);
    fill_round(kit.draw(), rect, kit.measures().radius(),
               touch.held ? palette.of(Meaning::plain).line : tone.ground);
    if (line.mark == LineMark::open) {
        stroke_round(kit.draw(), rect, kit.measures().radius(), palette.card.line, kit.measures().hairline());
    }
    Rect inside = rect.inset(kit.mm(2), kit.mm(0.7F));
    paint_mark(kit, inside.cut_left(kit.mm(7.5F)), line.mark);
    inside.cut_left(kit.mm(2.2F));
    const float amount = text_width(kit, TextStyle::strong, line.quantity) + 1;
    paint_line(kit, inside.cut_right(amount), line.quantity,
               {.style = TextStyle::strong, .colour = tone.ink, .align = Align::right});
    inside.cut_right(kit.mm(2));
    if (line.mark > LineMark::collected) {
        inside = inside.middle(inside.width(),
                               line_height(kit, TextStyle::strong) + line_height(kit, TextStyle::small));
        paint_line(kit, inside.cut_bottom(line_height(kit, TextStyle::small)), line.state,
                   {.style = TextStyle::small, .colour = tone.soft_ink});
        paint_line(kit, inside, line.label, {.style = TextStyle::strong, .colour = tone.ink});
    } else {
        paint_fitting(kit, inside, line.label, {TextStyle::strong, TextStyle::small}, tone.ink, Align::left);
    }
    return touch.tapped;
}

float list_row_height(const Kit& kit) {
    return check_line_height(kit) + kit.mm(1);
}

bool list_row(Kit& kit, const Rect& rect, const ListRow& row) {
    const Palette& palette = kit.palette();
    const Touch touch = kit.touch(rect, Role::button, row.label, row.value);
    const Tone& tone = row.meaning == Meaning::plain ? palette.card : palette.of(row.meaning);
    fill_round(kit.draw(), rect, kit.measures().radius(),
               touch.held ? palette.of(Meaning::plain).ground : tone.ground);
    Rect inside = rect.inset(kit.mm(3), kit.mm(1));
    draw_icon(kit.draw(), Icon::forward, inside.cut_right(kit.mm(6)), palette.primary.ground);
    inside.cut_right(kit.mm(2));
    if (row.icon != Icon::none) {
        draw_icon(kit.draw(), row.icon, inside.cut_left(kit.mm(7)), tone.ink);
        inside.cut_left(kit.mm(3));
    }
    const float value = std::min(inside.width() / 2, text_width(kit, TextStyle::strong, row.value) + 1);
    paint_line(kit, inside.cut_right(value), row.value,
               {.style = TextStyle::strong, .colour = tone.ink, .align = Align::right});
    inside.cut_right(kit.mm(2));
    if (!row.detail.empty()) {
        inside = inside.middle(inside.width(),
                               line_height(kit, TextStyle::strong) + line_height(kit, TextStyle::small));
        paint_line(kit, inside.cut_bottom(line_height(kit, TextStyle::small)), row.detail,
                   {.style = TextStyle::small, .colour = tone.soft_ink});
    }
    paint_line(kit, inside, row.label, {.style = TextStyle::strong, .colour = tone.ink});
    return touch.tapped;
}

} // namespace guichet::ui
