#include "kiosk/ui/header.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

constexpr float badge_mm = 10;

/// What the header still shows, from the most to the least.
struct Plan {
    bool subtitle = true;
    bool title = true;
    bool display_words = true;
    bool language_words = true;
    /// Paused and practice; else the first stands in a row below, and the second in the band of the practice
    /// alone.
    bool marks_inside = true;
    std::size_t help_lines = 1;
};

constexpr std::array<Plan, 8> plans{{{},
                                     {.subtitle = false},
                                     {.subtitle = false, .title = false},
                                     {.subtitle = false, .title = false, .display_words = false},
                                     {false, false, false, false, true, 1},
                                     {false, false, false, false, true, 2},
                                     {false, false, false, false, false, 1},
                                     {false, false, false, false, false, 2}}};

float icon_side(const Kit& kit) {
    return kit.measures().sign(6);
}

Wrapped help_words(const Kit& kit, const Header& header, std::size_t lines) {
    const float whole = text_width(kit, TextStyle::small, header.help) + 1;
    if (lines == 1) {
        return wrap(kit, TextStyle::small, header.help, whole, 1);
    }
    const float half = balanced_width(kit, TextStyle::small, header.help, whole * 0.62F);
    return wrap(kit, TextStyle::small, header.help, half, 3);
}

float width_of(const Kit& kit, const Wrapped& words) {
    float wide = 0;
    for (const std::string& line : words.lines) {
        wide = std::max(wide, text_width(kit, TextStyle::small, line) + 1);
    }
    return wide;
}

/// A button with its icon and, when they are shown, its words.
float button_room(const Kit& kit, const Wrapped& words) {
    const float gap = kit.measures().gap();
    return words.lines.empty() ? kit.measures().target() + gap
                               : 2 * kit.mm(3) + icon_side(kit) + kit.mm(1.5F) + width_of(kit, words) + gap;
}

Wrapped label_of(const Kit& kit, const std::string& label, bool shown) {
    return shown ? wrap(kit, TextStyle::small, label, kit.screen().width(), 1) : Wrapped{};
}

Chip paused_mark(const Kit& kit, const Header& header) {
    return {.label = header.paused, .icon = Icon::pause, .tone = &kit.palette().of(Meaning::attention)};
}

Chip practice_mark(const Kit& kit, const Header& header) {
    return {.label = header.practice, .icon = Icon::warning, .tone = &kit.palette().accent};
}

float mark_room(const Kit& kit, const std::string& label) {
    const float line = line_height(kit, TextStyle::small);
    return label.empty() ? 0
                         : text_width(kit, TextStyle::small, label) + 2 * kit.mm(2.2F) + line * 0.72F +
                               kit.mm(1.2F) + kit.measures().gap() + 2;
}

/// What is left for the title when everything else of the plan has its place.
float title_room(const Kit& kit, float width, const Header& header, const Plan& plan) {
    float room = width - 2 * kit.measures().margin() - kit.mm(badge_mm + 3);
    room -= static_cast<float>(header.lights.size()) * (kit.measures().target() + kit.measures().gap());
    if (!header.language.empty()) {
        room -= button_room(kit, label_of(kit, header.language, plan.language_words));
    }
    if (!header.display.empty()) {
        room -= button_room(kit, label_of(kit, header.display, plan.display_words));
    }
    if (!header.help.empty()) {
        room -= button_room(kit, help_words(kit, header, plan.help_lines));
    }
    if (plan.marks_inside) {
        room -= mark_room(kit, header.paused) + mark_room(kit, header.practice);
    }
    return room;
}

constexpr std::array title_styles{TextStyle::strong, TextStyle::small};

/// The title breaks into two lines where no subtitle is.
Fitted fit_title(const Kit& kit, float room, const Header& header, bool with_subtitle) {
    const float height = kit.measures().target() + 2 * kit.mm(1.6F) - kit.mm(1);
    return fit(kit, room, height, header.title, title_styles, with_subtitle ? 1 : 2);
}

bool works(const Kit& kit, float width, const Header& header, const Plan& plan) {
    const float room = title_room(kit, width, header, plan);
    if (!plan.title) {
        return room >= 0;
    }
    const float height = kit.measures().target() + 2 * kit.mm(1.6F);
    if (plan.subtitle && !header.subtitle.empty() &&
        (text_width(kit, TextStyle::small, header.subtitle) > room ||
         line_height(kit, TextStyle::strong) + line_height(kit, TextStyle::small) > height)) {
        return false;
    }
    // A name from outside may be longer than any place: some of it is better than nothing.
    const Fitted title = fit_title(kit, room, header, plan.subtitle);
    const bool whole = !title.text.shortened && !title.text.broken;
    return room > 0 && (whole || (room >= kit.mm(60) * kit.measures().text_scale && plan.subtitle));
}

Plan plan_of(const Kit& kit, float width, const Header& header) {
    const auto* const found = std::find_if(plans.begin(), plans.end(),
                                           [&](const Plan& plan) { return works(kit, width, header, plan); });
    return found == plans.end() ? plans.back() : *found;
}

float first_row_height(const Kit& kit, float width, const Header& header, const Plan& plan) {
    float button = kit.measures().target();
    if (!header.help.empty()) {
        const auto lines = static_cast<float>(help_words(kit, header, plan.help_lines).lines.size());
        button = std::max(button, lines * line_height(kit, TextStyle::small) + kit.mm(1.6F));
    }
    const float row = button + 2 * kit.mm(1.6F);
    if (!plan.title) {
        return row;
    }
    // Letters may be so large that even the smallest title is higher than a button.
    const Fitted title = fit_title(kit, title_room(kit, width, header, plan), header, plan.subtitle);
    return std::max(row, line_height(kit, title.style) * static_cast<float>(title.text.lines.size()));
}

float marks_height(const Kit& kit, const Header& header, const Plan& plan) {
    return plan.marks_inside || header.paused.empty() ? 0 : line_height(kit, TextStyle::small) + kit.mm(3);
}

struct HeaderButton {
    std::string label;
    Wrapped words; ///< what of the label is shown
    Icon icon = Icon::none;
    const Tone* tone = nullptr;
};

bool header_button(Kit& kit, Rect& rest, const HeaderButton& button) {
    const float gap = kit.measures().gap();
    const float width = button_room(kit, button.words) - gap;
    const float words = line_height(kit, TextStyle::small) * static_cast<float>(button.words.lines.size());
    const float height = std::max(kit.measures().target(), words + kit.mm(1.6F));
    const Rect rect = rest.cut_right(width).middle(width, height);
    rest.cut_right(gap);
    const Touch touch = kit.touch(rect, Role::button, button.label);
    const Tone& tone = *button.tone;
    const bool outlined = kit.palette().surfaces == Surfaces::outlined;
    const Colour ink = touch.held && outlined ? tone.ground : tone.ink;
    fill_round(kit.draw(), rect, kit.measures().radius(),
               !touch.held ? tone.ground
               : outlined  ? tone.ink
                           : tone.line);
    stroke_round(kit.draw(), rect, kit.measures().radius(),
                 &tone == &kit.palette().accent ? tone.line : kit.palette().edge, kit.measures().hairline());
    Rect inside = rect.inset(button.words.lines.empty() ? 0 : kit.mm(3), 0);
    const float side = icon_side(kit);
    const Rect sign = button.words.lines.empty() ? inside : inside.cut_left(side);
    if (button.icon == Icon::none) { // the letters that stand for how text looks
        paint_letters(kit, sign, "Aa", 3.6F, ink);
    } else {
        draw_icon(kit.draw(), button.icon, sign.middle(side, side), ink);
    }
    inside.cut_left(kit.mm(1.5F));
    paint_lines(kit, inside.middle(inside.width(), words), button.words,
                {.style = TextStyle::small, .colour = ink});
    return touch.tapped;
}

void light_mark(Kit& kit, const Rect& rect, const StatusLight& light) {
    const Palette& palette = kit.palette();
    const ImVec2 corner{rect.right - kit.mm(2.6F), rect.bottom - kit.mm(2.6F)};
    const float radius = kit.mm(2);
    const Rect mark{corner.x - radius, corner.y - radius, corner.x + radius, corner.y + radius};
    const bool well = light.meaning == Meaning::good;
    const Colour ground = well && !light.paused ? palette.primary.ground : palette.of(light.meaning).ink;
    const Icon sign = light.paused ? Icon::pause : well ? Icon::check : Icon::cross;
    kit.draw().AddCircleFilled(corner, radius, ground);
    draw_icon(kit.draw(), sign, mark.inset(kit.mm(0.7F)), palette.card.ground);
}

/// A count stands above the icon's right, as large as there is room.
void light_count(Kit& kit, const Rect& rect, std::int64_t number) {
    const Tone& tone = kit.palette().of(Meaning::information);
    const std::string count = number > 999 ? "999+" : fmt::format("{}", number);
    constexpr float capital_mm = 3.2F;
    const float width = letters_width(kit, count, capital_mm) + kit.mm(2);
    const Rect plate{rect.right - width, rect.top, rect.right, rect.top + kit.mm(5.4F)};
    fill_round(kit.draw(), plate, plate.height() / 2, tone.ground);
    if (kit.palette().surfaces == Surfaces::outlined) {
        stroke_round(kit.draw(), plate, plate.height() / 2, tone.line, kit.measures().hairline());
    }
    paint_letters(kit, plate, count, capital_mm, tone.ink);
}

bool status_light(Kit& kit, Rect& rest, const StatusLight& light) {
    const float target = kit.measures().target();
    const Rect rect = rest.cut_right(target).middle(target, target);
    rest.cut_right(kit.measures().gap());
    const Touch touch = kit.touch(rect, Role::light, light.label, light.state);
    const Palette& palette = kit.palette();
    const Tone& tone = palette.of(light.meaning == Meaning::good ? Meaning::plain : light.meaning);
    if (light.meaning != Meaning::good || touch.held) {
        fill_round(kit.draw(), rect, kit.measures().radius(), touch.held ? tone.line : tone.ground);
    }
    if (palette.surfaces == Surfaces::outlined) {
        stroke_round(kit.draw(), rect, kit.measures().radius(), tone.line, kit.measures().hairline());
    }
    const float aside = light.count > 0 ? kit.mm(1.4F) : 0; // the icon makes room for the count
    const Colour ink = touch.held && palette.surfaces == Surfaces::outlined ? tone.ground : tone.ink;
    draw_icon(kit.draw(), light.icon, rect.middle(kit.mm(7), kit.mm(7)).moved(-aside, aside), ink);
    if (light.count > 0) {
        light_count(kit, rect, light.count);
    }
    light_mark(kit, rect, light);
    return touch.tapped;
}

/// What can be touched, from the right.
HeaderTouch header_controls(Kit& kit, Rect& rest, const Header& header, const Plan& plan) {
    const Palette& palette = kit.palette();
    HeaderTouch touched;
    if (!header.help.empty()) {
        touched.help = header_button(kit, rest,
                                     {header.help, help_words(kit, header, plan.help_lines),
                                      header.help_called ? Icon::check : Icon::hand,
                                      header.help_called ? &palette.of(Meaning::good) : &palette.accent});
    }
    const Tone* plain = &palette.of(Meaning::plain);
    if (!header.display.empty()) {
        touched.display = header_button(
            kit, rest,
            {header.display, label_of(kit, header.display, plan.display_words), Icon::none, plain});
    }
    if (!header.language.empty()) {
        touched.language = header_button(
            kit, rest,
            {header.language, label_of(kit, header.language, plan.language_words), Icon::globe, plain});
    }
    for (std::size_t n = header.lights.size(); n-- > 0;) {
        if (status_light(kit, rest, header.lights[n])) {
            touched.light = static_cast<int>(n);
        }
    }
    return touched;
}

/// Where one is, at the left.
void header_titles(Kit& kit, Rect rest, const Header& header, const Plan& plan) {
    const Tone& tone = kit.palette().card;
    const bool with_subtitle = plan.subtitle && !header.subtitle.empty();
    const Fitted title = fit_title(kit, rest.width(), header, plan.subtitle);
    const float high = line_height(kit, title.style) * static_cast<float>(title.text.lines.size());
    rest = rest.middle(rest.width(), high + (with_subtitle ? line_height(kit, TextStyle::small) : 0));
    const Rect first = rest.cut_top(high);
    paint_fitted(kit, first, title, tone.ink, Align::left);
    kit.show(first, Role::heading, header.title, {}, title.text.shortened);
    if (with_subtitle) {
        write_line(kit, rest, header.subtitle, {.style = TextStyle::small, .colour = tone.soft_ink});
    }
}

void header_marks(Kit& kit, Rect& rest, const Header& header, bool with_practice) {
    for (const Chip& mark : {practice_mark(kit, header), paused_mark(kit, header)}) {
        const bool shown = with_practice || mark.icon != Icon::warning;
        if (shown && !mark.label.empty()) {
            rest.right = chip(kit, rest, mark, Align::right).left - kit.measures().gap();
        }
    }
}

} // namespace

float header_height(const Kit& kit, float width, const Header& header) {
    const Plan plan = plan_of(kit, width, header);
    return first_row_height(kit, width, header, plan) + marks_height(kit, header, plan);
}

HeaderTouch header(Kit& kit, const Rect& rect, const Header& header) {
    const Palette& palette = kit.palette();
    const Plan plan = plan_of(kit, rect.width(), header);
    kit.draw().AddRectFilled(rect.min(), rect.max(), palette.card.ground);
    Rect line = rect;
    const Rect edge = line.cut_bottom(kit.measures().hairline());
    kit.draw().AddRectFilled(edge.min(), edge.max(), palette.page.line);
    Rect rest = rect.inset(kit.measures().margin(), 0);
    if (const float marks = marks_height(kit, header, plan); marks > 0) {
        Rect below = rest.cut_bottom(marks);
        header_marks(kit, below, header, false);
    }
    const HeaderTouch touched = header_controls(kit, rest, header, plan);
    const float side = std::min(kit.mm(badge_mm), rest.width());
    const Rect badge = rest.cut_left(side).middle(side, side);
    fill_round(kit.draw(), badge, kit.mm(3), palette.primary.ground);
    draw_icon(kit.draw(), Icon::basket, badge.inset(kit.mm(1.8F)), palette.primary.ink);
    rest.cut_left(kit.mm(3));
    if (plan.marks_inside) {
        header_marks(kit, rest, header, true);
    }
    if (plan.title) {
        header_titles(kit, rest, header, plan);
    }
    return touched;
}

} // namespace guichet::ui
