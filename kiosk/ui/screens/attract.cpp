#include "kiosk/app/users.hpp"
#include "kiosk/ui/screens/camera_view.hpp"
#include "kiosk/ui/screens/staff_parts.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

bool fits(const Kit& kit, TextStyle style, const std::string& text, float width, float height) {
    const Wrapped wrapped = wrap(kit, style, text, width, 100);
    return !wrapped.shortened && !wrapped.broken &&
           line_height(kit, style) * static_cast<float>(wrapped.lines.size()) <= height;
}

/// A text and how it may stand.
struct Saying {
    std::string text;
    TextStyle style;
};

/// Writes the first that fits, and cuts its place off; none of them when there is no room.
void write_first_fitting(const View& view, Rect& place, const std::vector<Saying>& sayings, float room,
                         Colour colour, Role role) {
    Kit& kit = view.kit;
    for (const Saying& saying : sayings) {
        if (fits(kit, saying.style, saying.text, place.width(), room)) {
            const float high = paragraph_height(kit, saying.style, saying.text, place.width());
            write_paragraph(kit, place.cut_top(high), saying.text, {.style = saying.style, .colour = colour},
                            role);
            return;
        }
    }
}

/// The headline and what to do. Cuts its place off.
void draw_invitation(const View& view, Rect& place, float room) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const std::string headline = texts.get("Show your code");
    const float end = place.top + room;
    write_first_fitting(view, place,
                        {{headline, TextStyle::location},
                         {headline, TextStyle::display},
                         {headline, TextStyle::title},
                         {headline, TextStyle::strong}},
                        room * 0.62F, view.palette().primary.ground, Role::heading);
    place.cut_top(kit.mm(2));
    if (!view.state.camera.well) {
        return; // there is nothing to hold it before
    }
    const std::string whole =
        texts.get("Hold the code of your telephone or your paper before the camera, a hand's width away.");
    const std::string shorter = texts.get("Before the camera, a hand's width away.");
    const bool far = kit.portrait() && view.state.appearance.text_size == app::TextSize::normal;
    write_first_fitting(view, place,
                        {{whole, far ? TextStyle::display : TextStyle::title},
                         {whole, TextStyle::title},
                         {whole, TextStyle::strong},
                         {shorter, TextStyle::title},
                         {shorter, TextStyle::strong}},
                        end - place.top, view.palette().page.ink, Role::text);
}

/// The ways beside the camera: the typed code, and what becomes of one's data. Cuts their place off the page.
void draw_other_ways(const View& view, Rect& page) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const Button code{.label = texts.get("Type my code"),
                      .icon = Icon::keyboard,
                      .kind = view.state.camera.well ? ButtonKind::secondary : ButtonKind::primary};
    const Button data{.label = texts.get("Your data"), .icon = Icon::person, .kind = ButtonKind::quiet};
    const float gap = kit.measures().gap();
    const float lock = app::has_users(view.state) ? kit.measures().target() + gap : 0;
    const float room = page.width() - lock;
    const float second = std::clamp(button_width(kit, data), room * 0.28F, room * 0.46F);
    const float first = room - second - gap;
    Rect foot = page.cut_bottom(std::max({kit.measures().primary_button(), button_height(kit, first, code),
                                          button_height(kit, second, data)}));
    page.cut_bottom(gap);
    cut_staff_lock(view, foot);
    view.on(button(kit, foot.cut_left(first), code), app::ShowTypeCode{});
    foot.cut_left(gap);
    view.on(button(kit, foot, data), app::ShowPrivacy{});
}

/// One below the other: the words, the camera, and under it the telephone that goes up before it.
void draw_tall(const View& view, Rect page, bool seen) {
    Kit& kit = view.kit;
    draw_invitation(view, page, page.height() * 0.3F);
    page.cut_top(kit.mm(5));
    const float high = std::min(page.width() * 0.75F, page.height() * (seen ? 0.6F : 0.8F));
    if (!seen) {
        draw_camera(view, page.middle(page.width(), high));
        return;
    }
    constexpr float under = 0.24F; // how much of the telephone lies over the camera at rest
    const float phone = std::min((page.height() - high) / (1 - under), page.width() * 0.7F);
    page = page.middle(page.width(), high + phone * (1 - under));
    const Rect camera = page.cut_top(high);
    draw_camera(view, camera);
    const float top = camera.bottom - phone * (under + 0.42F * phone_glide(kit));
    draw_phone(view, {page.left, top, page.right, top + phone});
}

/// Words at the left, the camera at the right, and the telephone that comes before it.
void draw_wide(const View& view, Rect page, bool seen) {
    Kit& kit = view.kit;
    const bool large = view.state.appearance.text_size > app::TextSize::large;
    const Rect right = page.cut_right(page.width() * (large ? 0.42F : 0.5F));
    page.cut_right(kit.mm(12));
    const Rect camera = right.middle(right.width(), std::min(right.height(), right.width() * 0.8F));
    draw_invitation(view, page, page.height());
    draw_camera(view, camera);
    if (!seen) {
        return; // what stands in its place is to be read
    }
    const float phone = right.height() * 0.46F;
    const float glide = phone_glide(kit);
    const Rect rest{right.left - phone * 0.2F, right.bottom - phone, right.left + phone * 0.4F, right.bottom};
    draw_phone(view, rest.moved(std::round((camera.centre().x - rest.centre().x) * glide),
                                std::round((camera.centre().y - rest.centre().y) * glide)));
}

void draw_for_customers(const View& view, Rect page) {
    draw_landscape(view);
    draw_other_ways(view, page);
    const bool seen = view.camera.texture != nullptr && shows_live_camera(view.state);
    view.kit.portrait() ? draw_tall(view, page, seen) : draw_wide(view, page, seen);
}

std::int64_t customers(const View& view) {
    return static_cast<std::int64_t>(view.manifest().baskets.size());
}

/// How far the session has come, in the figures that there is room for: all of them are in the menu.
void draw_figures(const View& view, const Rect& place) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const Ledger& ledger = *view.state.ledger;
    const auto collected = ledger.totals().baskets_collected;
    const auto missing = ledger.counts().not_handed_over();
    const auto number = [](std::int64_t count) { return fmt::format("{}", count); };
    const float gap = kit.measures().gap();
    // A low figure has its number beside its name.
    const float beside = text_width(kit, TextStyle::small, texts.get("not handed over")) + kit.mm(30);
    const float least = beside > (place.width() - gap) / 2 ? figure_height(kit) : kit.mm(15);
    if (place.height() < least) {
        return;
    }
    const bool low = place.height() < 2 * least + gap;
    const auto rows = place.rows(low ? 1 : 2, gap);
    const auto first = rows[0].columns(2, gap);
    figure(kit, first[0], {number(collected), texts.get("collected"), Icon::check, Meaning::good});
    figure(kit, first[1],
           {number(customers(view) - collected), texts.get("still to come"), Icon::clock, Meaning::plain});
    if (low) {
        return;
    }
    const auto second = rows[1].columns(2, gap);
    figure(kit, second[0],
           {number(missing), texts.get("not handed over"), Icon::warning,
            missing > 0 ? Meaning::attention : Meaning::plain});
    figure(kit, second[1],
           {number(ledger.open_incidents()), texts.get("incidents"), Icon::flag,
            ledger.open_incidents() == 0 ? Meaning::plain : Meaning::bad});
}

std::string progress_words(const View& view) {
    return view.texts().count("{0} basket of {1} collected", "{0} baskets of {1} collected",
                              view.state.ledger->totals().baskets_collected, customers(view));
}

/// How far the session has come.
void draw_session(const View& view, Rect place) {
    Kit& kit = view.kit;
    write_line(kit, place.cut_top(line_height(kit, TextStyle::title)),
               say_date(view.manifest().date, view.texts()),
               {.style = TextStyle::title, .colour = view.palette().page.ink}, Role::heading);
    place.cut_top(kit.mm(2));
    const auto collected = static_cast<float>(view.state.ledger->totals().baskets_collected);
    const float part = customers(view) > 0 ? collected / static_cast<float>(customers(view)) : 0;
    progress(kit, place.cut_top(kit.mm(10)), part, progress_words(view));
    place.cut_top(kit.mm(3));
    draw_figures(view, place);
}

/// Where letters are large on a low panel: what to do, and how far the session has come, in words.
void draw_in_words(const View& view, Rect page) {
    Kit& kit = view.kit;
    // What stands in the place of the picture is to be read.
    const bool told = app::scanning_paused(view.state) || !view.state.camera.well;
    draw_camera(view, page.cut_left(page.width() * (told ? 0.54F : 0.42F)));
    page.cut_left(kit.mm(5));
    const std::string words = progress_words(view);
    const float least = paragraph_height(kit, TextStyle::small, words, page.width());
    const float most = page.height() * 0.45F;
    write_fitting(kit, page.cut_top(std::max(page.height() * 0.3F, std::min(most, page.height() - least))),
                  view.texts().get("Scan a code"),
                  {TextStyle::display, TextStyle::title, TextStyle::strong, TextStyle::small},
                  {.colour = view.palette().primary.ground, .align = Align::left}, Role::heading);
    write_fitting(kit, page, words, {TextStyle::body, TextStyle::small},
                  {.colour = view.palette().page.ink, .align = Align::left});
}

/// The ways to a basket beside the scanner, and the menu. Cuts their place off the page.
void draw_volunteers_foot(const View& view, Rect& page) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const float words = 2 * line_height(kit, TextStyle::small) + kit.mm(2.4F);
    const auto places =
        page.cut_bottom(std::max(kit.measures().primary_button(), words)).columns(3, kit.measures().gap());
    page.cut_bottom(kit.mm(3.2F));
    view.on(button(kit, places[0], {.label = texts.get("Search a name"), .icon = Icon::search}),
            app::ShowSearch{});
    view.on(button(kit, places[1], {.label = texts.get("Type a code"), .icon = Icon::keyboard}),
            app::ShowTypeCode{});
    view.on(button(kit, places[2], menu_button(view)), app::ShowStaff{});
}

void draw_for_volunteers(const View& view, Rect page) {
    Kit& kit = view.kit;
    draw_volunteers_foot(view, page);
    if (!kit.portrait() && kit.measures().text_scale > 1.2F) {
        draw_in_words(view, page);
        return;
    }
    Rect left = kit.portrait() ? page.cut_top(page.height() * 0.55F) : page.cut_left(page.width() * 0.5F);
    kit.portrait() ? page.cut_top(kit.mm(5)) : page.cut_left(kit.mm(6));
    write_line(kit, left.cut_top(line_height(kit, TextStyle::display)), view.texts().get("Scan a code"),
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
