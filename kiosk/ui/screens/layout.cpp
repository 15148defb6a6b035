#include "kiosk/ui/screens/view.hpp"

namespace guichet::ui {

Rect cut_foot(const View& view, Rect& page) {
    const Rect foot = page.cut_bottom(view.kit.measures().primary_button());
    page.cut_bottom(view.kit.mm(3.2F));
    return foot;
}

void draw_heading(const View& view, Rect& page, const std::string& text) {
    write_line(view.kit, page.cut_top(line_height(view.kit, TextStyle::display)), text,
               {.style = TextStyle::display, .colour = view.palette().page.ink}, Role::heading);
    page.cut_top(view.kit.mm(2.5F));
}

} // namespace guichet::ui
