#include "kiosk/app/users.hpp"

#include "kiosk/app/context.hpp"

#include <algorithm>

namespace guichet::app {

using ports::User;
using ports::UserRole;

bool has_users(const State& state) {
    const auto& users = state.staff.users;
    return std::any_of(users.begin(), users.end(), [](const User& user) { return user.active; });
}

std::vector<const User*> active_users(const State& state) {
    std::vector<const User*> active;
    for (const auto& user : state.staff.users)
        if (user.active)
            active.push_back(&user);
    return active;
}

const User* find_user(const State& state, const std::string& id) {
    const auto& users = state.staff.users;
    const auto found =
        std::find_if(users.begin(), users.end(), [&](const User& user) { return user.id == id; });
    return found == users.end() ? nullptr : &*found;
}

const User* signed_in(const State& state) {
    const auto* user = find_user(state, state.staff.signed_in);
    return user != nullptr && user->active ? user : nullptr;
}

bool locked(const State& state) {
    return !state.self_service() && has_users(state) && signed_in(state) == nullptr;
}

bool staff_present(const State& state) {
    return state.self_service() ? signed_in(state) != nullptr : !locked(state);
}

bool acts_as_coordinator(const State& state) {
    if (!has_users(state) || !state.staff.permitted.empty())
        return true;
    const auto* user = signed_in(state);
    return user != nullptr && user->role == UserRole::coordinator;
}

std::string acting(const State& state) {
    return state.staff.permitted.empty() ? state.staff.signed_in : state.staff.permitted;
}

std::optional<Instant> lock_at(const State& state) {
    if (state.self_service() || signed_in(state) == nullptr)
        return std::nullopt;
    return state.last_touch + state.kiosk.lock_after;
}

int pin_pause(const State& state) {
    if (!state.staff.permission && !std::holds_alternative<SignIn>(state.screen))
        return 0;
    return static_cast<int>((ports::pause_left(state.staff.guard, state.now) + 999) / 1000);
}

namespace {

/// Where a PIN is being typed now; null: nowhere.
PinEntry* entry_of(State& state) {
    if (state.staff.permission)
        return &state.staff.permission->entry;
    auto* asked = std::get_if<SignIn>(&state.screen);
    return asked != nullptr && asked->user ? &asked->entry : nullptr;
}

/// The PIN that a form asks for; null: it asks for something else.
Pin* pin_of(UserForm& form) {
    return form.step == UserStep::pin ? &form.pin : form.step == UserStep::again ? &form.again : nullptr;
}

bool is_being_saved(const State& state) {
    const auto* work = std::get_if<BasketWork>(&state.screen);
    const auto* shown = std::get_if<AlreadyCollected>(&state.screen);
    return (work != nullptr && work->saving) || (shown != nullptr && shown->saving);
}

void sign_in(Context& context, const std::string& user) {
    auto& state = context.state;
    state.staff.signed_in = user;
    state.last_touch = context.now;
    context.add(Play{Sound::found});
    if (state.self_service()) {
        state.screen = Staff{};
        return;
    }
    auto kept = std::exchange(state.staff.under_lock, std::nullopt);
    if (kept && takes_acts(state))
        resume_basket(context, std::move(*kept));
    else
        go_home(context);
}

/// Shows whom it asks for before anything else of the kiosk is seen.
void cover(State& state) {
    if (auto* work = std::get_if<BasketWork>(&state.screen))
        state.staff.under_lock = std::move(*work);
    state.staff.permission.reset();
    state.aside.reset(); // it may name a customer
    state.screen = SignIn{};
}

/// Names on the keyboard of the screen are typed in capitals: "ANNE-LISE" is Anne-Lise.
std::string as_name(const std::string& typed) {
    std::string name;
    for (const char letter : typed) {
        const bool begins = name.empty() || name.back() == ' ' || name.back() == '-';
        const bool capital = letter >= 'A' && letter <= 'Z';
        name += capital && !begins ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return name;
}

std::string trimmed(std::string name) {
    name.erase(0, std::min(name.find_first_not_of(' '), name.size()));
    name.erase(name.find_last_not_of(' ') + 1);
    return name;
}

void save_form(Context& context, UserForm& form) {
    form.saving = true;
    context.add(SaveUser{{form.user, form.pin}});
    form.pin.wipe();
    form.again.wipe();
}

/// The name is whole; the first user of a kiosk is its coordinator.
void name_given(const State& state, UserForm& form) {
    form.user.name = trimmed(form.user.name);
    if (form.user.name.empty())
        form.problem = fail("Type a name first.");
    else
        form.step = has_users(state) ? UserStep::role : UserStep::pin;
}

void pin_given(Context& context, UserForm& form) {
    if (!pin_of(form)->whole()) {
        form.problem = fail("A PIN has {0} to {1} digits.", shortest_pin, longest_pin);
    } else if (form.step == UserStep::pin) {
        form.step = UserStep::again;
    } else if (form.pin == form.again) {
        save_form(context, form);
        return;
    } else {
        form.problem = fail("The two PINs are not the same. Choose one again.");
        form.pin.wipe();
        form.again.wipe();
        form.step = UserStep::pin;
    }
    if (form.problem)
        context.add(Play{Sound::refused});
}

} // namespace

void show_sign_in(Context& context) {
    auto& state = context.state;
    const bool idle =
        std::holds_alternative<Attract>(state.screen) || std::holds_alternative<Waiting>(state.screen);
    if (state.self_service() && has_users(state) && idle)
        state.screen = SignIn{std::string(), {}}; // no names are shown to customers: any user's PIN will do
}

void choose_user(State& state, const std::string& id) {
    auto* asked = std::get_if<SignIn>(&state.screen);
    const auto* user = find_user(state, id);
    if (asked != nullptr && user != nullptr && user->active && !state.self_service())
        *asked = SignIn{id, {}};
}

void submit_pin(Context& context) {
    auto& state = context.state;
    auto* entry = entry_of(state);
    if (entry == nullptr || state.staff.checking || ports::pause_left(state.staff.guard, context.now) > 0)
        return;
    if (!entry->typed.whole()) {
        entry->problem = fail("A PIN has {0} to {1} digits.", shortest_pin, longest_pin);
        context.add(Play{Sound::refused});
        return;
    }
    const auto* asked = std::get_if<SignIn>(&state.screen);
    const bool permission = state.staff.permission.has_value();
    ports::PinQuestion question{entry->typed, permission ? std::string() : *asked->user, permission,
                                context.now};
    entry->typed.wipe();
    entry->problem.reset();
    entry->checking = true;
    state.staff.checking = true;
    context.add(CheckPin{std::move(question)});
}

void cancel_pin(Context& context) {
    auto& state = context.state;
    if (state.staff.permission) {
        state.staff.permission.reset();
    } else if (auto* asked = std::get_if<SignIn>(&state.screen)) {
        *asked = SignIn{};
        if (state.self_service())
            go_home(context);
    }
}

std::optional<CoordinatorsAct> on_pin_checked(Context& context, const ports::PinAnswer& answer) {
    auto& state = context.state;
    state.staff.checking = false;
    state.staff.guard = answer.guard;
    auto* entry = entry_of(state);
    if (entry == nullptr || !entry->checking)
        return std::nullopt; // who typed it has gone
    entry->checking = false;
    if (answer.user.empty()) {
        entry->problem = fail("That is not the right PIN.");
        context.add(Play{Sound::refused});
        return std::nullopt;
    }
    if (!state.staff.permission) {
        sign_in(context, answer.user);
        return std::nullopt;
    }
    auto act = std::move(state.staff.permission->act);
    state.staff.permission.reset();
    state.staff.permitted = answer.user;
    return act;
}

void on_users_failed(Context& context, const Error& error) {
    auto& state = context.state;
    state.staff.checking = false;
    context.add(Play{Sound::refused});
    if (auto* entry = entry_of(state); entry != nullptr && entry->checking) {
        entry->checking = false;
        entry->problem = error;
    } else if (auto* form = std::get_if<UserForm>(&state.screen)) {
        form->saving = false;
        form->problem = error;
        form->step = form->user.id.empty() ? UserStep::name : UserStep::pin;
    } else if (auto* list = std::get_if<Users>(&state.screen)) {
        list->saving = false;
        list->problem = error;
    }
}

void on_users_saved(Context& context, const std::vector<User>& users) {
    auto& state = context.state;
    const bool first = !has_users(state);
    state.staff.users = users;
    if (first && has_users(state))
        state.staff.signed_in = active_users(state).front()->id; // whoever protects the kiosk works with it
    if (std::holds_alternative<UserForm>(state.screen) || std::holds_alternative<Users>(state.screen))
        state.screen = Users{};
}

void lock_kiosk(Context& context) {
    auto& state = context.state;
    if (state.self_service() || !has_users(state) || is_being_saved(state))
        return;
    state.staff.signed_in.clear();
    cover(state);
}

void keep_locked(Context& context) {
    auto& state = context.state;
    if (const auto due = lock_at(state); due && context.now >= *due)
        lock_kiosk(context);
    if (locked(state) && !is_being_saved(state) && !std::holds_alternative<SignIn>(state.screen) &&
        !std::holds_alternative<Starting>(state.screen))
        cover(state);
}

void show_users(Context& context) {
    auto& state = context.state;
    if (state.self_service() || is_being_saved(state) || std::holds_alternative<Starting>(state.screen))
        return;
    if (has_users(state))
        state.screen = Users{};
    else
        state.screen = UserForm{.user = {{}, {}, UserRole::coordinator, true}};
}

void pick_user(State& state, const std::string& id) {
    auto* list = std::get_if<Users>(&state.screen);
    if (list != nullptr && !list->saving)
        *list = Users{find_user(state, id) != nullptr ? id : std::string()};
}

void new_user(State& state) {
    if (std::holds_alternative<Users>(state.screen))
        state.screen = UserForm{};
}

void change_pin(State& state) {
    const auto* list = std::get_if<Users>(&state.screen);
    const auto* user = list == nullptr ? nullptr : find_user(state, list->chosen);
    if (user != nullptr)
        state.screen = UserForm{.step = UserStep::pin, .user = *user};
}

void change_active(Context& context) {
    auto* list = std::get_if<Users>(&context.state.screen);
    const auto* user = list == nullptr ? nullptr : find_user(context.state, list->chosen);
    if (user == nullptr || list->saving)
        return;
    list->saving = true;
    list->problem.reset();
    auto changed = *user;
    changed.active = !changed.active;
    context.add(SaveUser{{std::move(changed), std::nullopt}});
}

void choose_role(State& state, UserRole role) {
    auto* form = std::get_if<UserForm>(&state.screen);
    if (form == nullptr || form->step != UserStep::role)
        return;
    form->user.role = role;
    form->step = UserStep::pin;
}

void next_step(Context& context) {
    auto* form = std::get_if<UserForm>(&context.state.screen);
    if (form == nullptr || form->saving)
        return;
    form->problem.reset();
    if (form->step == UserStep::name)
        name_given(context.state, *form);
    else if (form->step != UserStep::role)
        pin_given(context, *form);
}

bool type_for_staff(State& state, const std::string& text) {
    if (auto* entry = entry_of(state)) {
        for (const char digit : text)
            entry->typed.add(digit);
        entry->problem.reset();
        return true;
    }
    auto* form = std::get_if<UserForm>(&state.screen);
    if (form == nullptr || form->saving)
        return std::holds_alternative<SignIn>(state.screen);
    form->problem.reset();
    if (auto* pin = pin_of(*form))
        for (const char digit : text)
            pin->add(digit);
    else if (form->step == UserStep::name && form->user.name.size() + text.size() <= ports::longest_user_name)
        form->user.name = as_name(form->user.name + text);
    return true;
}

bool erase_for_staff(State& state) {
    if (auto* entry = entry_of(state)) {
        entry->typed.erase();
        return true;
    }
    auto* form = std::get_if<UserForm>(&state.screen);
    if (form == nullptr || form->saving)
        return std::holds_alternative<SignIn>(state.screen);
    if (auto* pin = pin_of(*form))
        pin->erase();
    else if (form->step == UserStep::name)
        drop_letter(form->user.name);
    return true;
}

} // namespace guichet::app
