// The one way into the journal: acts wait in line, one commit is under way, and nothing counts before it is
// durable.

#include "kiosk/app/context.hpp"
#include "kiosk/app/papers.hpp"
#include "kiosk/app/spool.hpp"

#include <algorithm>

namespace guichet::app {

namespace {

constexpr std::int64_t retry_after = 2'000;

JournalEvent next_event(const State& state, const ports::Commit& commit, EventBody body, Instant now) {
    const auto* before = commit.events.empty() ? nullptr : &commit.events.back();
    const auto& journal = state.journal;
    JournalEvent event;
    event.id = {state.kiosk.device, journal.incarnation,
                (before != nullptr ? before->event.id.sequence : journal.last) + 1};
    event.time = next_hybrid_time(before != nullptr ? before->event.time : journal.time, now);
    event.boot = journal.boot;
    event.session = state.manifest->session();
    event.manifest_revision = state.manifest->revision;
    event.previous = before != nullptr ? before->digest : journal.head;
    event.body = std::move(body);
    return event;
}

/// The counts of a closing event are those of the moment when it is written.
EventBody counted(const State& state, EventBody body) {
    if (auto* closed = std::get_if<SessionClosed>(&body)) {
        const auto& kiosks = state.ledger->kiosks();
        const auto own = kiosks.find(state.kiosk.device);
        const KioskState counts = own == kiosks.end() ? KioskState{} : own->second;
        *closed = {counts.events + 1, counts.hand_overs, state.ledger->counts().unclaimed, closed->by};
    }
    return body;
}

ports::Commit sealed(Context& context, const Act& act) {
    ports::Commit commit;
    commit.documents = act.documents;
    commit.printers = act.printers;
    for (const auto& body : act.bodies) {
        auto event = next_event(context.state, commit, counted(context.state, body), context.now);
        if (std::holds_alternative<HandOver>(event.body) && prints_receipts(context.state) &&
            context.state.kiosk.paper == ReceiptPaper::always)
            commit.documents.push_back(receipt_of(context, event, receipt_id(event.id)));
        commit.events.push_back(seal(std::move(event)));
    }
    return commit;
}

/// The screen moves on only here, when what the person did is durable.
void show_result(Context& context, const SealedEvent& sealed) {
    auto& state = context.state;
    if (const auto* hand_over = std::get_if<HandOver>(&sealed.event.body)) {
        const auto* basket = state.manifest->find_basket(hand_over->basket);
        const auto* work = std::get_if<BasketWork>(&state.screen);
        if (work == nullptr || work->basket != basket)
            return;
        state.screen =
            HandedOver{basket, sealed.event.id, receipt_id(sealed.event.id),
                       keepsake_of(context, sealed.event), state.manifest->find_proxy(hand_over->proxy)};
        state.last_touch = context.now;
        context.add(Play{Sound::success});
    } else if (const auto* undone = std::get_if<HandOverUndone>(&sealed.event.body)) {
        const auto* basket = state.manifest->find_basket(undone->basket);
        if (const auto* shown = std::get_if<AlreadyCollected>(&state.screen);
            shown == nullptr || !shown->saving || shown->basket != basket)
            return;
        const auto* hand_over_event = state.ledger->find(undone->hand_over);
        const auto* begun =
            hand_over_event != nullptr ? std::get_if<HandOver>(&hand_over_event->body) : nullptr;
        const auto* proxy = begun != nullptr ? state.manifest->find_proxy(begun->proxy) : nullptr;
        show_basket(context, *basket, proxy != nullptr ? Identification::proxy : Identification::name_search,
                    proxy);
    } else if (std::holds_alternative<SessionClosed>(sealed.event.body)) {
        on_session_closed(context);
    } else if (std::holds_alternative<IncidentSettled>(sealed.event.body)) {
        if (auto* shown = std::get_if<Incidents>(&state.screen))
            *shown = Incidents{};
    } else if (std::holds_alternative<ClosingForced>(sealed.event.body)) {
        if (auto* shown = std::get_if<Closing>(&state.screen))
            *shown = Closing{};
    }
}

/// What was on the screen when the person confirmed, if it still is, waits for them again.
void give_back(Context& context, const EventBody& body, const Error& error) {
    auto& state = context.state;
    auto* work = std::get_if<BasketWork>(&state.screen);
    auto* shown = std::get_if<AlreadyCollected>(&state.screen);
    const auto* hand_over = std::get_if<HandOver>(&body);
    const auto* undone = std::get_if<HandOverUndone>(&body);
    if (hand_over != nullptr && work != nullptr && work->basket->id == hand_over->basket) {
        work->saving = false;
        work->problem = error;
    } else if (undone != nullptr && shown != nullptr && shown->basket->id == undone->basket) {
        shown->saving = false;
        shown->problem = error;
    } else if (auto* incidents = std::get_if<Incidents>(&state.screen);
               incidents != nullptr && std::holds_alternative<IncidentSettled>(body)) {
        incidents->saving = false;
        incidents->problem = error;
    } else if (auto* closing = std::get_if<Closing>(&state.screen);
               closing != nullptr && std::holds_alternative<ClosingForced>(body)) {
        closing->saving = false;
        closing->problem = error;
    } else if (std::holds_alternative<SessionClosed>(body)) {
        state.closing_confirmed = false;
    }
}

void take(Context& context, const SealedEvent& sealed) {
    auto& state = context.state;
    state.journal.last = sealed.event.id.sequence;
    state.journal.head = sealed.digest;
    state.journal.time = std::max(state.journal.time, sealed.event.time);
    state.sync.unsent.push_back(sealed);
    state.sync.pulled_all = false;
    state.ledger->apply(sealed.event);
    if (std::holds_alternative<SessionOpened>(sealed.event.body)) {
        state.phase = SessionPhase::open;
        go_home(context);
    }
    note_closing(state, sealed);
}

} // namespace

void append(Context& context, Act act) {
    context.state.journal.waiting.push_back(std::move(act));
    start_commit(context);
}

void start_commit(Context& context) {
    auto& journal = context.state.journal;
    const auto& fork = context.state.sync.fork;
    const bool ends = journal.beginning || (fork && fork->from); // this incarnation takes nothing more
    if (ends || journal.committing || journal.waiting.empty() || context.now < journal.not_before)
        return;
    journal.committing = sealed(context, journal.waiting.front());
    context.add(WriteCommit{*journal.committing});
}

void on_committed(Context& context) {
    auto& state = context.state;
    require(state.journal.committing.has_value(), "only a commit under way can succeed");
    const auto commit = std::move(*state.journal.committing);
    state.journal.committing.reset();
    const bool from_screen = state.journal.waiting.front().from_screen;
    state.journal.waiting.pop_front();
    state.store = {true, {}};
    for (const auto& sealed : commit.events)
        take(context, sealed);
    on_documents_kept(context, commit.documents);
    for (const auto& sealed : commit.events)
        if (from_screen)
            show_result(context, sealed);
    start_commit(context);
}

void on_commit_failed(Context& context, const Error& error) {
    auto& state = context.state;
    require(state.journal.committing.has_value(), "only a commit under way can fail");
    state.journal.committing.reset();
    state.store = {false, error};
    context.log("The store refused a commit: {0}", error.english());
    state.journal.not_before = context.now + retry_after;
    if (!state.journal.waiting.front().from_screen)
        return;
    // The person who waits decides: nothing was recorded, nothing is shown as done.
    const auto act = std::move(state.journal.waiting.front());
    state.journal.waiting.pop_front();
    for (const auto& body : act.bodies)
        give_back(context, body, error);
    context.add(Play{Sound::refused});
}

} // namespace guichet::app
