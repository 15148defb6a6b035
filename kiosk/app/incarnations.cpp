// Another journal stands at the server under this kiosk's name: the store is an older copy of itself, or a
// second machine works with a copy. Where they part is found by sending the whole journal again; from there
// on this one goes on in a new incarnation, by itself.

#include "kiosk/app/context.hpp"
#include "kiosk/app/papers.hpp"
#include "kiosk/core/resealing.hpp"

#include <algorithm>
#include <map>

namespace guichet::app {

namespace {

constexpr std::int64_t pause_between = 60'000; ///< of two new incarnations; then twice as long each time
constexpr int most_doublings = 6;
constexpr std::int64_t store_retry_after = 5'000;

using Names = std::map<EventId, EventId>; ///< of facts: before and now

void rename(const Names& names, EventId& event) {
    if (const auto found = names.find(event); found != names.end())
        event = found->second;
}

void rename(const Names& names, Act& act) {
    for (auto& body : act.bodies) {
        if (auto* undone = std::get_if<HandOverUndone>(&body))
            rename(names, undone->hand_over);
        else if (auto* settled = std::get_if<IncidentSettled>(&body))
            rename(names, settled->incident);
    }
}

/// What the screen shows, what a PIN is asked for and what waits to be recorded mean the same facts as
/// before.
void rename_all(State& state, const Names& names) {
    if (auto* done = std::get_if<HandedOver>(&state.screen))
        rename(names, done->hand_over);
    else if (auto* shown = std::get_if<AlreadyCollected>(&state.screen))
        rename(names, shown->delivery.event);
    else if (auto* incidents = std::get_if<Incidents>(&state.screen);
             incidents != nullptr && incidents->chosen)
        rename(names, incidents->chosen->event);
    if (state.staff.permission)
        if (auto* settling = std::get_if<SettleIncident>(&state.staff.permission->act))
            rename(names, settling->incident.event);
    for (auto& act : state.journal.waiting)
        rename(names, act);
}

/// The receipts that waited in an older copy may have come out since it was made.
void mark_old_receipts(Context& context, const Names& names) {
    const auto is_new = [&](const Paper& paper) {
        return std::any_of(names.begin(), names.end(), [&](const auto& name) {
            return paper.entry.id.starts_with(receipt_id(name.first));
        });
    };
    Act marking;
    for (auto& spool : context.state.spools)
        for (auto& paper : spool.waiting)
            if (paper.kind == receipt::Kind::receipt && !paper.entry.duplicate && !is_new(paper)) {
                paper.entry.duplicate = true;
                marking.documents.push_back(paper.entry);
            }
    if (!marking.documents.empty())
        append(context, std::move(marking));
}

void refold(State& state, const ports::Recovered& recovered) {
    if (!state.manifest)
        return;
    state.ledger.emplace(state.manifest);
    for (const auto* events : {&recovered.own_events, &recovered.foreign.events})
        for (const auto& sealed : *events)
            state.ledger->apply(sealed.event);
}

} // namespace

void suspect_fork(Context& context) {
    auto& sync = context.state.sync;
    if (sync.fork)
        return;
    sync.fork.emplace();
    context.log("The server holds another journal under this kiosk's name: both are compared.");
}

void on_fork_found(Context& context, std::int64_t from) {
    context.log("From event {0} on the server's journal is another one.", from);
    context.state.sync.fork->from = from;
}

void on_all_compared(Context& context, std::int64_t its_last) {
    auto& state = context.state;
    // An event that is being written follows an end that the server's journal is behind: it will be told.
    if (its_last > state.journal.last)
        on_fork_found(context, state.journal.last + 1);
    else
        state.sync.fork.reset();
}

void follow_fork(Context& context) {
    auto& state = context.state;
    auto& fork = state.sync.fork;
    auto& journal = state.journal;
    if (!fork || journal.beginning || context.now < state.sync.next_incarnation)
        return;
    const bool calm = state.sync.under_way == ServerCall::none && !state.sync.again;
    if (!fork->comparing && calm) {
        fork->comparing = true;
        if (journal.last == 0)
            on_fork_found(context, 1);
        else
            send_again(context, 1);
    }
    if (!fork->from || journal.committing)
        return;
    journal.beginning = true;
    context.add(BeginIncarnation{journal.incarnation, *fork->from});
}

void on_incarnation_begun(Context& context, const ports::Recovered& recovered) {
    auto& state = context.state;
    auto& sync = state.sync;
    const auto former = state.journal.incarnation;
    auto waiting = std::move(state.journal.waiting);
    const auto not_before = state.journal.not_before;
    sync.unsent.clear();
    restore_journal(state, recovered);
    state.journal.waiting = std::move(waiting);
    state.journal.not_before = not_before;
    sync.fork.reset();
    sync.again.reset();
    sync.filled.reset();
    sync.refusal.reset();
    sync.pulled_all = false;
    sync.next_pull = context.now;
    // What the server has instead is read now.
    sync.shared_name = true;
    sync.reading_all = true;
    sync.cursor = 0;
    sync.next_incarnation = context.now + (pause_between << std::min(sync.forks++, most_doublings));
    refold(state, recovered);
    const auto pairs = renamed(recovered.own_events);
    const Names names(pairs.begin(), pairs.end());
    rename_all(state, names);
    mark_old_receipts(context, names);
    context.log("The journal {0} goes on as {1}, with {2} events sealed anew: this kiosk's store is an older "
                "copy, or "
                "a second machine works with a copy of it.",
                former, state.journal.incarnation, state.journal.last);
}

void on_incarnation_not_begun(Context& context, const Error& error) {
    auto& state = context.state;
    state.journal.beginning = false;
    state.sync.next_incarnation = context.now + store_retry_after;
    context.log("The store could not begin a new incarnation: {0}", error.english());
}

} // namespace guichet::app
