#include "kiosk/ui/screens/basket_lines.hpp"
#include "kiosk/ui/screens/privacy.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

using app::BasketWork;

std::string greeting_of(const View& view, const BasketWork& work) {
    const std::string& customer = work.basket->customer_name;
    if (!view.self_service())
        return customer;
    const std::string& person = work.proxy != nullptr ? work.proxy->collector : customer;
    return person.empty() ? view.texts().get("Hello") : view.texts().say("Hello {0}", person);
}

/// Above the basket: that somebody else collects it. Cuts its place off the page.
void draw_proxy(const View& view, Rect& page, const BasketWork& work) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const std::string& customer = work.basket->customer_name;
    const std::string& collector = work.proxy->collector;
    const Banner banner_of_proxy{
        .meaning = Meaning::information,
        .icon = Icon::person,
        .title = collector.empty() ? texts.say("Pickup by somebody else for {0}", customer)
                                   : texts.say("Pickup by {0} for {1}", collector, customer),
        .text = view.self_service() || collector.empty() ? "" : texts.get("Ask the person for their name."),
        .action = {}};
    banner(kit, page.cut_top(banner_height(kit, page.width(), banner_of_proxy)), banner_of_proxy);
    page.cut_top(kit.measures().gap());
}

/// A small button to the privacy notice; where there is no room for its words, its sign. Cuts its place off.
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
    stroke_round(kit.draw(), rect, kit.measures().radius(), tone.line, kit.measures().hairline());
    Rect inside = rect.middle(named ? sign + kit.mm(1.5F) + words : sign, rect.height());
    draw_icon(kit.draw(), Icon::lock, inside.cut_left(sign), tone.ink);
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
    const Rect place = line.cut_right(rest);
    paint_fitting(kit, place, hint, {TextStyle::body, TextStyle::small}, view.palette().page.soft_ink,
                  Align::right);
    const Private everybodys(kit, Privacy::open);
    kit.show(place, Role::text, hint);
}

void draw_greeting(const View& view, Rect& page, const BasketWork& work) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const bool self = view.self_service();
    const float high = line_height(kit, TextStyle::display);
    Rect line = page.cut_top(self ? std::max(high, kit.measures().target()) : high);
    page.cut_top(kit.mm(2.5F));
    if (self) {
        draw_privacy_button(view, line, !work.saving);
    }
    const std::string greeting = greeting_of(view, work);
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
    const bool shortened =
        paint_fitting(kit, line, greeting, {TextStyle::display, TextStyle::title, TextStyle::strong},
                      view.palette().page.ink, Align::left);
    kit.show(line, Role::heading, greeting, {}, shortened);
}

/// At the counter one touch changes places with who comes next. Cuts its place off the foot.
void draw_swap(const View& view, Rect& foot, const BasketWork& work) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const auto& next = view.state.next_basket;
    if (!next || view.self_service()) {
        return;
    }
    const float wide = std::max(kit.mm(74), foot.width() * 0.33F);
    const Rect place = foot.cut_left(std::min(wide, foot.width() * 0.45F));
    foot.cut_left(kit.measures().gap());
    view.on(button(kit, place,
                   {.label = next->basket->customer_name,
                    .icon = Icon::swap,
                    .enabled = !work.saving,
                    .caption = fmt::format("{} · {}",
                                           next->begun() ? texts.get("On hold") : texts.get("Next customer"),
                                           say_articles(next->line_count, texts)),
                    .personal = true}),
            app::SwapBaskets{});
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

/// What goes on: at the counter one touch hands over what nothing was said of, and confirms; customers tick,
/// then confirm.
void draw_way_on(const View& view, const Rect& rect, const BasketWork& work) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const auto primary = [&](const std::string& label, Icon icon, bool enabled) {
        return button(kit, rect,
                      {.label = label, .icon = icon, .kind = ButtonKind::primary, .enabled = enabled});
    };
    if (work.saving) {
        primary(texts.get("Saving…"), Icon::clock, false);
    } else if (work.complete()) {
        view.on(primary(texts.get("Confirm the pickup"), Icon::check, true), app::ConfirmHandOver{});
    } else if (view.self_service()) {
        view.on(primary(texts.get("Everything is here"), Icon::check, true), app::EverythingHere{});
    } else {
        const std::string label =
            work.choices.empty() ? texts.get("Hand over everything") : texts.get("Hand over the rest");
        view.on(primary(label, Icon::check, true), app::HandOverRest{});
    }
}

/// High enough for labels of two lines where letters are large.
Rect cut_basket_foot(const View& view, Rect& page) {
    Kit& kit = view.kit;
    const float usual = kit.portrait() ? kit.mm(24) : kit.measures().primary_button();
    const float words = 2 * line_height(kit, TextStyle::small) + kit.mm(2.4F);
    const Rect foot = page.cut_bottom(std::max(usual, words));
    page.cut_bottom(kit.mm(3.2F));
    return foot;
}

void draw_back(const View& view, const Rect& rect, bool enabled) {
    Kit& kit = view.kit;
    const std::string label = view.texts().get("Back");
    const bool named = text_width(kit, TextStyle::strong, label) + kit.mm(15) <= rect.width();
    if (named) {
        view.on(button(kit, rect,
                       {.label = label, .icon = Icon::back, .kind = ButtonKind::quiet, .enabled = enabled}),
                app::GoHome{});
        return;
    }
    const Touch touch = kit.touch(rect, Role::button, label, {}, enabled);
    const Tone& tone = view.palette().of(Meaning::plain);
    fill_round(kit.draw(), rect, kit.measures().radius(), touch.held ? tone.line : tone.ground);
    draw_icon(kit.draw(), Icon::back, rect.middle(kit.mm(8), kit.mm(8)), tone.ink);
    view.on(touch.tapped, app::GoHome{});
}

void draw_foot(const View& view, Rect foot, const BasketWork& work) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const float gap = kit.measures().gap();
    if (work.pointing) {
        view.on(button(kit, foot.cut_left(foot.width() * 0.5F),
                       {.label = texts.get("Back to the basket"), .icon = Icon::back}),
                app::CancelQuestion{});
        return;
    }
    draw_back(view, foot.cut_left(std::min(kit.mm(38), foot.width() * 0.17F)), !work.saving);
    foot.cut_left(gap);
    draw_swap(view, foot, work);
    if (view.self_service()) {
        view.on(button(kit, foot.cut_left((foot.width() - gap) * 0.42F),
                       {.label = texts.get("Something is missing"), .enabled = !work.saving}),
                app::AskMissing{});
        foot.cut_left(gap);
    }
    draw_way_on(view, foot, work);
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
    draw_foot(view, cut_basket_foot(view, page), work);
    draw_next(view, page);
    if (work.pointing) {
        draw_pointer(view, page);
    } else {
        draw_greeting(view, page, work);
    }
    if (work.proxy != nullptr && !work.pointing) {
        draw_proxy(view, page, work);
    }
    if (work.problem && !work.question) {
        const Private everybodys(kit, Privacy::open);
        const Banner problem{.meaning = Meaning::attention,
                             .icon = Icon::warning,
                             .title = view.texts().say(*work.problem),
                             .text = {},
                             .action = {}};
        banner(kit, page.cut_top(banner_height(kit, page.width(), problem)), problem);
        page.cut_top(kit.measures().gap());
    }
    draw_basket_content(view, page, work);
}

} // namespace guichet::ui
