// A session's life at this kiosk: recovery, opening, closing.

#include "kiosk/app/context.hpp"
#include "kiosk/app/spool.hpp"
#include "kiosk/app/users.hpp"
#include "kiosk/core/wipe.hpp"

#include <algorithm>
#include <utility>

namespace guichet::app {

namespace {

constexpr std::int64_t store_retry_after = 5'000;

/// The phase that the own events of a session amount to.
SessionPhase phase_of(const State& state, bool reconciled) {
    if (reconciled)
        return SessionPhase::reconciled;
    auto phase = SessionPhase::planned;
    const auto& kiosks = state.ledger->kiosks();
    if (const auto own = kiosks.find(state.kiosk.device); own != kiosks.end())
        phase = own->second.closed ? SessionPhase::closed : SessionPhase::open;
    return phase;
}

/// There was no manifest for them when the store was opened: it was erased, and the session goes on.
bool lacks_manifest(const State& state, const ports::Recovered& recovered) {
    return !state.ledger &&
           std::any_of(recovered.own_events.begin(), recovered.own_events.end(),
                       [&](const auto& sealed) { return sealed.event.session == state.kiosk.session(); });
}

/// A session that was begun is ended first, whatever the date; another day's manifest is left alone.
bool goes_on(const State& state, const ports::Recovered& recovered, const Manifest& manifest) {
    return manifest.session() == state.kiosk.session() ||
           (!recovered.reconciled && !recovered.own_events.empty());
}

bool another_kiosk(const State& state, bool closed) {
    const auto& kiosks = state.ledger->kiosks();
    return std::any_of(kiosks.begin(), kiosks.end(), [&](const auto& kiosk) {
        return kiosk.first != state.kiosk.device && kiosk.second.closed == closed;
    });
}

bool busy_with_person(const State& state) {
    const auto* work = std::get_if<BasketWork>(&state.screen);
    return work != nullptr || state.next_basket || state.staff.under_lock ||
           std::holds_alternative<HandedOver>(state.screen);
}

/// Takes up the session of the manifest in the store, if it is the one to work for.
void resume_session(Context& context, const ports::Recovered& recovered) {
    auto& state = context.state;
    if (!recovered.manifest)
        return;
    auto manifest = parse_manifest(recovered.manifest->body);
    if (!manifest || !goes_on(state, recovered, *manifest)) {
        if (!manifest)
            context.log("The manifest in the store cannot be used: {0}", manifest.error().english());
        state.sync.cursor = 0; // it was another session's
        return;
    }
    state.kiosk.station_id = manifest->station_id;
    state.kiosk.date = manifest->date;
    activate_manifest(context, std::make_shared<const Manifest>(std::move(*manifest)));
    for (const auto* events : {&recovered.own_events, &recovered.foreign.events})
        for (const auto& sealed : *events)
            state.ledger->apply(sealed.event);
    state.sync.server_key = recovered.manifest->server_key;
    context.add(RememberManifest{state.kiosk.session(), *recovered.manifest});
    for (const auto& sealed : recovered.own_events)
        note_closing(state, sealed);
    if (const auto& kept = recovered.countersigned;
        kept && state.sync.closing && kept->event == state.sync.closing->event)
        state.sync.closing = *kept;
    state.phase = phase_of(state, recovered.reconciled);
}

} // namespace

void restore_journal(State& state, const ports::Recovered& recovered) {
    auto& journal = state.journal;
    journal = {};
    journal.incarnation = recovered.incarnation;
    journal.boot = recovered.boot;
    for (const auto& former : recovered.formers)
        journal.formers.emplace(former.incarnation, former.counts);
    for (const auto& sealed : recovered.own_events) {
        journal.time = std::max(journal.time, sealed.event.time);
        if (sealed.event.id.incarnation != journal.incarnation)
            continue; // the server had it when that incarnation ended
        journal.last = sealed.event.id.sequence;
        journal.head = sealed.digest;
        if (sealed.event.id.sequence > recovered.acknowledged)
            state.sync.unsent.push_back(sealed);
    }
    for (const auto& sealed : recovered.foreign.events) {
        journal.time = std::max(journal.time, sealed.event.time);
        state.sync.shared_name = state.sync.shared_name || sealed.event.id.device == state.kiosk.device;
    }
    state.sync.cursor = recovered.foreign.cursor;
    if (recovered.reconciled)
        state.sync.reported = Digest{};
}

void on_store_opened(Context& context, const ports::Recovered& recovered) {
    auto& state = context.state;
    state.store = {true, {}};
    state.staff.users = recovered.users;
    state.staff.guard = recovered.guard;
    state.staff.checking = false;
    restore_journal(state, recovered);
    resume_session(context, recovered);
    restore_papers(context, recovered);
    state.sync.recalls_own = lacks_manifest(state, recovered);
    resume_withdrawal(context, recovered.withdrawal);
    go_home(context);
    state.tour_seen = recovered.tour_seen || !state.kiosk.tour;
    if (!state.tour_seen && !state.kiosk.awaits_enrolment && !state.self_service() &&
        std::holds_alternative<Waiting>(state.screen))
        state.screen = Tour{};
}

void on_store_failed(Context& context, const Error& error) {
    context.state.store = {false, error};
    context.state.screen = Starting{error};
    context.state.next_store_try = context.now + store_retry_after;
    context.log("The store cannot be opened: {0}", error.english());
}

void activate_manifest(Context& context, std::shared_ptr<const Manifest> manifest) {
    auto& state = context.state;
    state.manifest = std::move(manifest);
    state.ledger.emplace(state.manifest);
    if (state.phase == SessionPhase::unknown)
        state.phase = SessionPhase::planned;
}

void recall_own_events(Context& context, const std::vector<SealedEvent>& events) {
    auto& state = context.state;
    if (!state.ledger || !std::exchange(state.sync.recalls_own, false))
        return;
    for (const auto& sealed : events)
        state.ledger->apply(sealed.event);
    if (state.phase == SessionPhase::planned)
        state.phase = phase_of(state, false);
    if (state.phase != SessionPhase::planned && std::holds_alternative<Waiting>(state.screen))
        go_home(context);
}

void open_session(Context& context) {
    auto& state = context.state;
    if (state.phase != SessionPhase::planned || pending<SessionOpened>(state.journal))
        return;
    append(context, {{SessionOpened{state.kiosk.name, state.self_service() ? "self" : "counter",
                                    acting(state), state.manifest->nonce}},
                     {},
                     false});
}

void follow_session(Context& context) {
    auto& state = context.state;
    if (!state.ledger)
        return;
    // Before this store was new or an older copy, or at a machine with a copy of it: one kiosk to the people.
    const auto own = state.ledger->kiosks().find(state.kiosk.device);
    const bool opened_before = own != state.ledger->kiosks().end();
    const bool closed_before = opened_before && own->second.closed;
    if (state.phase == SessionPhase::planned && closed_before)
        on_session_closed(context);
    if (state.phase == SessionPhase::planned && (opened_before || another_kiosk(state, false)))
        open_session(context);
    if (state.phase != SessionPhase::open || pending<SessionClosed>(state.journal))
        return;
    // A kiosk closes when its volunteer says so, or after another one did and nobody stands before it.
    const bool follows = (closed_before || another_kiosk(state, true)) && !busy_with_person(state);
    const bool confirmed = state.closing_confirmed && !std::holds_alternative<BasketWork>(state.screen) &&
                           !state.next_basket && !state.staff.under_lock;
    if ((confirmed || follows) && receipts_waiting(state) == 0 && state.journal.waiting.empty())
        append(context, {{SessionClosed{.by = confirmed ? state.staff.closing_by : ""}}, {}, true});
}

void on_session_closed(Context& context) {
    auto& state = context.state;
    state.phase = SessionPhase::closed;
    go_home(context);
}

void show_tour(Context& context, std::size_t card) {
    auto& state = context.state;
    const bool nobody_is_served =
        std::holds_alternative<Waiting>(state.screen) || std::holds_alternative<Attract>(state.screen) ||
        std::holds_alternative<Staff>(state.screen) || std::holds_alternative<Tour>(state.screen);
    if (!state.self_service() && nobody_is_served)
        state.screen = Tour{std::min(card, tour_cards - 1)};
}

void leave_tour(Context& context) {
    auto& state = context.state;
    if (!std::holds_alternative<Tour>(state.screen))
        return;
    if (!std::exchange(state.tour_seen, true))
        context.add(KeepTourSeen{});
    go_home(context);
}

namespace {

bool can_leave(const State& state) {
    const auto* work = std::get_if<BasketWork>(&state.screen);
    const bool store_is_open = state.journal.boot > 0;
    if (!store_is_open || (work != nullptr && work->saving))
        return false;
    // What would be shown under the lock is found out when somebody signs in.
    return !locked(state) || !std::holds_alternative<SignIn>(state.screen);
}

void show_first_screen(State& state) {
    if (state.withdrawal.told || state.kiosk.awaits_enrolment) {
        const bool erased = state.withdrawal.erased;
        state.screen = state.withdrawal.told ? Screen{Withdrawn{erased}} : Screen{Enrolment{}};
        return;
    }
    switch (state.phase) {
    case SessionPhase::unknown:
    case SessionPhase::planned: state.screen = Waiting{}; break;
    case SessionPhase::open: state.screen = Attract{}; break;
    case SessionPhase::closed:
        state.screen = state.self_service() ? Screen{Waiting{}} : Screen{Closing{}};
        break;
    case SessionPhase::reconciled:
        state.screen =
            state.self_service()
                ? Screen{Waiting{}}
                : Screen{Report{own_report(state), state.sync.difference, state.sync.reconciled_anew}};
        break;
    }
}

void wipe(BasketWork& work) {
    while (!work.choices.empty()) {
        auto choice = work.choices.extract(work.choices.begin());
        guichet::wipe(choice.key().order);
        guichet::wipe(choice.mapped().key.order);
    }
    if (work.question)
        guichet::wipe(work.question->typed);
    work.question.reset();
}

void wipe(UserForm& form) {
    guichet::wipe(form.user.name);
    form.pin.wipe();
    form.again.wipe();
}

} // namespace

void wipe(Screen& screen) {
    if (auto* field = std::get_if<TypeCode>(&screen))
        guichet::wipe(field->typed);
    else if (auto* search = std::get_if<Search>(&screen))
        guichet::wipe(search->typed);
    else if (auto* work = std::get_if<BasketWork>(&screen))
        wipe(*work);
    else if (auto* done = std::get_if<HandedOver>(&screen))
        guichet::wipe(done->keepsake);
    else if (auto* asked = std::get_if<SignIn>(&screen))
        asked->entry.typed.wipe();
    else if (auto* form = std::get_if<UserForm>(&screen))
        wipe(*form);
}

bool is_before_basket(const Screen& screen) {
    return std::holds_alternative<Attract>(screen) || std::holds_alternative<Waiting>(screen) ||
           std::holds_alternative<TypeCode>(screen) || std::holds_alternative<CodeNotice>(screen) ||
           std::holds_alternative<PrivacyNotice>(screen);
}

void end_visit(Context& context) {
    auto& state = context.state;
    if (std::holds_alternative<HandedOver>(state.screen))
        end_call(context); // who called has their basket
    wipe(state.screen);
    state.aside.reset();
    if (state.self_service()) {
        state.language = state.kiosk.language;
        state.appearance = {};
        reset_voice(state.voice);
        state.staff.signed_in.clear();
    }
}

void go_home(Context& context) {
    auto& state = context.state;
    if (!can_leave(state))
        return;
    end_visit(context);
    if (state.phase != SessionPhase::open || !open_next(context))
        show_first_screen(state);
}

void go_back(Context& context) {
    auto& state = context.state;
    if (!state.self_service() || !is_before_basket(state.screen) || state.next_basket)
        return go_home(context);
    if (!can_leave(state))
        return;
    wipe(state.screen);
    state.aside.reset();
    show_first_screen(state);
}

} // namespace guichet::app
