// The kiosk's parts: how each is, in words, and what to do.
#include "kiosk/app/spool.hpp"
#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/printing.hpp"
#include "kiosk/ui/screens/staff_parts.hpp"
#include "kiosk/ui/screens/status.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

/// What stands at the right of a part: the test page of a printer, else the sign that it is well or not.
constexpr float test_page_mm = 36;

bool shows_picture(const View& view, const Light& part) {
    return part.printer && view.state.spools[*part.printer].in_trouble();
}

bool offers_test_page(const View& view, const Light& part) {
    return part.printer && can_print(view.state.spools[*part.printer].status.condition);
}

float picture_width(const View& view) {
    return printer_picture_width(view.kit.mm(17));
}

/// One part of the kiosk with its state in words, and what to do when it is not well.
void draw_part(const View& view, const Rect& rect, const Light& part) {
    Kit& kit = view.kit;
    const bool well = part.light.meaning == Meaning::good;
    const Tone& tone = well ? view.palette().card : view.palette().of(part.light.meaning);
    surface(kit, rect, tone);
    Rect inside = rect.inset(kit.mm(3), kit.mm(1.5F));
    if (shows_picture(view, part)) {
        draw_printer_picture(kit.draw(), picture_of(view.state.spools[*part.printer].status.condition),
                             inside.cut_left(picture_width(view)), view.palette(), tone.ground);
    } else {
        draw_icon(kit.draw(), part.light.icon, inside.cut_left(kit.mm(8)), tone.ink);
    }
    inside.cut_left(kit.mm(3));
    if (offers_test_page(view, part)) {
        const Rect place = inside.cut_right(kit.mm(test_page_mm));
        view.on(button(kit, place.middle(place.width(), kit.measures().target()),
                       {.label = view.texts().get("Test page"), .kind = ButtonKind::quiet}),
                app::PrintTestPage{*part.printer});
    } else {
        const Rect sign = inside.cut_right(kit.mm(7));
        draw_icon(kit.draw(), well ? Icon::check : Icon::warning, sign,
                  well ? view.palette().primary.ground : tone.ink);
    }
    inside.cut_right(kit.mm(2));
    paint_fitting(kit, inside, part.explanation, {TextStyle::small}, tone.ink, Align::left);
    kit.show(rect, Role::text, part.light.label, part.explanation);
}

float part_height(const View& view, const Light& part, float width) {
    const Kit& kit = view.kit;
    const float beside = kit.mm(11) + (shows_picture(view, part) ? picture_width(view) : kit.mm(8)) +
                         kit.mm(offers_test_page(view, part) ? test_page_mm : 7);
    const float words = paragraph_height(kit, TextStyle::small, part.explanation, width - beside);
    const float least = shows_picture(view, part)      ? kit.mm(17)
                        : offers_test_page(view, part) ? kit.measures().target()
                                                       : 0;
    return std::max({kit.mm(11), words + kit.mm(3), least + kit.mm(3)});
}

void draw_parts(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    auto parts = all_parts(view);
    std::stable_partition(parts.begin(), parts.end(),
                          [](const Light& part) { return part.light.meaning != Meaning::good; });
    const List list{.name = "parts",
                    .count = parts.size(),
                    .height = [&](std::size_t n, float width) { return part_height(view, parts[n], width); },
                    .heads = {},
                    .narrowest = kit.mm(110),
                    .gap = kit.mm(1.8F)};
    paged_list(kit, rect, list, [&](std::size_t n, const Rect& place) { draw_part(view, place, parts[n]); });
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Devices&) {
    draw_way_back(view, page, app::ShowStaff{});
    draw_staff_heading(view, page, view.texts().get("The parts of this kiosk"));
    draw_parts(view, page);
}

} // namespace guichet::ui
