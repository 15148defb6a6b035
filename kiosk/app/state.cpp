#include "kiosk/app/state.hpp"

#include "kiosk/app/context.hpp"
#include "kiosk/app/spool.hpp"
#include "kiosk/app/users.hpp"

#include <algorithm>

namespace guichet::app {

namespace {

constexpr std::int64_t idle_before_countdown = 60'000; // screen.md, "Accessibility" 4: 60 to 90 s
constexpr std::int64_t thanks = 15'000;                // how long "done" stays when nobody touches it
constexpr std::int64_t thanks_with_code = 60'000;      // with a code that a telephone must find and read
constexpr std::int64_t question_before_next = 30'000;  // "receipt or none" while another customer waits

constexpr std::int64_t staff_stay = 60'000; // how long a customers' kiosk stays open to volunteers

bool is_for_staff(const Screen& screen) {
    return std::holds_alternative<SignIn>(screen) || std::holds_alternative<Staff>(screen) ||
           std::holds_alternative<Devices>(screen) || std::holds_alternative<Glance>(screen);
}

/// How long "done" stays for the customer.
std::int64_t patience_of_thanks(const State& state) {
    if (asks_about_receipt(state))
        return state.next_basket ? question_before_next : idle_before_countdown + countdown;
    return offers_keepsake(state) && !state.next_basket ? thanks_with_code : thanks;
}

/// Whether somebody chose another language, look or voice than the kiosk's own.
bool dressed_otherwise(const State& state) {
    const Voice& voice = state.voice;
    return state.language != state.kiosk.language || state.appearance != Appearance{} ||
           voice.on != voice.headphones || voice.loudness != Loudness::normal;
}

/// How long a screen stays untouched before it is cleared for the next person; nothing: for ever.
std::optional<std::int64_t> patience(const State& state) {
    if (!state.self_service())
        return std::nullopt;
    if (std::holds_alternative<HandedOver>(state.screen))
        return patience_of_thanks(state);
    if (std::holds_alternative<Attract>(state.screen) || std::holds_alternative<Waiting>(state.screen))
        return dressed_otherwise(state) ? std::optional(idle_before_countdown) : std::nullopt;
    if (is_for_staff(state.screen))
        return staff_stay;
    const auto* basket = std::get_if<BasketWork>(&state.screen);
    const bool forgettable = (basket != nullptr && !basket->saving) ||
                             std::holds_alternative<TypeCode>(state.screen) ||
                             std::holds_alternative<CodeNotice>(state.screen) ||
                             std::holds_alternative<PrivacyNotice>(state.screen) ||
                             std::holds_alternative<AlreadyCollected>(state.screen);
    return forgettable ? std::optional(idle_before_countdown + countdown) : std::nullopt;
}

/// What keeps own events from the server; nothing: they are on their way, or there are none.
std::optional<Error> unsent_why(const Sync& sync) {
    if (sync.unsent.empty())
        return std::nullopt;
    if (sync.refusal)
        return sync.refusal;
    return sync.online ? std::nullopt : sync.problem;
}

} // namespace

std::string_view name_of(const Screen& screen) {
    struct Namer {
        std::string_view operator()(const Starting&) { return "starting"; }
        std::string_view operator()(const Waiting&) { return "waiting"; }
        std::string_view operator()(const Attract&) { return "attract"; }
        std::string_view operator()(const TypeCode&) { return "type-code"; }
        std::string_view operator()(const Search&) { return "search"; }
        std::string_view operator()(const BasketWork&) { return "basket"; }
        std::string_view operator()(const HandedOver&) { return "done"; }
        std::string_view operator()(const AlreadyCollected&) { return "collected"; }
        std::string_view operator()(const CodeNotice&) { return "notice"; }
        std::string_view operator()(const Staff&) { return "staff"; }
        std::string_view operator()(const Tour&) { return "tour"; }
        std::string_view operator()(const Examples&) { return "examples"; }
        std::string_view operator()(const Closing&) { return "closing"; }
        std::string_view operator()(const Report&) { return "report"; }
        std::string_view operator()(const PrivacyNotice&) { return "privacy"; }
        std::string_view operator()(const SignIn&) { return "sign-in"; }
        std::string_view operator()(const Devices&) { return "devices"; }
        std::string_view operator()(const Glance&) { return "glance"; }
        std::string_view operator()(const Incidents&) { return "incidents"; }
        std::string_view operator()(const Users&) { return "users"; }
        std::string_view operator()(const UserForm&) { return "user-form"; }
        std::string_view operator()(const Enrolment&) { return "enrolment"; }
        std::string_view operator()(const Withdrawn&) { return "withdrawn"; }
    };
    return std::visit(Namer{}, screen);
}

bool BasketWork::has_line(const LineKey& key) const {
    for (const auto& crate : crates)
        for (const auto& group : crate.groups)
            for (const auto& line : group.lines)
                if (line.key == key)
                    return true;
    return false;
}

SessionReport own_report(const State& state) {
    require(state.ledger.has_value(), "a report needs a manifest");
    // The chain was verified when the store was opened, and each event since was sealed on its end.
    return make_report(*state.ledger,
                       {state.unsent_events(), true, state.phase == SessionPhase::reconciled,
                        unsent_why(state.sync),
                        state.sync.closing ? std::vector{*state.sync.closing} : std::vector<Closure>{}});
}

std::optional<Error> scanning_paused(const State& state) {
    if (std::holds_alternative<Starting>(state.screen))
        return fail("The kiosk is not ready yet.");
    if (awaits_code(state))
        return std::nullopt;
    if (state.withdrawal.told || state.kiosk.awaits_enrolment)
        return fail("The code is being looked at.");
    if (locked(state))
        return fail("The kiosk is locked: codes are read as soon as somebody signs in.");
    if (state.self_service() && signed_in(state) != nullptr)
        return fail("A volunteer works on this kiosk: no code is read now.");
    if (state.staff.permission || std::holds_alternative<Users>(state.screen) ||
        std::holds_alternative<UserForm>(state.screen))
        return fail("Codes are read again when this screen is left.");
    if (state.phase == SessionPhase::unknown || state.phase == SessionPhase::planned)
        return fail("Codes are read as soon as the pickup is open.");
    if (state.phase != SessionPhase::open)
        return fail("The pickup is over: codes are no longer read.");
    if (!takes_acts(state) || std::holds_alternative<Closing>(state.screen))
        return fail("The pickup is being closed: no code is read now.");
    return std::nullopt;
}

std::optional<Instant> practice_end(const State& state) {
    constexpr std::int64_t longest_pause = 600'000;
    return state.practice ? std::optional(state.last_touch + longest_pause) : std::nullopt;
}

std::optional<Instant> clear_at(const State& state) {
    const auto stays = patience(state);
    return stays ? std::optional(state.last_touch + *stays) : std::nullopt;
}

std::optional<int> seconds_left(const State& state) {
    const auto end = clear_at(state);
    if (!end || *end - state.now > countdown)
        return std::nullopt;
    // Without a question "done" asks for nothing that could be lost, and the first screen neither.
    const bool nothing_to_lose = std::holds_alternative<Attract>(state.screen) ||
                                 std::holds_alternative<Waiting>(state.screen) ||
                                 (std::holds_alternative<HandedOver>(state.screen) &&
                                  (!asks_about_receipt(state) || state.next_basket));
    if (nothing_to_lose)
        return std::nullopt;
    return static_cast<int>((std::max<std::int64_t>(*end - state.now, 0) + 999) / 1000);
}

} // namespace guichet::app
