#include "kiosk/app/update.hpp"

#include "kiosk/app/clock_set_back.hpp"
#include "kiosk/app/closing.hpp"
#include "kiosk/app/context.hpp"
#include "kiosk/app/spool.hpp"
#include "kiosk/app/users.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace guichet::app {

namespace {

constexpr std::int64_t minute = 60'000;

/// One overload for each event: the whole list of what can happen, and where it is dealt with.
class Dispatcher {
public:
    explicit Dispatcher(Context& context) : context_(context), state_(context.state) {}

    void operator()(const OpenSession&) { open_session(context_); }
    void operator()(const ShowTypeCode&) { show_if_open(TypeCode{}); }
    void operator()(const ShowSearch&) {
        if (!state_.self_service())
            show_if_open(Search{});
    }
    void operator()(const ShowStaff&) { show_to_staff(Staff{}); }
    void operator()(const ShowDevices&) { show_to_staff(Devices{}); }
    void operator()(const ShowGlance& event) {
        const bool known =
            state_.ledger && event.producer < std::max<std::size_t>(1, state_.manifest->producers.size());
        // On a customers' kiosk no names are left standing, not even for a minute.
        if (known && (!state_.self_service() || event.part == GlancePart::overview))
            show_to_staff(Glance{event.part, event.producer});
    }
    void operator()(const ShowIncidents&) {
        if (state_.ledger && !state_.self_service())
            show_to_staff(Incidents{});
    }
    void operator()(const ChooseIncident& event) { choose_incident(state_, event.incident); }
    void operator()(const SettleIncident& event) { settle_incident(context_, event); }
    void operator()(const ShowSignIn&) { show_sign_in(context_); }
    void operator()(const ChooseUser& event) { choose_user(state_, event.id); }
    void operator()(const SubmitPin&) { submit_pin(context_); }
    void operator()(const CancelPin&) { cancel_pin(context_); }
    void operator()(const LockKiosk&) { lock_kiosk(context_); }
    void operator()(const ShowUsers&) { show_users(context_); }
    void operator()(const PickUser& event) { pick_user(state_, event.id); }
    void operator()(const NewUser&) { new_user(state_); }
    void operator()(const ChangePin&) { change_pin(state_); }
    void operator()(const ChangeActive&) { change_active(context_); }
    void operator()(const ChooseRole& event) { choose_role(state_, event.role); }
    void operator()(const NextStep&) { next_step(context_); }
    void operator()(const ShowClosing&) {
        if (!state_.self_service())
            show_if_open(Closing{});
    }
    void operator()(const GoHome&) { go_back(context_); }
    void operator()(const TypeText& event) { type_text(context_, event.text); }
    void operator()(const EraseLetter&) { erase_letter(context_); }
    void operator()(const SubmitCode&) { submit_code(context_); }
    void operator()(const ChooseBasket& event) {
        const auto* basket = state_.manifest ? state_.manifest->find_basket(event.id) : nullptr;
        const bool offered =
            std::holds_alternative<Search>(state_.screen) || std::holds_alternative<Glance>(state_.screen);
        if (basket != nullptr && offered && takes_acts(state_) && !state_.self_service())
            show_basket(context_, *basket, Identification::name_search);
    }
    void operator()(const EverythingHere&) { everything_here(state_); }
    void operator()(const AskLine& event) { ask_line(state_, event.line); }
    void operator()(const AnswerLine& event) { answer_line(state_, event.outcome); }
    void operator()(const AnswerAmount&) { answer_amount(state_); }
    void operator()(const AnswerReason& event) { answer_reason(state_, event.reason); }
    void operator()(const CancelQuestion&) { cancel_question(); }
    void operator()(const ConfirmHandOver&) { confirm_hand_over(context_); }
    void operator()(const TickCrate& event) { tick_crate(state_, event.crate); }
    void operator()(const AskMissing&) { ask_missing(state_); }
    void operator()(const HandOverRest&) { hand_over_rest(context_); }
    void operator()(const DeclineReceipt&) {
        if (asks_about_receipt(state_))
            std::get<HandedOver>(state_.screen).answered = true;
    }
    void operator()(const ShowPrivacy&) { show_privacy(); }
    void operator()(const SwapBaskets&) { swap_baskets(context_); }
    void operator()(const AskUndo&) { ask_undo(); }
    void operator()(const ConfirmUndo& event) { confirm_undo(context_, event.reason); }
    void operator()(const ConfirmClosing&) {
        if (std::holds_alternative<Closing>(state_.screen)) {
            state_.closing_confirmed = true;
            state_.staff.closing_by = acting(state_);
        }
    }
    void operator()(const GiveUpReceipts&) {
        if (std::holds_alternative<Closing>(state_.screen))
            give_up_receipts(context_);
    }
    void operator()(const AskToForceClosing&) { ask_to_force_closing(context_); }
    void operator()(const ForceClosing&) { force_closing(context_); }
    void operator()(const PrintReport&) { print_report(context_); }
    void operator()(const PrintSlips&) { print_slips(context_); }
    void operator()(const PrintReceipt&) { print_receipt_on_screen(context_); }
    void operator()(const ReprintLast&) { reprint_last(context_); }
    void operator()(const PrintTestPage& event) { print_test_page(context_, event.printer); }
    void operator()(const AnswerPaper& event) { answer_paper(context_, event.document, event.came_out); }
    void operator()(const SetLanguage& event) { state_.language = event.language; }
    void operator()(const SetAppearance& event) { state_.appearance = event.appearance; }
    void operator()(const KeypadUsed&) { use_keypad(context_); }
    void operator()(const SetVoice& event) { state_.voice.on = event.on; }
    void operator()(const SetLoudness& event) { state_.voice.loudness = event.loudness; }
    void operator()(const CallVolunteer&) { call_volunteer(context_); }
    void operator()(const VolunteerCame&) { end_call(context_); }
    void operator()(const ShowCall&) { show_call_sign(state_, true); }
    void operator()(const PutCallAway&) { show_call_sign(state_, false); }
    void operator()(const AnswerCall& event) { answer_call(context_, event.device, event.number); }
    void operator()(const StayHere&) {}
    void operator()(const ShowTour& event) { show_tour(context_, event.card); }
    void operator()(const LeaveTour&) { leave_tour(context_); }
    void operator()(const StartPractice&) {}
    void operator()(const LeavePractice&) {}
    void operator()(const ServeRealCode&) {}
    void operator()(const StayInPractice&) {
        if (state_.practice)
            state_.practice->real_code.reset();
    }
    void operator()(const ShowExamples&) {
        if (state_.practice)
            show_if_open(Examples{});
    }
    void operator()(const LendCode& event) { lend_code(context_, event.example); }
    void operator()(const ShowPaper& event) {
        if (state_.practice)
            state_.practice->paper_shown = event.shown && state_.practice->paper;
    }

    void operator()(const CodeRead& event) {
        if (awaits_code(state_))
            read_enrolment(context_, event.text);
        else
            on_code_read(context_, event.text, event.from);
    }
    void operator()(const CodeUnreadable&) { on_code_unreadable(context_); }
    void operator()(const CameraState& event) { state_.camera = event.state; }
    void operator()(const HandScannerState& event) { state_.hand_scanner = event.state; }
    void operator()(const HeadphonesState& event) { on_headphones(context_, event.plugged); }
    void operator()(const PrinterState& event) { on_printer_state(context_, event); }
    void operator()(const PrintEnded& event) { on_print_ended(context_, event); }

    void operator()(const JournalRead& event) { on_journal_read(context_, event.events); }
    void operator()(const JournalUnread& event) { on_journal_unread(context_, event.error); }
    void operator()(const IncarnationBegun& event) { on_incarnation_begun(context_, event.recovered); }
    void operator()(const IncarnationNotBegun& event) { on_incarnation_not_begun(context_, event.error); }
    void operator()(const StoreOpened& event) { on_store_opened(context_, event.recovered); }
    void operator()(const StoreFailed& event) { on_store_failed(context_, event.error); }
    void operator()(const Committed&) { on_committed(context_); }
    void operator()(const CommitFailed& event) { on_commit_failed(context_, event.error); }

    void operator()(const PinChecked& event) {
        if (const auto act = on_pin_checked(context_, event.answer)) {
            std::visit(*this, *act);
            state_.staff.permitted.clear();
        }
    }
    void operator()(const UsersSaved& event) { on_users_saved(context_, event.users); }
    void operator()(const UsersFailed& event) { on_users_failed(context_, event.error); }

    void operator()(const ManifestFetched& event) { on_manifest_fetched(context_, event.manifest); }
    void operator()(const Pushed& event) { on_pushed(context_, event.answer); }
    void operator()(const Pulled& event) { on_pulled(context_, event.answer); }
    void operator()(const ReportFetched& event) { on_report_fetched(context_, event.report); }
    void operator()(const CallTold& event) { on_call_told(context_, event); }
    void operator()(const ServerFailed& event) { on_server_failed(context_, event); }
    void operator()(const Revoked&) { on_revoked(context_); }
    void operator()(const Enrolled&) { on_enrolled(context_); }
    void operator()(const EnrolmentFailed& event) { on_enrolment_failed(context_, event.error); }
    void operator()(const PeopleErased&) { on_people_erased(context_); }
    void operator()(const ErasingFailed& event) { on_erasing_failed(context_, event.error); }
    void operator()(const Tick&) {}

private:
    void show_to_staff(Screen screen) {
        const auto* work = std::get_if<BasketWork>(&state_.screen);
        const bool ready = !std::holds_alternative<Starting>(state_.screen);
        if (ready && staff_present(state_) && (work == nullptr || !work->saving))
            state_.screen = std::move(screen);
    }

    void show_if_open(Screen screen) {
        const auto* work = std::get_if<BasketWork>(&state_.screen);
        if (state_.phase == SessionPhase::open && (work == nullptr || !work->saving))
            state_.screen = std::move(screen);
    }

    void cancel_question() {
        if (auto* work = std::get_if<BasketWork>(&state_.screen)) {
            // One thing at a time: the notice, the question, the search for what is missing.
            if (!std::exchange(work->reading_privacy, false) && !work->question)
                work->pointing = false;
            work->question.reset();
            work->problem.reset();
        } else if (auto* shown = std::get_if<AlreadyCollected>(&state_.screen)) {
            shown->choosing_reason = false;
        }
    }

    void show_privacy() {
        if (!state_.self_service()) {
            if (std::holds_alternative<Staff>(state_.screen))
                state_.screen = PrivacyNotice{};
        } else if (auto* work = std::get_if<BasketWork>(&state_.screen)) {
            work->reading_privacy = !work->saving; // what was said stays
        } else if (is_before_basket(state_.screen)) {
            state_.screen = PrivacyNotice{};
        }
    }

    /// Undo is asked for on the basket that was just handed over, or on one that was collected before.
    void ask_undo() {
        if (state_.self_service() || state_.phase != SessionPhase::open)
            return;
        if (const auto* done = std::get_if<HandedOver>(&state_.screen)) {
            for (const auto& delivery : state_.ledger->basket(done->basket->id).deliveries)
                if (delivery.event == done->hand_over && !delivery.undone) {
                    state_.screen = AlreadyCollected{done->basket, delivery, true, false, {}};
                    return;
                }
        } else if (auto* shown = std::get_if<AlreadyCollected>(&state_.screen)) {
            shown->choosing_reason = !shown->saving;
        }
    }

    Context& context_;
    State& state_;
};

/// Whether an event is a sign of the person before the screen.
bool by_person(const Event& event) {
    return event.index() < Event(CodeRead{}).index();
}

/// Whether a dialog lies over the screen, so that what is said on it is not read yet.
bool asks(const State& state) {
    const auto* work = std::get_if<BasketWork>(&state.screen);
    const auto* shown = std::get_if<AlreadyCollected>(&state.screen);
    const auto* incidents = std::get_if<Incidents>(&state.screen);
    return state.staff.permission || (incidents != nullptr && incidents->chosen) ||
           (work != nullptr && work->question) || (shown != nullptr && shown->choosing_reason);
}

template <typename Event, typename... Kinds>
bool is_one_of(const Event& event) {
    return (std::holds_alternative<Kinds>(event) || ...);
}

/// What can be done while the screen asks for a PIN.
bool serves_sign_in(const Event& event) {
    return is_one_of<Event, ChooseUser, SubmitPin, CancelPin, LockKiosk, TypeText, EraseLetter, SetLanguage,
                     SetAppearance, CallVolunteer, VolunteerCame, ShowCall, PutCallAway, AnswerCall,
                     StayHere>(event);
}

template <typename Kind, typename Variant>
struct IsAlternative;
template <typename Kind, typename... Kinds>
struct IsAlternative<Kind, std::variant<Kinds...>> : std::disjunction<std::is_same<Kind, Kinds>...> {};

/// The act if it is a coordinator's.
std::optional<CoordinatorsAct> coordinators_act(const Event& event) {
    return std::visit(
        [](const auto& kind) -> std::optional<CoordinatorsAct> {
            if constexpr (IsAlternative<std::decay_t<decltype(kind)>, CoordinatorsAct>::value)
                return CoordinatorsAct(kind);
            else
                return std::nullopt;
        },
        event);
}

/// Whether something a person did has to wait for a PIN.
bool held_back(State& state, const Event& event) {
    if (!by_person(event))
        return false;
    if (locked(state) || state.staff.permission)
        return !serves_sign_in(event);
    auto act = coordinators_act(event);
    if (!act || acts_as_coordinator(state))
        return false;
    if (!state.self_service())
        state.staff.permission = Permission{std::move(*act), {}};
    return true;
}

/// What follows from the facts, whatever the event was.
void follow_up(Context& context) {
    auto& state = context.state;
    if (const auto end = clear_at(state); end && context.now >= *end)
        go_home(context);
    follow_calls(context);
    if (std::holds_alternative<Starting>(state.screen)) {
        if (state.next_store_try.milliseconds > 0 && context.now >= state.next_store_try) {
            state.next_store_try = {};
            context.add(OpenStore{});
        }
        return;
    }
    start_commit(context);
    follow_withdrawal(context);
    print_next(context);
    follow_session(context);
    keep_locked(context);
    follow_fork(context);
    sync_next(context);
}

/// The moments at which something falls due.
std::vector<Instant> deadlines(const State& state) {
    std::vector<Instant> moments{{(state.now.milliseconds / minute + 1) * minute}};
    const auto add = [&](Instant moment) {
        if (moment > state.now)
            moments.push_back(moment);
    };
    add(state.next_store_try);
    add(state.journal.not_before);
    if (state.sync.fork && !state.journal.beginning)
        add(state.sync.next_incarnation);
    add(state.withdrawal.not_before);
    for (const auto& spool : state.spools)
        add(spool.not_before);
    for (const auto moment : call_deadlines(state))
        add(moment);
    if (state.sync.under_way == ServerCall::none) {
        add(state.sync.next_call);
        add(std::max(state.sync.next_pull, state.sync.next_call));
        add(std::max(state.sync.next_manifest, state.sync.next_call));
    }
    if (const auto due = lock_at(state))
        add(*due);
    if (pin_pause(state) > 0)
        add(state.now + 1'000); // it is counted down before their eyes
    if (const auto end = clear_at(state)) {
        // Once a second while the countdown is shown, and once when it begins.
        add(seconds_left(state) ? state.now + 1'000 : *end + -countdown);
        add(*end);
    }
    return moments;
}

} // namespace

State initial_state(Identity identity) {
    State state;
    state.language = identity.language;
    state.kiosk = std::move(identity);
    for (const auto& roles : state.kiosk.printers)
        state.spools.emplace_back().roles = roles;
    return state;
}

Effects first_effects() {
    return {OpenStore{}};
}

Effects update(State& state, const Event& event, Instant now, const ports::Locality& locality) {
    if (now < state.now)
        move_deadlines(state, now - state.now);
    state.now = now;
    if (by_person(event)) {
        state.last_touch = now;
        if (!asks(state))
            state.aside.reset();
    }
    Context context{state, now, locality, {}};
    if (!held_back(state, event))
        std::visit(Dispatcher(context), event);
    follow_up(context);
    return std::move(context.effects);
}

std::optional<Instant> next_deadline(const State& state) {
    const auto moments = deadlines(state);
    return *std::min_element(moments.begin(), moments.end());
}

} // namespace guichet::app
