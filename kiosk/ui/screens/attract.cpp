#include "kiosk/ui/screens/camera_view.hpp"
#include "kiosk/ui/screens/staff_parts.hpp"
#include "kiosk/ui/screens/words.hpp"

namespace guichet::ui {

namespace {

/// The headline, what to do, and the phone that shows it.
void draw_invitation(const View& view, Rect place) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const std::string headline = texts.get("Show your code");
    const float title = paragraph_height(kit, TextStyle::location, headline, place.width());
    write_paragraph(kit, place.cut_top(title), headline,
                    {.style = TextStyle::location, .colour = view.palette().primary.ground}, Role::heading);
    place.cut_top(kit.mm(2));
    write_paragraph(
        kit, place,
        texts.get("Hold the code of your telephone or your paper before the camera, a hand's width away."),
        {.style = TextStyle::title, .colour = view.palette().page.ink});
}

void draw_for_customers(const View& view, Rect page) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    draw_landscape(view);
    Rect foot = cut_foot(view, page);
    cut_staff_lock(view, foot);
    const float half = kit.portrait() ? page.height() * 0.52F : page.width() * 0.5F;
    Rect right = kit.portrait() ? page.cut_bottom(half) : page.cut_right(half);
    kit.portrait() ? page.cut_bottom(kit.mm(4)) : page.cut_right(kit.mm(12));
    view.on(button(kit, foot.cut_left(std::min(foot.width() * 0.46F, kit.mm(95))),
                   {.label = texts.get("Type my code"), .icon = Icon::keyboard}),
            app::ShowTypeCode{});
    foot.cut_left(kit.mm(5));
    paint_fitting(kit, foot, texts.get("Only your first name, an initial and your order are shown here."),
                  {TextStyle::small}, view.palette().page.ink, Align::left);
    kit.show(foot, Role::text, texts.get("Only your first name, an initial and your order are shown here."));
    draw_invitation(view, page);
    if (kit.portrait()) {
        draw_phone(view, page.cut_bottom(page.height() * 0.62F));
        draw_camera(view, right);
        return;
    }
    draw_camera(view, right.middle(right.width(), std::min(right.height(), right.width() * 0.8F)));
    if (view.camera.texture == nullptr || !shows_live_camera(view.state)) {
        return; // what stands in its place is to be read
    }
    const float phone = right.height() * 0.46F;
    draw_phone(view,
               {right.left - phone * 0.2F, right.bottom - phone, right.left + phone * 0.4F, right.bottom});
}

/// How far the session has come.
void draw_session(const View& view, Rect place) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const SessionReport report = app::own_report(view.state);
    const auto collected = report.totals.baskets_collected;
    const auto missing = report.counts.missing + report.counts.short_ + report.counts.refused;
    const auto number = [](std::int64_t count) { return fmt::format("{}", count); };
    write_line(kit, place.cut_top(line_height(kit, TextStyle::title)), say_date(view.manifest().date, texts),
               {.style = TextStyle::title, .colour = view.palette().page.ink}, Role::heading);
    place.cut_top(kit.mm(2));
    const float part =
        report.customers > 0 ? static_cast<float>(collected) / static_cast<float>(report.customers) : 0;
    progress(kit, place.cut_top(kit.mm(10)), part,
             texts.count("{0} basket of {1} collected", "{0} baskets of {1} collected", collected,
                         report.customers));
    place.cut_top(kit.mm(3));
    const float gap = kit.measures().gap();
    // Below an alert there is room for two figures only: the others are in the menu.
    const bool low = place.height() < 2 * kit.mm(15) + gap;
    const auto rows = place.rows(low ? 1 : 2, gap);
    const auto first = rows[0].columns(2, gap);
    figure(kit, first[0], {number(collected), texts.get("collected"), Icon::check, Meaning::good});
    figure(kit, first[1],
           {number(report.customers - collected), texts.get("still to come"), Icon::clock, Meaning::plain});
    if (low) {
        return;
    }
    const auto second = rows[1].columns(2, gap);
    figure(kit, second[0],
           {number(missing), texts.get("not handed over"), Icon::warning,
            missing > 0 ? Meaning::attention : Meaning::plain});
    figure(kit, second[1],
           {number(report.open_incidents()), texts.get("incidents"), Icon::flag,
            report.open_incidents() == 0 ? Meaning::plain : Meaning::bad});
}

void draw_for_volunteers(const View& view, Rect page) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const auto places = cut_foot(view, page).columns(3, kit.measures().gap());
    view.on(button(kit, places[0], {.label = texts.get("Search a name"), .icon = Icon::search}),
            app::ShowSearch{});
    view.on(button(kit, places[1], {.label = texts.get("Type a code"), .icon = Icon::keyboard}),
            app::ShowTypeCode{});
    view.on(
        button(kit, places[2], {.label = texts.get("Menu"), .icon = Icon::list, .kind = ButtonKind::quiet}),
        app::ShowStaff{});
    Rect left = kit.portrait() ? page.cut_top(page.height() * 0.55F) : page.cut_left(page.width() * 0.5F);
    kit.portrait() ? page.cut_top(kit.mm(5)) : page.cut_left(kit.mm(6));
    write_line(kit, left.cut_top(line_height(kit, TextStyle::display)), texts.get("Scan a code"),
               {.style = TextStyle::display, .colour = view.palette().primary.ground}, Role::heading);
    left.cut_top(kit.mm(2));
    draw_camera(view, left);
    draw_session(view, page);
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Attract&) {
    view.self_service() ? draw_for_customers(view, page) : draw_for_volunteers(view, page);
}

} // namespace guichet::ui
