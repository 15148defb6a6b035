// Reconciliation with the server: one call at a time, by itself, whenever there is a network.

#include "kiosk/app/closing.hpp"
#include "kiosk/app/context.hpp"
#include "kiosk/app/sending.hpp"

#include <algorithm>
#include <utility>

namespace guichet::app {

namespace {

constexpr std::int64_t pull_every = 2'000;
constexpr std::int64_t pull_every_after_the_end = 30'000;
constexpr std::int64_t manifest_every = 60'000;
constexpr std::int64_t longest_pause = 30'000;
constexpr std::int64_t read_again_after = 5'000;
constexpr std::int64_t read_all_again_after = 60'000;
constexpr std::size_t batch_limit = 500;

/// Unsent events of one session and incarnation, from the front.
ports::Batch next_batch(const State& state) {
    const auto& unsent = state.sync.unsent;
    const auto& first = unsent.front().event;
    ports::Batch batch{state.kiosk.device, first.id.incarnation, first.session, {}};
    for (const auto& sealed : unsent) {
        if (batch.events.size() == batch_limit || sealed.event.session != batch.session ||
            sealed.event.id.incarnation != batch.incarnation)
            break;
        batch.events.push_back(sealed);
    }
    return batch;
}

void push(Context& context) {
    auto batch = next_batch(context.state);
    context.state.sync.sent_up_to = batch.events.back().event.id;
    context.state.sync.under_way = ServerCall::push;
    context.add(Push{std::move(batch)});
}

/// Nothing is sent while it is not known where the journal and the server's part, but for finding it out.
bool may_push(const Sync& sync) {
    const bool parts = sync.fork && (!sync.fork->comparing || sync.fork->from);
    return !sync.unsent.empty() && !sync.refusal && !sync.again && !parts;
}

void call(Context& context, ServerCall what, Effect effect) {
    context.state.sync.under_way = what;
    context.add(std::move(effect));
}

/// The call went well: the network is there.
void answered(Context& context) {
    auto& sync = context.state.sync;
    sync.under_way = ServerCall::none;
    sync.online = true;
    sync.failures = 0;
    sync.problem.reset();
    if (std::exchange(sync.not_accepted, false))
        sync.refusal.reset();
}

/// Whether the batch that was sent last is of a former incarnation.
bool of_former(const State& state) {
    return state.sync.sent_up_to && state.sync.sent_up_to->incarnation != state.journal.incarnation;
}

/// The server lacks events that it acknowledged once. If it asks for the same ones again although they were
/// sent, a person must look.
void fill_gap(Context& context, std::int64_t expected) {
    auto& sync = context.state.sync;
    context.log(
        "The server lacks event {0}, which it acknowledged before: it is sent again, with what follows.",
        expected);
    if (std::exchange(sync.filled, expected) == expected)
        sync.refusal =
            fail("The server lacks event {0} of this kiosk. Nothing is lost: tell the organiser.", expected);
    else
        send_again(context, of_former(context.state) ? 1 : expected);
}

/// A server that was restored from a backup may have forgotten what it acknowledged. One that never shows
/// what is sent again is not sent it at every look: the pauses grow.
void look_for_forgotten_events(Context& context) {
    auto& state = context.state;
    const auto& kiosks = state.ledger->kiosks();
    const auto own = kiosks.find(state.kiosk.device);
    if (own == kiosks.end() || state.sync.again)
        return;
    const auto session = state.manifest->session();
    const auto unsent =
        std::count_if(state.sync.unsent.begin(), state.sync.unsent.end(),
                      [&](const SealedEvent& sealed) { return sealed.event.session == session; });
    const auto& told = state.sync.kiosks;
    const auto standing = std::find_if(told.begin(), told.end(), [&](const ports::KioskStanding& kiosk) {
        return kiosk.device == state.kiosk.device;
    });
    const std::int64_t there = standing == told.end() ? 0 : standing->events;
    if (there >= own->second.events - unsent) {
        state.sync.sendings = 0;
        return;
    }
    if (context.now < state.sync.next_sending)
        return;
    state.sync.next_sending = context.now + (pull_every << std::min(state.sync.sendings, 10));
    ++state.sync.sendings;
    context.log("The server has {0} events of this kiosk and acknowledged {1}: they are sent again.", there,
                own->second.events - unsent);
    send_again(context, 1);
}

bool is_own(const State& state, const EventId& id) {
    if (id.device != state.kiosk.device)
        return false;
    const auto former = state.journal.formers.find(id.incarnation);
    return id.incarnation == state.journal.incarnation ||
           (former != state.journal.formers.end() && id.sequence <= former->second);
}

/// This journal's own events are no news, wherever they come from; but one of its incarnation that it does
/// not have is.
ports::ForeignEvents without_own(Context& context, ports::ForeignEvents foreign) {
    auto& state = context.state;
    for (const auto& sealed : foreign.events) {
        const auto& id = sealed.event.id;
        if (!is_own(state, id))
            state.sync.shared_name = state.sync.shared_name || id.device == state.kiosk.device;
        else if (id.incarnation == state.journal.incarnation && id.sequence > state.journal.last)
            suspect_fork(context);
    }
    std::erase_if(foreign.events, [&](const SealedEvent& sealed) { return is_own(state, sealed.event.id); });
    return foreign;
}

/// What the server took leaves the queue; it may have more under this kiosk's name than this kiosk.
void on_acknowledged(Context& context, const ports::Acknowledged& acknowledged) {
    auto& state = context.state;
    auto& sync = state.sync;
    const auto sent = sync.sent_up_to.value_or(EventId{});
    const auto taken = std::min(acknowledged.sequence, sent.sequence);
    sync.filled.reset();
    while (!sync.unsent.empty() && sync.unsent.front().event.id.incarnation == sent.incarnation &&
           sync.unsent.front().event.id.sequence <= taken)
        sync.unsent.pop_front();
    sync.next_pull = context.now;
    check_clock(context, acknowledged.server_time);
    if (sent.incarnation != state.journal.incarnation)
        return;
    const bool compared = sync.fork && sync.fork->comparing;
    context.add(KeepAcknowledged{taken});
    if (compared && sync.unsent.empty())
        on_all_compared(context, acknowledged.its_last);
    else if (acknowledged.its_last > state.journal.last)
        suspect_fork(context);
    else if (!compared)
        sync.forks = 0;
}

/// The comparison tells the first event that differs; a former incarnation cannot part anew.
void on_fork(Context& context, const ports::Fork& fork) {
    auto& state = context.state;
    auto& sync = state.sync;
    const bool possible = sync.sent_up_to && sync.sent_up_to->incarnation == state.journal.incarnation &&
                          fork.sequence >= 1 && fork.sequence <= state.journal.last;
    context.log("Fork at event {0}.", fork.sequence);
    if (!possible)
        sync.refusal =
            fail("The server holds another journal under this kiosk's name (event {0}). Nothing is lost: "
                 "tell the organiser.",
                 fork.sequence);
    else if (sync.fork && sync.fork->comparing)
        on_fork_found(context, fork.sequence);
    else
        suspect_fork(context);
}

/// The server has events that have not come, although everything behind the cursor was read: it was restored
/// from a backup and counts anew, or this kiosk has a new store and its old journal is there. All is read
/// again from the start.
void read_all_if_something_lacks(Context& context) {
    auto& state = context.state;
    auto& sync = state.sync;
    const auto& known = state.ledger->kiosks();
    const bool lacks =
        std::any_of(sync.kiosks.begin(), sync.kiosks.end(), [&](const ports::KioskStanding& kiosk) {
            const auto found = known.find(kiosk.device);
            return kiosk.events > (found == known.end() ? 0 : found->second.events);
        });
    sync.reading_all = lacks && context.now >= sync.next_reading;
    if (!sync.reading_all)
        return;
    context.log("The server has events that did not come: all are read again.");
    sync.cursor = 0;
    sync.next_reading = context.now + read_all_again_after;
}

bool wants_manifest(const State& state, Instant now) {
    const bool changeable = state.phase == SessionPhase::unknown || state.phase == SessionPhase::planned ||
                            state.phase == SessionPhase::open || state.phase == SessionPhase::closed;
    return changeable && now >= state.sync.next_manifest;
}

/// A basket that is worked on, or waits for it, keeps the manifest that it was begun with.
bool screen_holds_manifest(const State& state) {
    return std::holds_alternative<BasketWork>(state.screen) || state.next_basket || state.staff.under_lock;
}

std::optional<Error> difference_to(const State& state, const std::string& report) {
    const auto compared = same_figures(own_report(state), report);
    return compared.ok() ? std::nullopt : std::optional(compared.error());
}

/// A kiosk of which nobody had heard came back, orders changed, or the server forgot something: the figures
/// are no longer those that were compared.
void reconcile_again(Context& context) {
    auto& state = context.state;
    context.log("The session {0} is not settled any more: something of it came late.", state.kiosk.session());
    state.phase = SessionPhase::closed;
    state.sync.difference.reset();
    state.sync.next_pull = context.now;
    if (std::holds_alternative<Report>(state.screen))
        go_home(context);
}

} // namespace

void send_again(Context& context, std::int64_t from) {
    auto& sync = context.state.sync;
    sync.again = SendingAgain{
        std::clamp<std::int64_t>(from, 1, std::max<std::int64_t>(1, context.state.journal.last)), true};
    context.add(ReadJournal{sync.again->from});
}

void sync_next(Context& context) {
    auto& state = context.state;
    auto& sync = state.sync;
    const auto now = context.now;
    const bool known = !state.kiosk.awaits_enrolment && !state.withdrawal.told;
    const bool ready =
        known && state.journal.boot > 0 && sync.under_way == ServerCall::none && now >= sync.next_call;
    if (!ready)
        return;
    if (tell_next_call(context)) // somebody waits for it: before all else
        sync.under_way = ServerCall::call;
    else if (wants_manifest(state, now) && !screen_holds_manifest(state))
        call(context, ServerCall::manifest,
             FetchManifest{state.kiosk.session(), state.manifest ? state.manifest->revision : 0});
    else if (sync.again && !sync.again->reading)
        send_again(context, sync.again->from);
    else if (may_push(sync) && (sync.fork || sending_is_due(state)))
        push(context);
    else if (state.manifest && state.phase == SessionPhase::closed && everything_is_here(state))
        call(context, ServerCall::report, FetchReport{state.kiosk.session()});
    else if (state.manifest && now >= sync.next_pull)
        call(context, ServerCall::pull,
             Pull{state.kiosk.session(), sync.reading_all || sync.shared_name ? "" : state.kiosk.device,
                  sync.cursor});
}

void on_manifest_fetched(Context& context, const std::optional<ports::StoredManifest>& stored) {
    auto& state = context.state;
    answered(context);
    if (stored && screen_holds_manifest(state))
        return; // it is asked for again when the basket is done
    state.sync.next_manifest = context.now + manifest_every;
    if (!stored)
        return;
    auto manifest = parse_manifest(stored->body);
    if (!manifest) {
        state.sync.problem = manifest.error();
        return;
    }
    if (state.manifest && manifest->session() == state.manifest->session() &&
        manifest->revision < state.manifest->revision) {
        context.log(
            "The server gave the manifest in revision {0}, and revision {1} is known: it was not taken.",
            manifest->revision, state.manifest->revision);
        return; // a server that was restored from a backup; its revision rises with the next change
    }
    state.sync.server_key = stored->server_key;
    context.add(KeepManifest{*stored});
    replace_manifest(context, std::move(*manifest));
    if (state.sync.recalls_own && !state.sync.again)
        send_again(context, 1);
}

void on_pushed(Context& context, const ports::PushAnswer& answer) {
    answered(context);
    if (const auto* acknowledged = std::get_if<ports::Acknowledged>(&answer))
        on_acknowledged(context, *acknowledged);
    else if (const auto* gap = std::get_if<ports::Gap>(&answer))
        fill_gap(context, gap->expected);
    else if (const auto* fork = std::get_if<ports::Fork>(&answer))
        on_fork(context, *fork);
}

/// What was appended since the store was asked is behind what it read.
void on_journal_read(Context& context, const std::vector<SealedEvent>& events) {
    auto& sync = context.state.sync;
    if (!sync.again)
        return;
    std::deque<SealedEvent> unsent(events.begin(), events.end());
    for (auto& sealed : sync.unsent)
        if (unsent.empty() || unsent.back().event.id.incarnation != sealed.event.id.incarnation ||
            sealed.event.id.sequence > unsent.back().event.id.sequence)
            unsent.push_back(std::move(sealed));
    sync.unsent = std::move(unsent);
    sync.again.reset();
    sync.pulled_all = false;
    recall_own_events(context, events);
}

void on_journal_unread(Context& context, const Error& error) {
    auto& sync = context.state.sync;
    context.log("{0}", error.english());
    if (sync.again)
        sync.again->reading = false;
    sync.next_call = context.now + read_again_after;
}

void on_pulled(Context& context, const ports::PullAnswer& answer) {
    auto& state = context.state;
    auto& sync = state.sync;
    answered(context);
    const auto foreign = without_own(context, answer.foreign);
    for (const auto& sealed : foreign.events) {
        state.ledger->apply(sealed.event);
        state.journal.time = std::max(state.journal.time, sealed.event.time);
    }
    if (foreign.cursor != sync.cursor)
        context.add(KeepForeign{foreign});
    sync.cursor = answer.foreign.cursor;
    sync.kiosks = answer.kiosks;
    hear_calls(context, answer.calls);
    // A code may have been revoked: that must not wait for the next look.
    sync.newest_manifest = answer.manifest_revision;
    if (answer.manifest_revision > state.manifest->revision)
        sync.next_manifest = context.now;
    look_for_forgotten_events(context);
    if (!answer.more)
        read_all_if_something_lacks(context);
    sync.pulled_all = !answer.more;
    const bool over = state.phase == SessionPhase::reconciled;
    sync.next_pull = context.now + (answer.more ? 0 : over ? pull_every_after_the_end : pull_every);
    if (over && (!foreign.events.empty() || !everything_is_here(state)))
        reconcile_again(context);
}

void on_call_told(Context& context, const CallTold& told) {
    answered(context);
    follow_told_call(context, told);
}

void on_report_fetched(Context& context, const std::string& report) {
    auto& state = context.state;
    answered(context);
    state.phase = SessionPhase::reconciled;
    take_countersignature(context, report);
    context.add(KeepReconciled{state.kiosk.session()});
    if (state.self_service()) {
        go_home(context);
        return;
    }
    const auto figures = digest_of(to_json(make_report(*state.ledger, {})));
    const auto earlier = std::exchange(state.sync.reported, figures);
    state.sync.reconciled_anew = state.sync.reconciled_anew || (earlier && *earlier != figures);
    const Report reconciled{own_report(state), difference_to(state, report), state.sync.reconciled_anew};
    state.sync.difference = reconciled.difference;
    if (reconciled.difference)
        context.log("{0}", reconciled.difference->english());
    // Who is in the menu meanwhile finds it there.
    if (std::holds_alternative<Closing>(state.screen))
        state.screen = reconciled;
    if (earlier != figures)
        print_report(context, reconciled);
}

void on_server_failed(Context& context, const ServerFailed& failed) {
    auto& sync = context.state.sync;
    const Error& error = failed.error;
    if (failed.refused) {
        sync.refusal = error;
        sync.not_accepted = true;
    }
    if (sync.online || sync.failures == 0)
        context.log("{0}", error.english());
    sync.under_way = ServerCall::none;
    sync.online = false;
    sync.problem = error;
    const std::int64_t pause = 1'000LL << std::min(sync.failures, 5);
    sync.next_call = context.now + std::min(pause, longest_pause);
    ++sync.failures;
    on_call_not_told(context.state);
}

} // namespace guichet::app
