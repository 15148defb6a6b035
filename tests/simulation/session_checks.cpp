#include "tests/simulation/session_checks.hpp"

#include "server/session_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace guichet::simulation {

namespace {

using Violation = std::optional<std::string>;

/// All have told each other everything.
Violation look_at_rest(const SimulatedKiosk& kiosk) {
    const auto& state = kiosk.state();
    if (is_done(kiosk))
        return std::nullopt;
    const auto& sync = state.sync;
    std::string standings;
    for (const auto& other : sync.kiosks) {
        const auto& known = state.ledger->kiosks();
        const auto found = known.find(other.device);
        standings +=
            fmt::format(" {} has {} events at the server and {} here{};", other.device, other.events,
                        found == known.end() ? 0 : found->second.events, other.closed ? "" : ", not closed");
    }
    return fmt::format(
        "{} does not come to rest: {}, phase {}, {} unsent, {} waiting, call {}, problem “{}”, "
        "refusal “{}”;{}",
        kiosk.label(), kiosk.up() ? app::name_of(state.screen) : "down", static_cast<int>(state.phase),
        sync.unsent.size(), state.journal.waiting.size(), static_cast<int>(sync.under_way),
        sync.problem ? sync.problem->english() : "", sync.refusal ? sync.refusal->english() : "", standings);
}

/// The server's events of the session.
std::vector<SealedEvent> events_of(SessionWorld& world) {
    std::vector<SealedEvent> events;
    require(world.server.store()
                .each_event(SimulatedServer::session(),
                            [&](const SealedEvent& sealed) { events.push_back(sealed); })
                .ok(),
            "the simulated store can be read");
    return events;
}

Violation look_for_told(const std::vector<SealedEvent>& events, const std::vector<Told>& told) {
    std::set<Digest> known;
    for (const auto& sealed : events)
        known.insert(digest_of_fact(sealed));
    for (const auto& one : told)
        if (!known.contains(one.fact))
            return fmt::format("the server lacks the hand-over of {}, which people were told is done",
                               one.basket);
    return std::nullopt;
}

/// The facts themselves, told apart by their digests alone: the fold has each once, and each line that left
/// counts once.
Violation look_at_facts(const std::vector<SealedEvent>& events, const Ledger& ledger,
                        const SessionReport& report) {
    std::map<Digest, const JournalEvent*> facts;
    std::set<EventId> undone;
    for (const auto& sealed : events) {
        facts.emplace(digest_of_fact(sealed), &sealed.event);
        if (const auto* undo = std::get_if<HandOverUndone>(&sealed.event.body))
            undone.insert(undo->hand_over);
    }
    std::set<std::pair<std::string, LineKey>> lines;
    std::int64_t hand_overs = 0;
    for (const auto& [digest, event] : facts) {
        const auto* done = std::get_if<HandOver>(&event->body);
        if (done == nullptr)
            continue;
        ++hand_overs;
        const auto* basket = ledger.manifest().find_basket(done->basket);
        if (basket == nullptr || undone.contains(fact_of(*event)))
            continue;
        for (const auto& line : done->lines)
            if (basket->find_line(line.key) != nullptr)
                lines.emplace(done->basket, line.key);
    }
    for (const auto& [device, kiosk] : ledger.kiosks())
        hand_overs -= kiosk.hand_overs;
    const auto claimed = report.counts.lines - report.counts.unclaimed;
    if (hand_overs != 0)
        return fmt::format("{} hand-overs more were recorded than are folded", hand_overs);
    if (claimed != std::ssize(lines))
        return fmt::format("{} lines left, and {} are counted", lines.size(), claimed);
    return std::nullopt;
}

/// What a kiosk said at its closing is what it had recorded: its journal up to there, where no other one was.
Violation look_at_closures(const std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks) {
    for (const auto& kiosk : kiosks) {
        std::int64_t events = 0;
        std::int64_t hand_overs = 0;
        for (const auto& sealed : kiosk->disk().own_events()) {
            ++events;
            hand_overs += std::holds_alternative<HandOver>(sealed.event.body) ? 1 : 0;
            const auto* closed = std::get_if<SessionClosed>(&sealed.event.body);
            if (closed != nullptr && kiosk->own_store &&
                (closed->events != events || closed->hand_overs != hand_overs))
                return fmt::format("{} closed with {} events and {} hand-overs, and had recorded {} and {}",
                                   kiosk->label(), closed->events, closed->hand_overs, events, hand_overs);
        }
    }
    return std::nullopt;
}

/// Nobody waits for this machine any more.
bool is_away(const SimulatedKiosk& kiosk) {
    return kiosk.left_off || kiosk.revoked;
}

/// Each event of a kiosk's disk is at the server, and the other way round.
Violation look_at_journal(const SimulatedKiosk& kiosk, const std::vector<SealedEvent>& events) {
    std::map<EventId, Digest> at_server;
    for (const auto& sealed : events)
        at_server.emplace(sealed.event.id, sealed.digest);
    for (const auto& sealed : kiosk.disk().own_events()) {
        const auto found = at_server.find(sealed.event.id);
        if (found == at_server.end() || found->second != sealed.digest)
            return fmt::format("event {} of {} is not at the server, or is another one there",
                               sealed.event.id.sequence, kiosk.device());
    }
    return std::nullopt;
}

/// Hand-overs of a basket that stand: one delivers, each other is an incident.
Violation look_at_incidents(const Ledger& ledger, SessionWorld& world) {
    std::map<std::string, std::int64_t> incidents;
    for (const auto& incident : ledger.incidents())
        if (incident.kind == IncidentKind::double_hand_over)
            ++incidents[incident.basket];
        else if (incident.kind == IncidentKind::foreign_opening)
            return "a kiosk opened the session without the organiser's nonce: " + incident.event.device;
    for (const auto& basket : ledger.manifest().baskets) {
        std::set<LineKey> seen;
        std::int64_t again = 0;
        for (const auto& delivery : ledger.basket(basket.id).deliveries) {
            const auto* event = ledger.find(delivery.event);
            if (event == nullptr)
                return "a delivery of " + basket.id + " has no event";
            if (delivery.undone)
                continue;
            bool twice = false;
            for (const auto& line : std::get<HandOver>(event->body).lines)
                twice = !seen.insert(line.key).second || twice;
            again += twice ? 1 : 0;
        }
        world.figures.double_hand_overs += static_cast<std::uint64_t>(again);
        if (again > incidents[basket.id])
            return fmt::format("{} was handed over again {} times, and has {} incidents", basket.id, again,
                               incidents[basket.id]);
    }
    return std::nullopt;
}

/// No line counts twice, and none is forgotten.
Violation look_at_totals(const SessionReport& report) {
    const auto& counts = report.counts;
    const auto sum = counts.collected + counts.short_ + counts.missing + counts.refused + counts.unclaimed;
    if (sum != counts.lines)
        return fmt::format("{} lines became {} outcomes", counts.lines, sum);
    return std::nullopt;
}

/// The report of a kiosk is the server's to the last letter, but for what each knows of itself alone.
Violation look_at_figures(const SimulatedKiosk& kiosk, const SessionReport& report,
                          const std::string& served) {
    auto own = app::own_report(kiosk.state());
    own.standing = report.standing;
    if (to_json(own) == served)
        return std::nullopt;
    const auto same = same_figures(own, served);
    return fmt::format("{} and the server do not agree: {}", kiosk.label(),
                       same ? "the same figures stand in another order" : same.error().english());
}

Violation look_at_server(SessionWorld& world, const std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks,
                         const std::vector<Told>& told) {
    const auto events = events_of(world);
    world.figures.events += events.size();
    if (auto wrong = look_for_told(events, told))
        return wrong;
    for (const auto& kiosk : kiosks)
        if (auto wrong = is_away(*kiosk) ? std::nullopt : look_at_journal(*kiosk, events))
            return wrong;
    const auto report = server::make_server_report(world.server.store(), SimulatedServer::session());
    require(report.ok(), "the simulated server can report");
    if (!report->report.standing.journal_ok)
        return "a chain at the server does not hold";
    if (auto wrong = look_at_totals(report->report))
        return wrong;
    const bool all_came =
        std::none_of(kiosks.begin(), kiosks.end(), [](const auto& kiosk) { return is_away(*kiosk); });
    // A session that no kiosk came to open has nothing to reconcile.
    if (report->report.standing.reconciled == events.empty() && all_came)
        return "the server does not take the session for what it is, reconciled or never opened";
    if (auto wrong = look_at_facts(events, *kiosks.front()->state().ledger, report->report))
        return wrong;
    if (auto wrong = look_at_closures(kiosks))
        return wrong;
    const auto served = to_json(report->report);
    for (const auto& kiosk : kiosks)
        if (auto wrong = is_away(*kiosk) ? std::nullopt : look_at_figures(*kiosk, report->report, served))
            return wrong;
    return look_at_incidents(*kiosks.front()->state().ledger, world);
}

} // namespace

bool is_done(const SimulatedKiosk& kiosk) {
    const auto& state = kiosk.state();
    const bool never_began = state.phase == app::SessionPhase::planned && state.journal.last == 0 &&
                             !state.ledger->kiosks().contains(kiosk.device());
    return kiosk.up() && (never_began || state.phase == app::SessionPhase::reconciled);
}

bool is_withdrawn(const SimulatedKiosk& kiosk) {
    const auto& content = kiosk.disk().content();
    const auto& documents = kiosk.disk().documents();
    const bool erased = !content.manifest && content.foreign.events.empty() &&
                        std::all_of(documents.begin(), documents.end(),
                                    [](const auto& entry) { return entry.document.empty(); });
    return kiosk.up() && erased && kiosk.state().withdrawal.erased && !kiosk.state().manifest;
}

Digest digest_of_fact(const SealedEvent& sealed) {
    return sealed.event.origin ? sealed.event.origin->digest : sealed.digest;
}

Violation look_at_acknowledged(SessionWorld& world,
                               const std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks) {
    if (!world.server.up() || world.restored)
        return std::nullopt;
    const auto standings = world.server.store().kiosks(SimulatedServer::session());
    require(standings.ok(), "the simulated store can be read");
    for (const auto& kiosk : kiosks) {
        const auto found =
            std::find_if(standings->begin(), standings->end(), [&](const wire::KioskStanding& standing) {
                return standing.device == kiosk->device();
            });
        const std::int64_t there = found == standings->end() ? 0 : found->events;
        // With a former journal there are more.
        if (kiosk->disk().acknowledged() > there)
            return fmt::format("{} believes that the server has its event {}, and the server has {}",
                               kiosk->device(), kiosk->disk().acknowledged(), there);
    }
    return std::nullopt;
}

Violation look_at_end(SessionWorld& world, const std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks,
                      const std::vector<Told>& told) {
    for (const auto& kiosk : kiosks)
        if (kiosk->revoked && !is_withdrawn(*kiosk))
            return kiosk->label() + " was withdrawn, and still knows people";
    for (const auto& kiosk : kiosks)
        if (auto wrong = is_away(*kiosk) ? std::nullopt : look_at_rest(*kiosk))
            return wrong;
    return look_at_server(world, kiosks, told);
}

} // namespace guichet::simulation
