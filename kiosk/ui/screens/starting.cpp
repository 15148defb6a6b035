#include "kiosk/ui/screens/view.hpp"

namespace guichet::ui {

void draw_screen(const View& view, Rect page, const app::Starting& screen) {
    const Texts& texts = view.texts();
    if (!screen.problem) {
        statement(view.kit, page,
                  {.icon = Icon::clock,
                   .meaning = Meaning::information,
                   .title = texts.get("One moment…"),
                   .text = texts.get("The kiosk is getting ready.")});
        return;
    }
    statement(view.kit, page,
              {.icon = Icon::store,
               .meaning = Meaning::bad,
               .title = texts.get("The kiosk cannot start yet"),
               .text = texts.say(*screen.problem) + "\n" +
                       texts.get("It is tried again by itself every few seconds.")});
}

} // namespace guichet::ui
