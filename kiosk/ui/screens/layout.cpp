#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

namespace guichet::ui {

Rect cut_foot(const View& view, Rect& page) {
    const Rect foot = page.cut_bottom(view.kit.measures().primary_button());
    page.cut_bottom(view.kit.mm(3.2F));
    return foot;
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
    write_line(view.kit, page.cut_top(line_height(view.kit, TextStyle::display)), text,
               {.style = TextStyle::display, .colour = view.palette().page.ink}, Role::heading);
    page.cut_top(view.kit.mm(2.5F));
}

} // namespace guichet::ui
