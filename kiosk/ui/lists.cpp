#include "kiosk/ui/lists.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

/// The first item of each page.
std::vector<std::size_t> pages_of(const std::vector<float>& heights, float room, float gap) {
    std::vector<std::size_t> starts{0};
    float used = 0;
    for (std::size_t item = 0; item < heights.size(); ++item) {
        const float wanted = heights[item] + (used > 0 ? gap : 0);
        if (used > 0 && used + wanted > room) {
            starts.push_back(item);
            used = heights[item];
        } else {
            used += wanted;
        }
    }
    return starts;
}

/// The buttons at the side; changes the page.
void page_buttons(Kit& kit, Rect side, int& page, int last) {
    const float target = kit.measures().primary_button();
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

std::string_view word_of(LineMark mark) {
    switch (mark) {
    case LineMark::open: return "open";
    case LineMark::collected: return "ticked";
    case LineMark::short_: return "short";
    case LineMark::missing: return "missing";
    case LineMark::refused: return "refused";
    }
    return {};
}

} // namespace

void paged_list(Kit& kit, const Rect& rect, const std::string& name, const std::vector<float>& heights,
                const std::function<void(std::size_t item, const Rect& rect)>& draw_item) {
    const float gap = kit.measures().gap();
    const auto starts = pages_of(heights, rect.height(), gap);
    const int last = static_cast<int>(starts.size()) - 1;
    int& page = kit.page_of(name);
    page = std::clamp(page, 0, last);
    Rect rest = rect;
    if (last > 0) {
        page_buttons(kit, rest.cut_right(kit.mm(15)), page, last);
        rest.cut_right(gap);
        page = std::clamp(page, 0, last);
    }
    const std::size_t end = page < last ? starts[static_cast<std::size_t>(page) + 1] : heights.size();
    for (std::size_t item = starts[static_cast<std::size_t>(page)]; item < end; ++item) {
        draw_item(item, rest.cut_top(heights[item]));
        rest.cut_top(gap);
    }
}

float check_line_height(const Kit& kit) {
    return std::max(kit.measures().target(),
                    line_height(kit, TextStyle::strong) + line_height(kit, TextStyle::small) + kit.mm(2));
}

bool check_line(Kit& kit, const Rect& rect, const CheckLine& line) {
    const Palette& palette = kit.palette();
    const std::string state =
        line.note.empty() ? std::string(kit.texts().get(word_of(line.mark))) : line.note;
    const Touch touch = kit.touch(rect, Role::check, line.label, line.quantity + ", " + state);
    const MarkLook look = look_of(palette, line.mark);
    const bool trouble = line.mark > LineMark::collected;
    const Tone& ground = trouble
                             ? palette.of(line.mark == LineMark::short_ ? Meaning::attention : Meaning::bad)
                             : palette.card;
    fill_round(kit.draw(), rect, kit.measures().radius(),
               touch.held ? palette.of(Meaning::plain).ground : ground.ground);
    Rect inside = rect.inset(kit.mm(2.5F), kit.mm(1));
    const float side = kit.mm(8);
    const Rect mark = inside.cut_left(side).middle(side, side);
    fill_round(kit.draw(), mark, kit.mm(2), look.ground);
    if (line.mark == LineMark::open) {
        stroke_round(kit.draw(), mark, kit.mm(2), look.ink, kit.measures().hairline() * 1.5F);
    }
    draw_icon(kit.draw(), look.icon, mark.inset(kit.mm(1.5F)), look.ink);
    inside.cut_left(kit.mm(3));
    const float amount = text_width(kit, TextStyle::strong, line.quantity);
    paint_line(kit, inside.cut_right(amount), line.quantity,
               {.style = TextStyle::strong, .colour = ground.ink, .align = Align::right});
    inside.cut_right(kit.mm(2));
    const std::string& below = line.note.empty() ? line.detail : line.note;
    if (!below.empty()) {
        inside = inside.middle(inside.width(),
                               line_height(kit, TextStyle::strong) + line_height(kit, TextStyle::small));
        const Rect second = inside.cut_bottom(line_height(kit, TextStyle::small));
        paint_line(kit, second, below, {.style = TextStyle::small, .colour = ground.soft_ink});
    }
    paint_line(kit, inside, line.label, {.style = TextStyle::strong, .colour = ground.ink});
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
