// The session at a glance, and its incidents: a coordinator says what became of each.

#include "kiosk/app/context.hpp"
#include "kiosk/app/glance.hpp"
#include "kiosk/app/users.hpp"

#include <algorithm>

namespace guichet::app {

bool can_settle(const State& state) {
    return takes_acts(state);
}

std::vector<std::string> others_that_settle(const State& state) {
    std::vector<std::string> names;
    for (const auto& [device, kiosk] : state.ledger->kiosks())
        if (device != state.kiosk.device && !kiosk.name.empty() && !kiosk.self_service && !kiosk.closed)
            names.push_back(kiosk.name);
    return names;
}

void choose_incident(State& state, const std::optional<IncidentKey>& incident) {
    auto* shown = std::get_if<Incidents>(&state.screen);
    if (shown != nullptr && !shown->saving)
        *shown = Incidents{incident};
}

void settle_incident(Context& context, const SettleIncident& asked) {
    auto& state = context.state;
    auto* shown = std::get_if<Incidents>(&state.screen);
    if (shown == nullptr || shown->saving || !takes_acts(state))
        return;
    const auto incidents = state.ledger->incidents();
    const bool open = std::any_of(incidents.begin(), incidents.end(), [&](const Incident& incident) {
        return incident.key() == asked.incident && !incident.settled;
    });
    if (!open) { // another kiosk was faster
        *shown = Incidents{};
        return;
    }
    shown->saving = true;
    shown->problem.reset();
    append(context,
           {{IncidentSettled{asked.incident.event, asked.resolution, acting(state), asked.incident.about}},
            {},
            true});
}

} // namespace guichet::app
