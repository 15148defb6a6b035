#include "kiosk/app/spool.hpp"
#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/printing.hpp"
#include "kiosk/ui/screens/status.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

/// What stands at the right of a part: the test page of a printer, else the sign that it is well or not.
constexpr float test_page_mm = 31;

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
    fill_round(kit.draw(), rect, kit.measures().radius(), tone.ground);
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

void draw_figures(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const SessionReport report = app::own_report(view.state);
    const auto number = [](std::int64_t count) { return fmt::format("{}", count); };
    const auto missing = report.counts.missing + report.counts.short_ + report.counts.refused;
    const auto collected = report.totals.baskets_collected;
    const auto waiting = app::papers_waiting(view.state);
    const std::vector<Figure> figures{
        {number(collected), texts.get("collected"), Icon::check, Meaning::good},
        {number(report.customers - collected), texts.get("still to come"), Icon::clock, Meaning::plain},
        {number(missing), texts.get("not handed over"), Icon::warning,
         missing > 0 ? Meaning::attention : Meaning::plain},
        {number(static_cast<std::int64_t>(report.incidents.size())), texts.get("incidents"), Icon::flag,
         report.incidents.empty() ? Meaning::plain : Meaning::bad},
        {number(waiting), texts.get("papers waiting"), Icon::receipt,
         waiting > 0 ? Meaning::attention : Meaning::plain},
        {number(view.state.unsent_events()), texts.get("entries to send"), Icon::network, Meaning::plain}};
    const auto rows = rect.rows(3, kit.measures().gap());
    for (std::size_t n = 0; n < figures.size(); ++n) {
        figure(kit, rows[n / 2].columns(2, kit.measures().gap())[n % 2], figures[n]);
    }
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Staff&) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const float gap = kit.measures().gap();
    Rect foot = cut_foot(view, page);
    view.on(button(kit, foot.cut_left(kit.mm(42)),
                   {.label = texts.get("Back"), .icon = Icon::back, .kind = ButtonKind::quiet}),
            app::GoHome{});
    foot.cut_left(gap);
    const auto places = foot.columns(2, gap);
    view.on(
        button(kit, places[0],
               {.label = texts.get("Print the last receipt again"),
                .icon = Icon::printer,
                .enabled = app::prints_receipts(view.state) && app::last_hand_over(view.state) != nullptr &&
                           view.state.phase == app::SessionPhase::open}),
        app::ReprintLast{});
    view.on(button(kit, places[1],
                   {.label = texts.get("Close the session"),
                    .icon = Icon::lock,
                    .kind = ButtonKind::danger,
                    .enabled = view.state.phase == app::SessionPhase::open}),
            app::ShowClosing{});
    draw_learning(view, page);
    draw_heading(view, page, texts.get("The session at a glance"));
    Rect left = kit.portrait() ? page.cut_top(page.height() * 0.5F) : page.cut_left(page.width() * 0.45F);
    kit.portrait() ? page.cut_top(kit.mm(4)) : page.cut_left(kit.mm(4));
    if (view.state.ledger) {
        draw_figures(view, left);
    }
    draw_parts(view, page);
}

} // namespace guichet::ui
