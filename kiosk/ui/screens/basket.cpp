#include "kiosk/ui/screens/alerts.hpp"
#include "kiosk/ui/screens/basket_lines.hpp"
#include "kiosk/ui/screens/privacy.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace guichet::ui {

namespace {

using app::BasketWork;

constexpr float most_of_notice = 0.25F; ///< of the page that a banner takes at its ease

/// Letters are so large that the page needs every millimetre.
bool is_tight(const Kit& kit) {
    return kit.measures().text_scale > 1.5F;
}

/// That somebody else collects it.
std::string words_of_proxy(const View& view, const BasketWork& work) {
    const Texts& texts = view.texts();
    const std::string& customer = work.basket->customer_name;
    const std::string& collector = work.proxy->collector;
    return collector.empty() ? texts.say("Pickup by somebody else for {0}", customer)
                             : texts.say("Pickup by {0} for {1}", collector, customer);
}

std::string greeting_of(const View& view, const BasketWork& work) {
    const std::string& customer = work.basket->customer_name;
    if (!view.self_service())
        return customer;
    const std::string& person = work.proxy != nullptr ? work.proxy->collector : customer;
    return person.empty() ? view.texts().get("Hello") : view.texts().say("Hello {0}", person);
}

/// Above the basket: that somebody else collects it. Cuts its place off the page.
void draw_proxy(const View& view, Rect& page, const BasketWork& work) {
    const Texts& texts = view.texts();
    const std::string& collector = work.proxy->collector;
    const Banner banner_of_proxy{
        .meaning = Meaning::information,
        .icon = Icon::person,
        .title = words_of_proxy(view, work),
        .text = view.self_service() || collector.empty() ? "" : texts.get("Ask the person for their name."),
        .action = {}};
    draw_notice(view, page, banner_of_proxy, most_of_notice);
}

/// A small button to the privacy notice; where there is no room for its words, its sign. Cuts its place
/// off.
void draw_privacy_button(const View& view, Rect& line, bool enabled) {
    Kit& kit = view.kit;
    const std::string label = view.texts().get("Your data");
    const float sign = kit.mm(6);
    const float words = text_width(kit, TextStyle::small, label) + 1;
    const float whole = sign + words + kit.mm(7.5F);
    const bool named = whole < line.width() * 0.24F;
    const float width = named ? whole : kit.measures().target();
    const Rect rect = line.cut_right(width).middle(width, kit.measures().target());
    line.cut_right(kit.measures().gap());
    const Touch touch = kit.touch(rect, Role::button, label, {}, enabled);
    const Tone& tone = view.palette().of(Meaning::plain);
    fill_round(kit.draw(), rect, kit.measures().radius(), touch.held ? tone.line : tone.ground);
    stroke_round(kit.draw(), rect, kit.measures().radius(), view.palette().edge, kit.measures().hairline());
    Rect inside = rect.middle(named ? sign + kit.mm(1.5F) + words : sign, rect.height());
    draw_icon(kit.draw(), Icon::person, inside.cut_left(sign), tone.ink);
    inside.cut_left(kit.mm(1.5F));
    if (named) {
        paint_line(kit, inside, label, {.style = TextStyle::small, .colour = tone.ink});
    }
    view.on(touch.tapped, app::ShowPrivacy{});
}

/// Touch on a line asks: said where there is room, at the counter; customers have a button for it.
void draw_hint(const View& view, Rect& line, float greeting) {
    Kit& kit = view.kit;
    const float rest = line.width() - greeting - kit.mm(6);
    if (rest < kit.mm(55) * kit.measures().text_scale) {
        return;
    }
    const std::string hint = view.texts().get("Touch an article that is missing or not right.");
    Rect place = line.cut_right(rest);
    place = place.cut_right(balanced_width(kit, TextStyle::body, hint, place.width()));
    paint_fitting(kit, place, hint, {TextStyle::body, TextStyle::small}, view.palette().page.soft_ink,
                  Align::right);
    const Private everybodys(kit, Privacy::open);
    kit.show(place, Role::text, hint);
}

void draw_greeting(const View& view, Rect& page, const BasketWork& work) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const bool self = view.self_service();
    // Where letters are largest, who collects for whom is worth more than the greeting.
    const bool proxy = work.proxy != nullptr && is_tight(kit) && !kit.portrait();
    const std::string greeting = proxy ? words_of_proxy(view, work) : greeting_of(view, work);
    const float button = self ? kit.measures().target() : 0;
    const float room = page.width() - (self ? button + kit.measures().gap() : 0);
    const bool one_line = text_width(kit, TextStyle::small, greeting) < room;
    const float high = one_line ? line_height(kit, TextStyle::display)
                                : std::max(line_height(kit, TextStyle::display),
                                           paragraph_height(kit, TextStyle::small, greeting, room));
    Rect line = page.cut_top(std::max(high, button));
    page.cut_top(kit.mm(2.5F));
    if (self) {
        draw_privacy_button(view, line, !work.saving);
    }
    const float wanted = text_width(kit, TextStyle::display, greeting);
    const std::string count = fmt::format(
        "{} · {}", texts.count("{0} crate", "{0} crates", static_cast<std::int64_t>(work.crates.size())),
        say_articles(work.line_count, texts));
    const float counted = text_width(kit, TextStyle::small, count) + kit.mm(14);
    if (wanted + counted + kit.mm(5) < line.width()) {
        const Rect chip_at =
            chip(kit, line, {.label = count, .icon = Icon::crate, .tone = nullptr}, Align::right);
        line.right = chip_at.left - kit.mm(5);
    }
    if (!self && !work.complete()) {
        draw_hint(view, line, wanted);
    }
    const bool shortened = paint_fitting(
        kit, line, greeting, {TextStyle::display, TextStyle::title, TextStyle::strong, TextStyle::small},
        view.palette().page.ink, Align::left);
    kit.show(line, Role::heading, greeting, {}, shortened);
}

/// Customers are told that another one comes, without a name. Cuts its place off the page.
void draw_next(const View& view, Rect& page) {
    if (!view.state.next_basket || !view.self_service()) {
        return;
    }
    Kit& kit = view.kit;
    const Tone& tone = view.palette().of(Meaning::information);
    const std::string words = view.texts().get("The next code is read: its basket opens after this one.");
    const float sign = kit.mm(7);
    const float room = page.width() - sign - kit.mm(9);
    const float high = paragraph_height(kit, TextStyle::small, words, room);
    const Rect place = page.cut_bottom(high + kit.mm(3));
    page.cut_bottom(kit.mm(2.7F));
    fill_round(kit.draw(), place, kit.measures().radius(), tone.ground);
    stroke_round(kit.draw(), place, kit.measures().radius(), tone.line, kit.measures().hairline());
    Rect inside = place.inset(kit.mm(3), kit.mm(1.5F));
    draw_icon(kit.draw(), Icon::qr_code, inside.cut_left(sign), tone.ink);
    inside.cut_left(kit.mm(2.8F));
    const Private everybodys(kit, Privacy::open);
    const Live live(kit);
    write_paragraph(kit, inside, words, {.style = TextStyle::small, .colour = tone.ink});
}

/// A button of the foot and what it does.
struct Act {
    Button button;
    app::Event event;
};

/// At the counter one touch changes places with who comes next.
Act swap_of(const View& view, const BasketWork& work) {
    const Texts& texts = view.texts();
    const auto& next = *view.state.next_basket;
    return {
        {.label = next.basket->customer_name,
         .icon = Icon::swap,
         .enabled = !work.saving,
         .caption = fmt::format("{} · {}", next.begun() ? texts.get("On hold") : texts.get("Next customer"),
                                say_articles(next.line_count, texts)),
         .personal = true},
        app::SwapBaskets{}};
}

/// What goes on: at the counter one touch hands over what nothing was said of, and confirms; customers
/// tick, then confirm.
Act way_on_of(const View& view, const BasketWork& work) {
    const Texts& texts = view.texts();
    const auto primary = [](const std::string& label, Icon icon = Icon::check, bool enabled = true) {
        return Button{.label = label, .icon = icon, .kind = ButtonKind::primary, .enabled = enabled};
    };
    if (work.saving) {
        return {primary(texts.get("Saving…"), Icon::clock, false), app::StayHere{}};
    }
    if (work.complete()) {
        return {primary(texts.get("Confirm the pickup")), app::ConfirmHandOver{}};
    }
    if (view.self_service()) {
        return {primary(texts.get("Everything is here")), app::EverythingHere{}};
    }
    const std::string label =
        work.choices.empty() ? texts.get("Hand over everything") : texts.get("Hand over the rest");
    return {primary(label), app::HandOverRest{}};
}

/// The longest label that the main button bears while a basket is worked on.
std::string longest_way_on(const View& view) {
    const Texts& texts = view.texts();
    std::vector<std::string> labels{texts.get("Saving…"), texts.get("Confirm the pickup")};
    if (view.self_service()) {
        labels.push_back(texts.get("Everything is here"));
    } else {
        labels.push_back(texts.get("Hand over everything"));
        labels.push_back(texts.get("Hand over the rest"));
    }
    return *std::max_element(labels.begin(), labels.end(), [&](const auto& one, const auto& other) {
        return text_width(view.kit, TextStyle::title, one) < text_width(view.kit, TextStyle::title, other);
    });
}

/// "Back" as its sign alone, where letters are so large that the other buttons need the width.
void draw_back_sign(const View& view, const Rect& rect, bool enabled) {
    Kit& kit = view.kit;
    const Touch touch = kit.touch(rect, Role::button, view.texts().get("Back"), {}, enabled);
    const Tone& tone = view.palette().of(Meaning::plain);
    surface(kit, rect, tone);
    draw_icon(kit.draw(), Icon::back, rect.middle(kit.mm(9), kit.mm(9)),
              touch.held || !enabled ? tone.soft_ink : tone.ink);
    view.on(touch.tapped, app::GoHome{});
}

/// The narrowest button whose label stands whole on two small lines.
float two_lines(const Kit& kit, const std::string& label) {
    float width = kit.measures().target();
    const auto fits = [&] {
        const Wrapped words = wrap(kit, TextStyle::small, label, width, 2);
        return !words.shortened && !words.broken;
    };
    while (width < kit.screen().width() && !fits()) {
        width += kit.mm(2);
    }
    return width + 2 * kit.mm(3) + 2;
}

/// The row of buttons where letters are large: "back" as its sign, labels on two lines at the most. Cuts
/// its place off the page.
void draw_tight_foot(const View& view, Rect& page, const std::vector<Act>& acts, bool leaves) {
    Kit& kit = view.kit;
    const float words = 2 * line_height(kit, TextStyle::small) + kit.mm(2.4F);
    Rect foot = page.cut_bottom(std::max(kit.measures().primary_button(), words));
    page.cut_bottom(kit.measures().gap());
    draw_back_sign(view, foot.cut_left(kit.mm(18)), leaves);
    for (const Act& act : acts) {
        foot.cut_left(kit.measures().gap());
        const bool last = &act == &acts.back();
        const float wanted = act.button.caption.empty() ? two_lines(kit, act.button.label) : foot.width();
        const Rect place = last ? foot : foot.cut_left(std::min(wanted, foot.width() * 0.5F));
        view.on(button(kit, place, act.button), act.event);
    }
}

/// The row of buttons. Cuts its place off the page.
void draw_foot(const View& view, Rect& page, const BasketWork& work) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    std::vector<Act> acts;
    if (view.self_service()) {
        acts.push_back(
            {{.label = texts.get("Something is missing"), .enabled = !work.saving}, app::AskMissing{}});
    } else if (view.state.next_basket) {
        acts.push_back(swap_of(view, work));
    }
    acts.push_back(way_on_of(view, work));
    if (is_tight(kit)) {
        draw_tight_foot(view, page, acts, !work.saving);
        return;
    }
    const Button back{
        .label = texts.get("Back"), .icon = Icon::back, .kind = ButtonKind::quiet, .enabled = !work.saving};
    acts.insert(acts.begin(), {back, app::GoHome{}});
    std::vector<Button> buttons;
    buttons.reserve(acts.size());
    for (const Act& act : acts) {
        buttons.push_back(act.button);
    }
    // The places are those of the longest label, so that no button moves under a finger or the focus.
    std::vector<Button> longest = buttons;
    longest.back().label = longest_way_on(view);
    const auto places = cut_buttons(kit, page, longest);
    for (std::size_t n = 0; n < acts.size(); ++n) {
        view.on(button(kit, places[n], buttons[n]), acts[n].event);
    }
}

/// The way back from the question which article is missing. Cuts its place off the page.
void draw_pointing_foot(const View& view, Rect& page) {
    Kit& kit = view.kit;
    const Button back{.label = view.texts().get("Back to the basket"), .icon = Icon::back};
    Rect place = page;
    place.cut_right(page.width() * (is_tight(kit) ? 0.3F : 0.5F));
    const auto places = cut_buttons(kit, place, std::span(&back, 1));
    view.on(button(kit, places.front(), back), app::CancelQuestion{});
    page.bottom = place.bottom;
}

/// What to touch, when something is missing. Cuts its place off the page.
void draw_pointer(const View& view, Rect& page) {
    Kit& kit = view.kit;
    const Private everybodys(kit, Privacy::open);
    const Banner pointer{.meaning = Meaning::attention,
                         .icon = Icon::hand,
                         .title = view.texts().get("What is missing?"),
                         .text = view.texts().get("Touch the article that is missing or not right."),
                         .action = {}};
    if (banner_height(kit, page.width(), pointer) > page.height() * 0.4F) {
        draw_heading(view, page, pointer.title);
        return;
    }
    banner(kit, page.cut_top(banner_height(kit, page.width(), pointer)), pointer);
    page.cut_top(kit.measures().gap());
}

} // namespace

void draw_screen(const View& view, Rect page, const BasketWork& work) {
    Kit& kit = view.kit;
    if (work.reading_privacy) {
        draw_privacy(view, page, app::CancelQuestion{});
        return;
    }
    const bool tight = is_tight(kit) && !kit.portrait();
    if (work.pointing) {
        draw_pointing_foot(view, page);
        draw_pointer(view, page);
    } else {
        draw_foot(view, page, work);
        if (!tight) { // "next customer" stands on the button of the screen that follows
            draw_next(view, page);
        }
        draw_greeting(view, page, work);
    }
    if (work.proxy != nullptr && !work.pointing && !tight) {
        draw_proxy(view, page, work);
    }
    if (work.problem && !work.question) {
        const Private everybodys(kit, Privacy::open);
        const Banner problem{.meaning = Meaning::attention,
                             .icon = Icon::warning,
                             .title = view.texts().say(*work.problem),
                             .text = {},
                             .action = {}};
        draw_notice(view, page, problem, most_of_notice);
    }
    draw_basket_content(view, page, work);
}

} // namespace guichet::ui
