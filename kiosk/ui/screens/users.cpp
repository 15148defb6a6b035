// Those who work with this kiosk: the list, and the form for one.
#include "kiosk/app/users.hpp"
#include "kiosk/ui/keys.hpp"
#include "kiosk/ui/screens/staff_parts.hpp"

namespace guichet::ui {

namespace {

void draw_problem(const View& view, Rect& page, const std::optional<Error>& problem) {
    if (!problem) {
        return;
    }
    const Banner shown{.meaning = Meaning::bad,
                       .icon = Icon::warning,
                       .title = view.texts().say(*problem),
                       .text = {},
                       .action = {}};
    banner(view.kit, page.cut_top(banner_height(view.kit, page.width(), shown)), shown);
    page.cut_top(view.kit.measures().gap());
}

Tile tile_of(const View& view, const ports::User& user) {
    const Texts& texts = view.texts();
    std::string caption = say(user.role, texts);
    if (!user.active) {
        caption = texts.get("Works here no more");
    }
    return {.label = user.name,
            .caption = caption,
            .icon = user.active ? Icon::person : Icon::cross,
            .meaning = user.active ? Meaning::good : Meaning::plain};
}

bool last_coordinator(const View& view, const ports::User& user) {
    int coordinators = 0;
    for (const auto* other : app::active_users(view.state)) {
        coordinators += other->role == ports::UserRole::coordinator ? 1 : 0;
    }
    return user.active && user.role == ports::UserRole::coordinator && coordinators == 1;
}

} // namespace

void draw_screen(const View& view, Rect page, const app::Users& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const std::vector<Button> buttons{
        {.label = texts.get("Back"), .icon = Icon::back, .kind = ButtonKind::quiet},
        {.label = texts.get("Add a person"), .icon = Icon::plus, .kind = ButtonKind::primary}};
    const auto places = cut_buttons(kit, page, buttons);
    view.on(button(kit, places[0], buttons[0]), app::ShowStaff{});
    view.on(button(kit, places[1], buttons[1]), app::NewUser{});
    draw_staff_heading(view, page, texts.get("Who works here"));
    draw_problem(view, page, screen.problem);
    std::vector<Choice> users;
    for (const bool active : {true, false}) {
        for (const auto& user : view.state.staff.users) {
            if (user.active == active) {
                users.push_back({tile_of(view, user), app::PickUser{user.id}});
            }
        }
    }
    draw_large_choices(view, page, "users", users, 62);
}

void draw_user_question(const View& view, const app::Users& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const auto* user = app::find_user(view.state, screen.chosen);
    if (user == nullptr) {
        return;
    }
    const bool last = last_coordinator(view, *user);
    std::vector<Choice> choices;
    if (user->active) {
        choices.push_back({{.label = texts.get("Change the PIN"), .icon = Icon::lock}, app::ChangePin{}});
        choices.push_back({{.label = texts.get("Works here no more"),
                            .caption = last ? texts.get("The last coordinator stays.") : std::string(),
                            .icon = Icon::cross,
                            .enabled = !last && !screen.saving},
                           app::ChangeActive{}});
    } else {
        choices.push_back({{.label = texts.get("Works here again"),
                            .icon = Icon::check,
                            .meaning = Meaning::good,
                            .enabled = !screen.saving},
                           app::ChangeActive{}});
    }
    const Button cancel{.label = texts.get("Cancel"), .kind = ButtonKind::quiet};
    const float gap = kit.measures().gap();
    const auto end = [&](float width) {
        return std::max(kit.measures().button(), button_height(kit, width, cancel));
    };
    Rect inside = dialog(kit, {.title = user->name, .width = kit.mm(130), .height = [&](float width) {
                                   return choices_height(view, width, choices) + gap + end(width);
                               }});
    view.on(button(kit, inside.cut_bottom(end(inside.width())), cancel), app::PickUser{});
    inside.cut_bottom(gap);
    draw_stack(view, inside, choices);
}

namespace {

std::string heading_of(const View& view, const app::UserForm& screen) {
    const Texts& texts = view.texts();
    if (!app::has_users(view.state)) {
        return texts.get("The first coordinator");
    }
    return screen.user.id.empty() ? texts.get("A new person") : texts.get("Another PIN");
}

/// Back to the list; the first coordinator is not made then.
app::Event way_back(const View& view) {
    return app::has_users(view.state) ? app::Event(app::ShowUsers{}) : app::Event(app::ShowStaff{});
}

void draw_name(const View& view, Rect page, const app::UserForm& screen) {
    Kit& kit = view.kit;
    const Texts& texts = view.texts();
    const Rect keys = page.cut_bottom(keyboard_height(kit, false));
    page.cut_bottom(kit.measures().gap());
    if (const auto stroke = keyboard(kit, keys, false)) {
        stroke->erase ? view.send(app::EraseLetter{}) : view.send(app::TypeText{stroke->text});
    }
    const std::vector<Button> buttons{
        {.label = texts.get("Back"), .icon = Icon::back, .kind = ButtonKind::quiet},
        {.label = texts.get("Next"),
         .icon = Icon::forward,
         .kind = ButtonKind::primary,
         .enabled = !screen.user.name.empty()}};
    const auto places = cut_buttons(kit, page, buttons);
    view.on(button(kit, places[0], buttons[0]), way_back(view));
    view.on(button(kit, places[1], buttons[1]), app::NextStep{});
    if (page.height() > kit.measures().button() + line_height(kit, TextStyle::title) + kit.mm(4)) {
        draw_staff_heading(view, page, heading_of(view, screen));
    }
    text_field(kit, page.cut_top(kit.measures().button()), screen.user.name,
               texts.get("First name, and an initial if need be"));
    page.cut_top(kit.measures().gap());
    if (screen.problem) {
        write_paragraph(kit, page, texts.say(*screen.problem),
                        {.style = TextStyle::small, .colour = view.palette().of(Meaning::bad).ink});
    } else if (!app::has_users(view.state)) {
        const std::string text =
            texts.get("From then on this kiosk asks who works with it. A coordinator opens, closes, settles "
                      "incidents and adds the others.");
        if (paragraph_height(kit, TextStyle::small, text, page.width()) <= page.height()) {
            write_paragraph(kit, page, text,
                            {.style = TextStyle::small, .colour = view.palette().page.soft_ink});
        }
    }
}

void draw_roles(const View& view, Rect page, const app::UserForm& screen) {
    const Texts& texts = view.texts();
    draw_way_back(view, page, way_back(view));
    draw_staff_heading(view, page, texts.say("What does {0} do here?", screen.user.name));
    draw_large_choices(
        view, page, "roles",
        {{{.label = texts.get("Volunteer"),
           .caption = texts.get("Hands baskets over, notes what is missing, undoes, prints receipts "
                                "again, searches."),
           .icon = Icon::basket,
           .meaning = Meaning::good},
          app::ChooseRole{ports::UserRole::volunteer}},
         {{.label = texts.get("Coordinator"),
           .caption = texts.get("Also opens and closes the session, settles incidents, prints the "
                                "reports, manages the team."),
           .icon = Icon::flag,
           .meaning = Meaning::good},
          app::ChooseRole{ports::UserRole::coordinator}}},
        80);
}

} // namespace

void draw_screen(const View& view, Rect page, const app::UserForm& screen) {
    const Texts& texts = view.texts();
    if (screen.step == app::UserStep::name) {
        draw_name(view, page, screen);
        return;
    }
    if (screen.step == app::UserStep::role) {
        draw_roles(view, page, screen);
        return;
    }
    const bool again = screen.step == app::UserStep::again;
    draw_way_back(view, page, way_back(view));
    const PinPanel panel{
        .title = again ? texts.get("The same PIN again") : texts.say("A PIN for {0}", screen.user.name),
        .text = again ? texts.get("So that no slip of the finger locks anybody out.")
                      : texts.get("4 to 8 digits that others do not guess: no birthday, not 1234."),
        .typed = again ? screen.again.size() : screen.pin.size(),
        .waiting = screen.saving,
        .problem = screen.problem,
        .confirm = again ? texts.get("Keep") : texts.get("Next")};
    if (draw_pin_panel(view, page, panel)) {
        view.send(app::NextStep{});
    }
}

} // namespace guichet::ui
