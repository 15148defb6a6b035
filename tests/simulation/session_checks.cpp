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
    if (kiosk.up() && state.phase == app::SessionPhase::reconciled)
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
        kiosk.device(), kiosk.up() ? app::name_of(state.screen) : "down", static_cast<int>(state.phase),
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
    std::set<EventId> known;
    for (const auto& sealed : events)
        known.insert(sealed.event.id);
    for (const auto& one : told)
        if (!known.contains(one.hand_over))
            return fmt::format(
                "the server lacks the hand-over of {} (event {} of {}), which people were told is done",
                one.basket, one.hand_over.sequence, one.hand_over.device);
    return std::nullopt;
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

Violation look_at_server(SessionWorld& world, const std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks,
                         const std::vector<Told>& told) {
    const auto events = events_of(world);
    world.figures.events += events.size();
    if (auto wrong = look_for_told(events, told))
        return wrong;
    for (const auto& kiosk : kiosks)
        if (auto wrong = look_at_journal(*kiosk, events))
            return wrong;
    if (const auto verified = world.server.store().verify_chains(SimulatedServer::session()); !verified)
        return verified.error().english();
    const auto report = server::make_server_report(world.server.store(), SimulatedServer::session());
    require(report.ok(), "the simulated server can report");
    if (auto wrong = look_at_totals(report->report))
        return wrong;
    if (!report->report.standing.reconciled)
        return "the server does not take the session for reconciled";
    for (const auto& kiosk : kiosks)
        if (const auto same = same_figures(to_json(app::own_report(kiosk->state())), to_json(report->report));
            !same)
            return kiosk->device() + " and the server do not agree: " + same.error().english();
    return look_at_incidents(*kiosks.front()->state().ledger, world);
}

} // namespace

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
        if (auto wrong = look_at_rest(*kiosk))
            return wrong;
    return look_at_server(world, kiosks, told);
}

} // namespace guichet::simulation
