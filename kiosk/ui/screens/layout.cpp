#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <array>

namespace guichet::ui {

Rect cut_foot(const View& view, Rect& page) {
    const Rect foot = page.cut_bottom(view.kit.measures().primary_button());
    page.cut_bottom(view.kit.mm(3.2F));
    return foot;
}

Button menu_button(const View& view) {
    return {.label = view.texts().get("Menu"), .icon = Icon::list, .kind = ButtonKind::quiet};
}

void draw_learning(const View& view, Rect& page) {
    if (view.state.practice) {
        return;
    }
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const auto places = page.cut_bottom(kit.measures().button()).columns(2, kit.measures().gap());
    page.cut_bottom(kit.measures().gap());
    view.on(button(kit, places[0], {.label = texts.get("Practise"), .icon = Icon::leaf}),
            app::StartPractice{});
    view.on(button(kit, places[1], {.label = texts.get("Guided tour"), .icon = Icon::information}),
            app::ShowTour{});
}

Button way_on(const View& view, Button otherwise) {
    const auto& next = view.state.next_basket;
    if (!next) {
        return otherwise;
    }
    otherwise.icon = Icon::forward;
    if (view.self_service()) { // no name: who stands before the screen is not the one it belongs to
        otherwise.label = view.texts().get("Next customer");
        return otherwise;
    }
    otherwise.label = view.texts().say("Next: {0}", next->basket->customer_name);
    otherwise.caption = say_articles(next->line_count, view.texts());
    otherwise.personal = true;
    return otherwise;
}

void draw_heading(const View& view, Rect& page, const std::string& text) {
    constexpr std::array one_line{TextStyle::display, TextStyle::title};
    constexpr std::array several{TextStyle::title, TextStyle::strong};
    Kit& kit = view.kit;
    Fitted words = fit(kit, page.width(), page.height(), text, one_line, 1);
    if (words.text.shortened || words.text.broken) {
        words = fit(kit, page.width(), page.height(), text, several);
        // No word stands alone in the last line.
        words = fit(kit, balanced_width(kit, words.style, text, page.width()), page.height(), text,
                    std::array{words.style});
    }
    const Rect place =
        page.cut_top(line_height(kit, words.style) * static_cast<float>(words.text.lines.size()));
    paint_fitted(kit, place, words, view.palette().page.ink, Align::left);
    kit.show(place, Role::heading, text, {}, words.text.shortened);
    page.cut_top(kit.mm(2.5F));
}

} // namespace guichet::ui
