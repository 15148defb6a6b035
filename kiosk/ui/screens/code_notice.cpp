#include "kiosk/ui/screens/view.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <vector>

namespace guichet::ui {

namespace {

Statement elsewhere(const View& view, const app::CodeNotice& notice) {
    const Texts& texts = view.texts();
    const bool same_day = notice.elsewhere->date == notice.today;
    const std::string day = say_date(notice.elsewhere->date, texts);
    return {.icon = same_day ? Icon::store : Icon::clock,
            .meaning = Meaning::information,
            .title = same_day ? texts.get("Your basket is at another station")
                              : texts.get("This code is for another day"),
            .text = texts.say("It waits at {0}, on {1}.", notice.elsewhere->station_name, day)};
}

Statement statement_of(const View& view, const app::CodeNotice& notice) {
    const Texts& texts = view.texts();
    switch (notice.fault) {
    case CodeFault::unknown:
        return {.icon = Icon::search,
                .meaning = Meaning::attention,
                .title = texts.get("We do not know this code"),
                .text = texts.get(
                    "Look whether it is the code of today's order. Try again, or call a volunteer: your "
                    "basket can be found by your name too.")};
    case CodeFault::damaged:
        return {
            .icon = Icon::qr_code,
            .meaning = Meaning::attention,
            .title = texts.get("This code cannot be read"),
            .text = texts.get(
                "Make the telephone's screen brighter or smooth the paper, and hold it still. Or type the "
                "eight letters and digits below the code.")};
    case CodeFault::revoked:
        return {
            .icon = Icon::qr_code,
            .meaning = Meaning::attention,
            .title = texts.get("This code is no longer valid"),
            .text = texts.get(
                "It was cancelled, or another code took its place. Show the newer code, or ask a volunteer: "
                "the basket can be found by name too.")};
    case CodeFault::elsewhere:
        if (notice.elsewhere != nullptr) {
            return elsewhere(view, notice);
        }
        break;
    case CodeFault::foreign: break;
    }
    return {
        .icon = Icon::qr_code,
        .meaning = Meaning::attention,
        .title = texts.get("This is not a pickup code"),
        .text = texts.get(
            "Your pickup code came with the confirmation of your order, by e-mail. It is a square code with "
            "eight letters and digits below it.")};
}

} // namespace

void draw_screen(const View& view, Rect page, const app::CodeNotice& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const bool self = view.self_service();
    std::vector<Button> buttons{
        {.label = self ? texts.get("Type my code") : texts.get("Type a code"), .icon = Icon::keyboard}};
    if (!self) {
        buttons.push_back({.label = texts.get("Search a name"), .icon = Icon::search});
    }
    buttons.push_back(
        way_on(view, {.label = texts.get("Try again"), .icon = Icon::undo, .kind = ButtonKind::primary}));
    const auto places = cut_buttons(kit, page, buttons);
    view.on(button(kit, places.front(), buttons.front()), app::ShowTypeCode{});
    if (!self) {
        view.on(button(kit, places[1], buttons[1]), app::ShowSearch{});
    }
    view.on(button(kit, places.back(), buttons.back()), app::GoHome{});
    statement(kit, page, statement_of(view, screen));
}

} // namespace guichet::ui
