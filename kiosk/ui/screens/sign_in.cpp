// Who works here: a name and its PIN. And a coordinator's PIN for one act.
#include "kiosk/app/users.hpp"
#include "kiosk/ui/screens/staff_parts.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

/// The names; nothing else of the kiosk is seen.
void draw_names(const View& view, Rect page) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    draw_staff_heading(view, page, texts.get("Who is working here?"));
    std::string text = texts.get("The kiosk is locked. Touch your name.");
    if (view.state.staff.under_lock && view.state.staff.under_lock->begun()) {
        text += " " + texts.get("The basket that was begun is kept.");
    }
    const float high = paragraph_height(kit, TextStyle::body, text, page.width());
    write_paragraph(kit, page.cut_top(high), text,
                    {.style = TextStyle::body, .colour = view.palette().page.soft_ink});
    page.cut_top(kit.mm(4));
    std::vector<Choice> names;
    for (const auto* user : app::active_users(view.state)) {
        names.push_back({{.label = user->name,
                          .caption = say(user->role, texts),
                          .icon = Icon::person,
                          .meaning = Meaning::good},
                         app::ChooseUser{user->id}});
    }
    draw_large_choices(view, page, "names", names, 60);
}

} // namespace

void draw_screen(const View& view, Rect page, const app::SignIn& screen) {
    if (!screen.user) {
        draw_names(view, page);
        return;
    }
    const Texts& texts = view.texts();
    const auto* user = app::find_user(view.state, *screen.user);
    const bool only_one = app::active_users(view.state).size() == 1 && !view.self_service();
    if (!only_one || view.self_service()) {
        draw_way_back(view, page, app::CancelPin{});
    }
    const PinPanel panel{
        .title = user != nullptr ? texts.say("Hello {0}", user->name) : texts.get("For the team only"),
        .text = user != nullptr ? texts.get("Type your PIN.")
                                : texts.get("Volunteers type their PIN. It opens their menu for a minute."),
        .typed = screen.entry.typed.size(),
        .waiting = screen.entry.checking,
        .problem = screen.entry.problem,
        .confirm = texts.get("Sign in")};
    if (draw_pin_panel(view, page, panel)) {
        view.send(app::SubmitPin{});
    }
}

void draw_permission(const View& view) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const app::Permission& asked = *view.state.staff.permission;
    const float scale = kit.measures().text_scale;
    const float width = kit.mm(kit.portrait() ? 150 : 190) * scale;
    const float height = kit.mm(kit.portrait() ? 200 : 124) * scale;
    Rect inside = dialog(kit, std::min(width, kit.screen().width()), std::min(height, kit.screen().height()),
                         texts.get("A coordinator has to allow this"));
    const Rect foot = inside.cut_bottom(kit.measures().button());
    inside.cut_bottom(kit.measures().gap());
    view.on(button(kit, foot, {.label = texts.get("Cancel"), .kind = ButtonKind::quiet}), app::CancelPin{});
    const PinPanel panel{.title = {},
                         .text = texts.get("A coordinator types their PIN, for this one time."),
                         .typed = asked.entry.typed.size(),
                         .waiting = asked.entry.checking,
                         .problem = asked.entry.problem,
                         .confirm = texts.get("Allow")};
    if (draw_pin_panel(view, inside, panel)) {
        view.send(app::SubmitPin{});
    }
}

} // namespace guichet::ui
