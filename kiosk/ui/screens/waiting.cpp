#include "kiosk/app/users.hpp"
#include "kiosk/ui/screens/camera_view.hpp"
#include "kiosk/ui/screens/staff_parts.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>
#include <vector>

namespace guichet::ui {

namespace {

Statement for_customers(const View& view) {
    const Texts& texts = view.texts();
    const bool over =
        view.state.phase == app::SessionPhase::closed || view.state.phase == app::SessionPhase::reconciled;
    if (over) {
        return {.icon = Icon::lock,
                .meaning = Meaning::information,
                .title = texts.get("The pickup is over"),
                .text = texts.get("If your basket is still here, speak to a volunteer.")};
    }
    return {.icon = Icon::clock,
            .meaning = Meaning::information,
            .title = texts.get("The pickup is not open yet"),
            .text = texts.get("A volunteer opens it in a moment. Have your code ready.")};
}

Statement without_manifest(const View& view) {
    const Texts& texts = view.texts();
    std::string text =
        texts.get("The list of baskets comes from the server. It is asked for again by itself.");
    if (view.state.sync.problem) {
        text += "\n" + texts.say(*view.state.sync.problem);
    }
    return {.icon = Icon::network,
            .meaning = Meaning::attention,
            .title = texts.get("The list of baskets is not here yet"),
            .text = text};
}

void draw_waiting_customers(const View& view, Rect page) {
    Kit& kit = view.kit;
    draw_landscape(view);
    if (Rect low = page; app::has_users(view.state)) {
        cut_staff_lock(view, low);
        page.cut_bottom(kit.measures().target() + kit.measures().gap());
    }
    const bool large = view.state.appearance.text_size > app::TextSize::large;
    if (large && !kit.portrait()) {
        // The words need the whole page.
    } else if (shows_camera(view.state)) { // where codes will be read in a moment, as on the next screen
        const float share = kit.portrait() ? page.height() * 0.4F : page.width() * 0.46F;
        const Rect camera = kit.portrait() ? page.cut_bottom(share) : page.cut_right(share);
        kit.portrait() ? page.cut_bottom(kit.mm(4)) : page.cut_right(kit.mm(8));
        if (!kit.portrait()) {
            page.cut_bottom(kit.mm(16)); // the words stand above the hills, on the plain ground
        }
        draw_camera(view, camera.middle(camera.width(), std::min(camera.height(), camera.width() * 0.8F)));
    } else {
        page.cut_bottom(kit.mm(24));
    }
    statement(kit, page, for_customers(view));
}

/// What the session brings; where letters are so large that a low place has no room for three figures, its
/// baskets and articles.
void draw_figures(const View& view, const Rect& rect) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const Manifest& manifest = view.manifest();
    const auto number = [](std::size_t count) { return fmt::format("{}", count); };
    std::vector<Figure> figures{
        {number(manifest.baskets.size()), texts.get("baskets"), Icon::basket, Meaning::good},
        {number(manifest.order_count()), texts.get("orders"), Icon::list, Meaning::plain},
        {number(manifest.line_count()), texts.get("articles"), Icon::leaf, Meaning::plain}};
    const float gap = kit.measures().gap();
    const float third = rect.columns(3, gap).front().width();
    const bool low = rect.height() < figure_height(kit);
    if (low && std::any_of(figures.begin(), figures.end(),
                           [&](const Figure& one) { return figure_width(kit, one) > third; })) {
        figures.erase(figures.begin() + 1);
    }
    const auto places = rect.columns(figures.size(), gap);
    for (std::size_t n = 0; n < figures.size(); ++n) {
        figure(kit, places[n], figures[n]);
    }
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Waiting&) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    if (view.self_service()) {
        draw_waiting_customers(view, page);
        return;
    }
    Rect foot = cut_foot(view, page);
    view.on(button(kit,
                   view.state.manifest ? foot.cut_left(std::max(kit.mm(42), foot.width() * 0.25F)) : foot,
                   menu_button(view)),
            app::ShowStaff{});
    foot.cut_left(kit.measures().gap());
    if (!view.state.manifest) {
        draw_learning(view, page);
        statement(kit, page, without_manifest(view));
        return;
    }
    const Manifest& manifest = view.manifest();
    view.on(
        button(kit, foot,
               {.label = texts.get("Open the session"), .icon = Icon::forward, .kind = ButtonKind::primary}),
        app::OpenSession{});
    draw_learning(view, page);
    Rect middle = page.middle(page.width(), std::min(page.height(), kit.mm(76)));
    draw_heading(view, middle, texts.say("Session of {0}", say_date(manifest.date, texts)));
    write_line(kit, middle.cut_top(line_height(kit, TextStyle::title)), manifest.station_name,
               {.style = TextStyle::title, .colour = view.palette().page.soft_ink});
    middle.cut_top(kit.mm(5));
    draw_figures(view, middle.cut_top(kit.mm(34)));
}

} // namespace guichet::ui
