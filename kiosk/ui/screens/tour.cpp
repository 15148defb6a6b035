#include "kiosk/ui/screens/tour_pictures.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

struct Card {
    std::string title;
    std::string words;
};

Card card_of(const Texts& texts, std::size_t number) {
    switch (number) {
    case 0:
        return {texts.get("Scan"),
                texts.get("Hold the customer's code before the camera or the hand scanner, on any screen.")};
    case 1:
        return {texts.get("Hand over"),
                texts.say("Bring the crates by their places, then touch “{0}”: one touch is enough.",
                          texts.get("Hand over everything"))};
    case 2:
        return {texts.get("Something is missing"),
                texts.get("Touch the line and say what happened: missing, short or refused.")};
    case 3:
        return {texts.get("Undo, search"),
                texts.get("A wrong touch can be undone; without a code, search by name.")};
    default:
        return {texts.get("Lights and calls"),
                texts.get("Touch a light to know what it says; customers who call show up here.")};
    }
}

/// Where one is in the tour.
void draw_dots(const View& view, const Rect& rect, std::size_t card) {
    Kit& kit = view.kit;
    const float radius = kit.mm(1.4F);
    const float step = kit.mm(6);
    const auto count = static_cast<float>(app::tour_cards);
    float x = rect.left + radius;
    for (std::size_t n = 0; n < app::tour_cards; ++n, x += step) {
        const ImVec2 centre{x, rect.centre().y};
        if (n == card) {
            const float wide = kit.mm(1.6F);
            const Rect now{x - radius, centre.y - radius, x + radius + wide, centre.y + radius};
            fill_round(kit.draw(), now, radius, view.palette().primary.ground);
            x += wide;
        } else {
            kit.draw().AddCircle(centre, radius - 1, view.palette().page.soft_ink, 0,
                                 kit.measures().hairline());
        }
    }
    kit.show({rect.left, rect.top, rect.left + step * count, rect.bottom}, Role::text,
             view.texts().say("Card {0} of {1}", card + 1, app::tour_cards));
}

/// The first of two labels, when it fits into a button of this width beside its icon.
std::string fitting(const Kit& kit, float width, const std::string& full, const std::string& brief) {
    const float room = width - kit.mm(6 + 8.5F + 2.2F);
    const Wrapped wrapped = wrap(kit, TextStyle::small, full, room, 2);
    const float high = static_cast<float>(wrapped.lines.size()) * line_height(kit, TextStyle::small);
    return wrapped.shortened || high > kit.measures().primary_button() - kit.mm(3) ? brief : full;
}

void draw_ways(const View& view, Rect foot, std::size_t card) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const bool last = card + 1 == app::tour_cards;
    const Rect onward = foot.cut_right(foot.width() * 0.42F);
    foot.cut_right(kit.measures().gap());
    const auto places = foot.columns(2, kit.measures().gap());
    const std::string leave =
        last ? fitting(kit, places[0].width(), texts.get("End the tour"), texts.get("Close"))
             : texts.get("Skip");
    view.on(button(kit, places[0], {.label = leave, .kind = ButtonKind::quiet}), app::LeaveTour{});
    view.on(button(kit, places[1], {.label = texts.get("Back"), .icon = Icon::back, .enabled = card > 0}),
            app::ShowTour{card > 0 ? card - 1 : 0});
    if (last) {
        const std::string practise =
            fitting(kit, onward.width(), texts.get("Practise now"), texts.get("Practise"));
        view.on(button(kit, onward, {.label = practise, .icon = Icon::forward, .kind = ButtonKind::primary}),
                app::StartPractice{});
    } else {
        view.on(button(kit, onward,
                       {.label = texts.get("Next"), .icon = Icon::forward, .kind = ButtonKind::primary}),
                app::ShowTour{card + 1});
    }
}

/// How the words of a card stand, and how much of the page the picture leaves them.
struct Words {
    TextStyle style = TextStyle::title;
    float picture = 0; ///< share of the page
};

/// The picture gives way before letters do: large ones are there to be read.
Words lay_out(const Kit& kit, const Rect& page, const Card& card) {
    const auto fits = [&](const Words& words) {
        const float share = 1 - words.picture;
        const float width = kit.portrait() ? page.width() : page.width() * share - kit.mm(7);
        const float room = kit.portrait() ? page.height() * share - kit.mm(5) : page.height();
        return !wrap(kit, TextStyle::display, card.title, width, 9).shortened &&
               paragraph_height(kit, TextStyle::display, card.title, width) +
                       paragraph_height(kit, words.style, card.words, width) + kit.mm(13) <=
                   room;
    };
    for (const Words& words :
         {Words{TextStyle::title, 0.5F}, Words{TextStyle::body, 0.5F}, Words{TextStyle::title, 0.36F},
          Words{TextStyle::body, 0.36F}, Words{TextStyle::body, 0.26F}, Words{TextStyle::body, 0}}) {
        if (fits(words)) {
            return words;
        }
    }
    return {TextStyle::small, 0};
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Tour& screen) {
    Kit& kit = view.kit;
    const Card card = card_of(view.texts(), screen.card);
    draw_ways(view, cut_foot(view, page), screen.card);
    const Words laid = lay_out(kit, page, card);
    if (laid.picture > 0) {
        const Rect picture = kit.portrait() ? page.cut_top(page.height() * laid.picture)
                                            : page.cut_left(page.width() * laid.picture);
        kit.portrait() ? page.cut_top(kit.mm(5)) : page.cut_left(kit.mm(7));
        fill_round(kit.draw(), picture, kit.mm(4), view.palette().of(Meaning::good).ground);
        draw_tour_picture(view, picture.inset(kit.mm(4)), screen.card);
    }
    const TextStyle style = laid.style;
    const float heading = paragraph_height(kit, TextStyle::display, card.title, page.width());
    const float words = paragraph_height(kit, style, card.words, page.width());
    Rect middle = page.middle(page.width(), std::min(page.height(), heading + words + kit.mm(13)));
    draw_dots(view, middle.cut_top(kit.mm(5)), screen.card);
    middle.cut_top(kit.mm(4));
    write_paragraph(kit, middle.cut_top(heading), card.title,
                    {.style = TextStyle::display, .colour = view.palette().primary.ground}, Role::heading);
    middle.cut_top(kit.mm(3));
    write_paragraph(kit, middle, card.words, {.style = style, .colour = view.palette().page.ink});
}

} // namespace guichet::ui
