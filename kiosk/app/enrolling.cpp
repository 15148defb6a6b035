// Becoming known to the server, and being withdrawn by it.

#include "kiosk/app/context.hpp"
#include "kiosk/core/enrolment.hpp"

#include <utility>

namespace guichet::app {

namespace {

constexpr std::int64_t erase_again_after = 5'000;

/// Sets the marks of the screen that awaits a code.
void mark(State& state, bool asking, std::optional<Error> problem) {
    if (auto* shown = std::get_if<Enrolment>(&state.screen))
        *shown = {asking, std::move(problem)};
    else if (auto* withdrawn = std::get_if<Withdrawn>(&state.screen))
        *withdrawn = {withdrawn->erased, asking, std::move(problem)};
}

/// What of people is in memory. The journal names nobody, and what of it was not sent stays.
void forget_people(Context& context) {
    auto& state = context.state;
    end_call(context);
    wipe(state.screen);
    state.screen = Withdrawn{};
    state.next_basket.reset();
    state.aside.reset();
    state.staff = {};
    state.unsure.clear();
    state.journal.waiting.clear();
    for (std::size_t printer = 0; printer < state.spools.size(); ++printer) {
        auto& spool = state.spools[printer];
        spool.waiting.clear();
        if (spool.printing && spool.sending)
            context.add(CancelPrint{printer});
        else
            spool.printing.reset();
    }
    state.ledger.reset();
    state.manifest.reset();
    state.phase = SessionPhase::unknown;
    state.closing_confirmed = false;
    state.calls = {};
    auto unsent = std::move(state.sync.unsent);
    state.sync = {};
    state.sync.unsent = std::move(unsent);
}

void erase(Context& context) {
    auto& withdrawal = context.state.withdrawal;
    forget_people(context);
    withdrawal.erasing = true;
    withdrawal.not_before = {};
    context.add(ErasePeople{});
}

} // namespace

bool awaits_code(const State& state) {
    if (const auto* shown = std::get_if<Enrolment>(&state.screen))
        return !shown->asking;
    const auto* withdrawn = std::get_if<Withdrawn>(&state.screen);
    return withdrawn != nullptr && withdrawn->erased && !withdrawn->asking;
}

void read_enrolment(Context& context, const std::string& text) {
    auto& state = context.state;
    const auto ticket = parse_enrolment_text(text);
    mark(state, ticket.ok(), ticket ? std::nullopt : std::optional(ticket.error()));
    if (ticket)
        context.add(Enrol{*ticket, state.kiosk.station_id, state.kiosk.device});
    else
        context.add(Play{Sound::refused});
}

void on_enrolled(Context& context) {
    auto& state = context.state;
    state.kiosk.awaits_enrolment = false;
    if (std::exchange(state.withdrawal, {}).told)
        context.add(KeepEnrolled{});
    state.sync.recalls_own = state.journal.last > 0;
    context.add(Play{Sound::success});
    context.log("This kiosk is enrolled.");
    go_home(context);
}

void on_enrolment_failed(Context& context, const Error& error) {
    mark(context.state, false, error);
    context.add(Play{Sound::refused});
    context.log("This kiosk was not enrolled: {0}", error.english());
}

void on_revoked(Context& context) {
    auto& state = context.state;
    state.sync.under_way = ServerCall::none;
    if (std::exchange(state.withdrawal.told, true))
        return;
    context.log("The organiser withdrew this kiosk: what it knows of people is erased.");
}

void on_people_erased(Context& context) {
    auto& state = context.state;
    state.withdrawal.erasing = false;
    state.withdrawal.erased = true;
    state.store = {true, {}};
    state.screen = Withdrawn{true};
    context.log("What this kiosk knew of people is erased.");
}

void on_erasing_failed(Context& context, const Error& error) {
    auto& state = context.state;
    state.withdrawal.erasing = false;
    state.withdrawal.not_before = context.now + erase_again_after;
    state.store = {false, error};
    context.log("It could not be erased: {0}", error.english());
}

void resume_withdrawal(Context& context, ports::Withdrawal withdrawal) {
    auto& state = context.state;
    if (withdrawal == ports::Withdrawal::erased && !state.kiosk.awaits_enrolment) {
        context.add(KeepEnrolled{}); // it was enrolled since
        return;
    }
    state.withdrawal.told = withdrawal != ports::Withdrawal::none;
    state.withdrawal.erased = withdrawal == ports::Withdrawal::erased;
}

void follow_withdrawal(Context& context) {
    auto& state = context.state;
    auto& withdrawal = state.withdrawal;
    if (withdrawal.told) {
        // What is being written ends first; what the store refused again and again does not keep it waiting.
        const auto& journal = state.journal;
        const bool writing =
            journal.committing || (!journal.waiting.empty() && context.now >= journal.not_before);
        if (!withdrawal.erased && !withdrawal.erasing && !writing && context.now >= withdrawal.not_before)
            erase(context);
        if ((withdrawal.erased || withdrawal.erasing) && !std::holds_alternative<Withdrawn>(state.screen))
            state.screen = Withdrawn{withdrawal.erased};
    } else if (state.kiosk.awaits_enrolment && !std::holds_alternative<Enrolment>(state.screen)) {
        state.screen = Enrolment{};
    }
}

} // namespace guichet::app
