#include "kiosk/ui/screens/calls.hpp"

#include "kiosk/app/users.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

using app::OwnCallView;

struct Sign {
    Icon icon = Icon::hand;
    std::string title;
    std::string text;
};

Sign sign_of(const View& view) {
    const Texts& texts = view.texts();
    switch (app::own_call(view.state)) {
    case OwnCallView::coming:
        return {Icon::check, texts.get("A volunteer is coming"), texts.get("Please stay here.")};
    case OwnCallView::here_only:
        return {Icon::hand, texts.get("Please raise your hand: a volunteer sees you."),
                view.state.calls.own->delivered
                    ? texts.get("Nobody has answered your call yet.")
                    : texts.get("Your call shows on this screen only: there is no connection.")};
    case OwnCallView::called:
    case OwnCallView::none: break;
    }
    return {Icon::hand, texts.get("Volunteers are called"), texts.get("Your call shows on their screens.")};
}

/// In the middle of a place: a large icon, a title and a text, in the largest letters that fit.
void draw_words(Kit& kit, const Rect& place, const Sign& sign, const Tone& tone) {
    const float gap = kit.mm(4);
    const float width = std::min(place.width(), kit.mm(190));
    const auto height = [&](TextStyle style, const std::string& text) {
        return paragraph_height(kit, style, text, width);
    };
    struct Styles {
        TextStyle title;
        TextStyle text;
    };
    constexpr std::array<Styles, 5> all{{{TextStyle::display, TextStyle::body},
                                         {TextStyle::title, TextStyle::body},
                                         {TextStyle::strong, TextStyle::body},
                                         {TextStyle::strong, TextStyle::small},
                                         {TextStyle::small, TextStyle::small}}};
    const auto both = [&](const Styles& one) {
        return height(one.title, sign.title) + height(one.text, sign.text);
    };
    const auto* style = all.begin();
    while (style + 1 != all.end() &&
           both(*style) + (style < all.begin() + 2 ? kit.mm(20) : 2 * gap) > place.height()) {
        ++style;
    }
    const float text = height(style->text, sign.text);
    const float title = height(style->title, sign.title);
    const float rest = place.height() - title - text - 2 * gap;
    const float icon = std::clamp(rest, 0.0F, std::min(kit.mm(70), place.width() * 0.5F));
    Rect inside = place.middle(width, std::min(place.height(), icon + title + text + 2 * gap));
    draw_icon(kit.draw(), sign.icon, inside.cut_top(icon).middle(icon, icon), tone.ink);
    inside.cut_top(gap);
    const auto write = [&](Rect at, TextStyle with, const std::string& words, Colour colour, Role role) {
        at = at.middle(balanced_width(kit, with, words, at.width()), at.height());
        write_paragraph(kit, at, words, {.style = with, .colour = colour, .align = Align::centre}, role);
    };
    write(inside.cut_top(title), style->title, sign.title, tone.ink, Role::heading);
    inside.cut_top(gap);
    write(inside, style->text, sign.text, tone.soft_ink, Role::text);
}

/// "Counter 2 calls: Camille D."
/// Whom a call names; null: nobody, as on a locked kiosk.
const Basket* named_by(const View& view, const HelpCall& call) {
    return view.state.manifest && !app::locked(view.state) ? view.manifest().find_basket(call.basket)
                                                           : nullptr;
}

std::string who_calls(const View& view, const HelpCall& call) {
    const Texts& texts = view.texts();
    const Basket* basket = named_by(view, call);
    return basket == nullptr
               ? texts.say("{0} asks for a volunteer.", call.kiosk_name)
               : texts.say("{0} asks for a volunteer: {1}", call.kiosk_name, basket->customer_name);
}

} // namespace

std::string call_words(const View& view) {
    switch (app::own_call(view.state)) {
    case OwnCallView::none: break;
    case OwnCallView::called: return view.texts().get("Volunteers are called");
    case OwnCallView::here_only: return view.texts().get("Raise your hand");
    case OwnCallView::coming: return view.texts().get("A volunteer is coming");
    }
    return view.texts().get("Call a volunteer");
}

bool shows_call_sign(const app::State& state) {
    return state.calls.own && state.calls.own->sign;
}

void draw_call_sign(const View& view, bool covered) {
    if (!shows_call_sign(view.state)) {
        return;
    }
    Kit& kit = view.kit;
    const Covered below(kit, covered);
    const OwnCallView call = app::own_call(view.state);
    const bool flashes = call == OwnCallView::here_only && app::call_sign_bright(view.state);
    const Tone& tone = flashes                          ? view.palette().accent
                       : call == OwnCallView::here_only ? view.palette().of(Meaning::attention)
                                                        : view.palette().of(Meaning::good);
    const Sign sign = sign_of(view);
    const Rect& screen = kit.screen();
    kit.draw().AddRectFilled(screen.min(), screen.max(), tone.ground);
    kit.set_section(static_cast<std::uint16_t>(kit.section() + 1));
    kit.show(screen, Role::dialog, sign.title);
    Rect inside = screen.inset(kit.measures().margin());
    const float high = kit.measures().primary_button();
    const float gap = kit.measures().gap();
    const std::string enough = view.texts().get("I need nobody any more");
    const std::string on = view.texts().get("Go on meanwhile");
    const float label =
        std::max(text_width(kit, TextStyle::strong, enough), text_width(kit, TextStyle::strong, on));
    const bool upright = kit.portrait() || label + kit.mm(20) > (inside.width() - gap) / 2;
    const Rect foot = inside.cut_bottom(upright ? 2 * high + gap : high);
    inside.cut_bottom(gap);
    const auto places = upright ? foot.rows(2, gap) : foot.columns(2, gap);
    view.on(button(kit, places[upright ? 1 : 0], {.label = enough, .icon = Icon::cross}),
            app::VolunteerCame{});
    view.on(button(kit, places[upright ? 0 : 1],
                   {.label = on, .icon = Icon::forward, .kind = ButtonKind::primary}),
            app::PutCallAway{});
    draw_words(kit, inside, sign, tone);
}

std::optional<Alert> heard_call(const View& view) {
    const std::vector<HelpCall>& heard = view.state.calls.heard;
    if (heard.empty()) {
        return std::nullopt;
    }
    const Texts& texts = view.texts();
    const HelpCall& first = heard.front();
    const auto others = static_cast<std::int64_t>(heard.size()) - 1;
    return Alert{.slim = {.meaning = Meaning::attention,
                          .icon = Icon::hand,
                          .title = who_calls(view, first),
                          .actions = {texts.get("I am coming")},
                          .more = others},
                 .text = others > 0 ? texts.count("{0} other call waits.", "{0} other calls wait.", others)
                                    : std::string(),
                 .brief = texts.get("A customer calls."),
                 .answers = {app::AnswerCall{first.device, first.number}},
                 // The name of who calls is not for the hall; where nobody is named, it is news for all.
                 .privacy = named_by(view, first) != nullptr ? Privacy::texts : Privacy::open};
}

} // namespace guichet::ui
