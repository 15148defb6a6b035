// What must hold after every step of a walk, and the way home.

#include "kiosk/app/users.hpp"
#include "tests/simulation/screen_walker.hpp"

namespace guichet::simulation {

namespace {

constexpr int most_taps_home = 300;
constexpr std::int64_t patience = 400'000; ///< milliseconds until a customers' kiosk is home by itself

} // namespace

std::string Walker::look() {
    if (!broken_.empty())
        return broken_;
    if (auto wrong = look_at(screens_.accessibility(), whole()); !wrong.empty())
        return wrong;
    if (auto wrong = look_at_secrets(); !wrong.empty())
        return wrong;
    const auto handed_over = journal_.hand_overs();
    if (auto wrong = journal_.look(bench_.disk.own_events); !wrong.empty())
        return wrong;
    figures_.hand_overs += journal_.hand_overs() - handed_over;
    const auto due = app::next_deadline(bench_.state);
    if (!due || *due <= bench_.state.now)
        return "the kiosk is due now and would never rest";
    const auto before = std::exchange(before_, std::string(app::name_of(shown().screen)));
    static const std::set<std::string> nobody{"", "starting", "waiting", "attract"};
    const bool reset = kiosk_.self_service && nobody.contains(before_) && !nobody.contains(before);
    // Who has not come to a basket yet goes back and forth with the language and the look that they chose.
    static const std::set<std::string> of_a_basket{"basket", "done", "collected"};
    const bool ended = of_a_basket.contains(before) || did_.ends_with("go by");
    return reset ? look_at_reset(ended) : std::string();
}

bool Walker::asks_pin() const {
    const auto& state = shown();
    const auto* asked = std::get_if<app::SignIn>(&state.screen);
    const auto* form = std::get_if<app::UserForm>(&state.screen);
    return state.staff.permission || (asked != nullptr && asked->user) ||
           (form != nullptr && (form->step == app::UserStep::pin || form->step == app::UserStep::again));
}

std::string Walker::right_pin() const {
    const auto& state = shown();
    const auto* asked = std::get_if<app::SignIn>(&state.screen);
    for (const auto* user : app::active_users(state)) {
        const bool meant = state.staff.permission ? user->role == ports::UserRole::coordinator
                                                  : asked != nullptr && asked->user &&
                                                        (asked->user->empty() || *asked->user == user->id);
        if (const auto pin = bench_.pins.find(user->id); meant && pin != bench_.pins.end())
            return pin->second;
    }
    return "47114711"; // a new one
}

bool Walker::enter_pin(const std::string& pin) {
    for (const char digit : pin)
        screen().window().input().type(std::string(1, digit));
    frames();
    const auto& texts = locality_.texts(shown().language);
    for (const char* label : {"Sign in", "Allow", "Next", "Keep"})
        if (const auto* confirm = screens_.accessibility().find_control(texts.get(label))) {
            tap(confirm->rect);
            return true;
        }
    return false;
}

/// Mostly the right one.
void Walker::type_pin(Luck luck) {
    const bool right = luck % 4 != 0;
    did_ = right ? "the right PIN" : "a wrong PIN";
    static_cast<void>(enter_pin(right ? right_pin() : "000000"));
}

/// Who works here knows their PIN, and mostly takes the way back; everything else is tried.
void Walker::step_home(Luck luck) {
    bool entered = false;
    if (asks_pin()) {
        bench_.wait(ports::pause_left(bench_.state.staff.guard, bench_.now));
        for (std::size_t digit = 0; digit < longest_pin; ++digit)
            screen().window().input().key(platform::Key::backspace);
        entered = enter_pin(right_pin());
    }
    const auto* back = screens_.accessibility().find_back();
    if (!entered && back != nullptr && luck % 3 != 0)
        tap(back->rect);
    else if (!entered)
        tap_control(luck / 3);
    frames();
    if (settle())
        frames();
}

std::string Walker::named_on_screen() const {
    const auto& list = screens_.accessibility();
    // Somebody may have typed a short code as a user's name.
    const auto& users = bench_.state.staff.users;
    const auto names_user = [&](const std::string& text) {
        return std::any_of(users.begin(), users.end(), [&](const ports::User& user) {
            return user.name.find(text) != std::string::npos;
        });
    };
    for (const auto& basket : server_.current.baskets)
        if (list.shows(basket.customer_name) ||
            (list.shows(basket.short_code) && !names_user(basket.short_code)))
            return basket.customer_name;
    for (const auto& proxy : server_.current.proxies)
        if (!proxy.collector.empty() && list.shows(proxy.collector))
            return proxy.collector;
    return {};
}

std::string Walker::look_at_secrets() const {
    for (const auto& [user, pin] : bench_.pins)
        if (screens_.accessibility().shows(pin))
            return "the screen shows the PIN of " + user;
    if (practice_ || !app::locked(bench_.state))
        return {};
    const auto name = named_on_screen();
    return name.empty() ? name : "the kiosk is locked, and names " + name;
}

/// Nobody who comes now learns who was here before.
std::string Walker::look_at_reset(bool ended) const {
    ++figures_.resets;
    const auto& state = bench_.state;
    if (const auto name = named_on_screen(); !name.empty())
        return "after a reset the screen shows " + name;
    if (!state.staff.signed_in.empty())
        return "after a reset the team's menu is still open";
    if (ended && !as_nobody_chose())
        return "after a reset language, look or voice are still another person's";
    if (state.aside || state.next_basket || (state.calls.own && !state.calls.own->call.basket.empty()))
        return "after a reset something of the customer is left";
    if (!state.calls.heard.empty())
        return "a customers' kiosk hears calls";
    return {};
}

bool Walker::as_nobody_chose() const {
    const auto& state = bench_.state;
    return state.language == state.kiosk.language && state.appearance == app::Appearance{} &&
           !state.voice.on && state.voice.loudness == app::Loudness::normal;
}

bool Walker::at_home() const {
    const std::string name(app::name_of(shown().screen));
    return name == "attract" || name == "waiting" || name == "closing" || name == "report";
}

bool Walker::over() const {
    return bench_.state.phase == app::SessionPhase::closed ||
           bench_.state.phase == app::SessionPhase::reconciled;
}

std::string Walker::go_home(Luck luck) {
    ++figures_.homecomings;
    broken_.clear();
    bench_.store_works = bench_.printer_confirms = server_.reachable = true;
    for (std::size_t printer = 0; printer < bench_.state.spools.size(); ++printer)
        by_device(app::PrinterState{{ports::PrinterCondition::ready, {}}, printer});
    end_prints();
    settle();
    bench_.wait(kiosk_.self_service ? patience : 12'000);
    tick_practice();
    settle();
    frames();
    for (int taps = 0; !at_home() && !kiosk_.self_service && taps < most_taps_home; ++taps) {
        luck = luck * 1'664'525 + 1'013'904'223;
        step_home(luck >> 8U);
    }
    if (!at_home())
        return "there is no way home";
    if (kiosk_.self_service && !as_nobody_chose())
        return "somebody left long ago, and their language, look or voice are still there";
    return look();
}

std::string Walker::what_is_there() const {
    std::string text = fmt::format("screen {}, {} of", app::name_of(shown().screen),
                                   shown().appearance.text_size == app::TextSize::normal ? "normal letters"
                                                                                         : "large letters");
    for (const auto& element : screens_.accessibility().elements())
        text += fmt::format(" “{}”", element.label);
    return text;
}

} // namespace guichet::simulation
