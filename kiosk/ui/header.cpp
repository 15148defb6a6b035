#include "kiosk/ui/header.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

bool header_button(Kit& kit, Rect& rest, const std::string& label, Icon icon, const Tone& tone) {
    const float side = kit.mm(3);
    const float words = text_width(kit, TextStyle::small, label);
    const float width = 2 * side + kit.mm(6 + 1.5F) + words + 1;
    const Rect rect = rest.cut_right(width).middle(width, kit.measures().target());
    rest.cut_right(kit.measures().gap());
    const Touch touch = kit.touch(rect, Role::button, label);
    fill_round(kit.draw(), rect, kit.measures().radius(), touch.held ? tone.line : tone.ground);
    Rect inside = rect.inset(side, 0);
    draw_icon(kit.draw(), icon, inside.cut_left(kit.mm(6)), tone.ink);
    inside.cut_left(kit.mm(1.5F));
    paint_line(kit, inside, label, {.style = TextStyle::small, .colour = tone.ink});
    return touch.tapped;
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
    // A count stands above the icon's right; the icon makes room for it.
    const float aside = light.count > 0 ? kit.mm(1.4F) : 0;
    draw_icon(kit.draw(), light.icon, rect.middle(kit.mm(7), kit.mm(7)).moved(-aside, aside), tone.ink);
    const ImVec2 corner{rect.right - kit.mm(2.6F), rect.bottom - kit.mm(2.6F)};
    const float radius = kit.mm(2);
    const Rect mark{corner.x - radius, corner.y - radius, corner.x + radius, corner.y + radius};
    if (light.count > 0) {
        const std::string count = light.count > 999 ? "999+" : fmt::format("{}", light.count);
        const float width = text_width(kit, TextStyle::small, count) + kit.mm(2);
        const Rect plate{rect.right - width, rect.top, rect.right,
                         rect.top + line_height(kit, TextStyle::small)};
        fill_round(kit.draw(), plate, plate.height() / 2, palette.of(Meaning::information).ground);
        paint_line(kit, plate, count,
                   {.style = TextStyle::small,
                    .colour = palette.of(Meaning::information).ink,
                    .align = Align::centre});
    }
    const bool well = light.meaning == Meaning::good;
    const Colour ground = well && !light.paused ? palette.primary.ground : palette.of(light.meaning).ink;
    const Icon sign = light.paused ? Icon::pause : well ? Icon::check : Icon::cross;
    kit.draw().AddCircleFilled(corner, radius, ground, 24);
    draw_icon(kit.draw(), sign, mark.inset(kit.mm(0.7F)), palette.card.ground);
    return touch.tapped;
}

/// What can be touched, from the right.
HeaderTouch header_controls(Kit& kit, Rect& rest, const Header& header) {
    const Palette& palette = kit.palette();
    HeaderTouch touched;
    if (!header.help.empty()) {
        touched.help = header_button(kit, rest, header.help, header.help_called ? Icon::check : Icon::hand,
                                     header.help_called ? palette.of(Meaning::good) : palette.accent);
    }
    if (!header.other_language.empty()) {
        touched.language =
            header_button(kit, rest, header.other_language, Icon::globe, palette.of(Meaning::plain));
    }
    for (std::size_t n = header.lights.size(); n-- > 0;) {
        if (status_light(kit, rest, header.lights[n])) {
            touched.light = static_cast<int>(n);
        }
    }
    return touched;
}

/// Where one is, at the left.
void header_titles(Kit& kit, Rect rest, const Header& header) {
    const Tone& tone = kit.palette().card;
    const TextLook large{.style = TextStyle::strong, .colour = tone.ink};
    if (header.subtitle.empty()) {
        write_line(kit, rest, header.title, large, Role::heading);
        return;
    }
    const float first = line_height(kit, TextStyle::strong);
    rest = rest.middle(rest.width(), first + line_height(kit, TextStyle::small));
    write_line(kit, rest.cut_top(first), header.title, large, Role::heading);
    write_line(kit, rest, header.subtitle, {.style = TextStyle::small, .colour = tone.soft_ink});
}

} // namespace

float header_height(const Kit& kit) {
    return kit.measures().target() + 2 * kit.mm(1.6F);
}

HeaderTouch header(Kit& kit, const Rect& rect, const Header& header) {
    const Palette& palette = kit.palette();
    kit.draw().AddRectFilled(rect.min(), rect.max(), palette.card.ground);
    Rect line = rect;
    const Rect edge = line.cut_bottom(kit.measures().hairline());
    kit.draw().AddRectFilled(edge.min(), edge.max(), palette.page.line);
    Rect rest = rect.inset(kit.measures().margin(), 0);
    const HeaderTouch touched = header_controls(kit, rest, header);
    const Rect badge = rest.cut_left(kit.mm(10)).middle(kit.mm(10), kit.mm(10));
    fill_round(kit.draw(), badge, kit.mm(3), palette.primary.ground);
    draw_icon(kit.draw(), Icon::basket, badge.inset(kit.mm(1.8F)), palette.primary.ink);
    rest.cut_left(kit.mm(3));
    if (!header.practice.empty()) {
        const Rect mark =
            chip(kit, rest, {.label = header.practice, .icon = Icon::warning, .tone = &palette.accent},
                 Align::right);
        rest.right = mark.left - kit.measures().gap();
    }
    if (!header.paused.empty()) {
        const Rect mark = chip(
            kit, rest, {.label = header.paused, .icon = Icon::pause, .tone = &palette.of(Meaning::attention)},
            Align::right);
        rest.right = mark.left - kit.measures().gap();
    }
    header_titles(kit, rest, header);
    return touched;
}

} // namespace guichet::ui
