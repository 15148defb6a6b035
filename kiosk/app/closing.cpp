#include "kiosk/app/closing.hpp"

#include "kiosk/app/context.hpp"
#include "kiosk/app/users.hpp"

#include <algorithm>

namespace guichet::app {

namespace {

bool waits(const State& state, const ports::KioskStanding& kiosk) {
    return !kiosk.closed && !(state.ledger && state.ledger->closed_without(kiosk.device));
}

} // namespace

std::vector<std::string> kiosks_waited_for(const State& state) {
    std::vector<std::string> devices;
    for (const auto& kiosk : state.sync.kiosks)
        if (waits(state, kiosk))
            devices.push_back(kiosk.device);
    return devices;
}

bool everything_is_here(const State& state) {
    const auto& sync = state.sync;
    if (!sync.pulled_all || !sync.unsent.empty() || sync.fork ||
        sync.newest_manifest > state.manifest->revision)
        return false;
    const auto& known = state.ledger->kiosks();
    return std::all_of(sync.kiosks.begin(), sync.kiosks.end(), [&](const ports::KioskStanding& kiosk) {
        const auto found = known.find(kiosk.device);
        return !waits(state, kiosk) && found != known.end() && found->second.events == kiosk.events;
    });
}

ClosingStep closing_step(const State& state) {
    if (state.phase == SessionPhase::reconciled)
        return ClosingStep::done;
    if (state.phase == SessionPhase::closed) {
        if (!state.sync.unsent.empty() || !state.sync.online)
            return ClosingStep::sending;
        return kiosks_waited_for(state).empty() ? ClosingStep::comparing : ClosingStep::other_kiosks;
    }
    return state.closing_confirmed ? ClosingStep::receipts : ClosingStep::confirm;
}

void ask_to_force_closing(Context& context) {
    auto& state = context.state;
    if (auto* shown = std::get_if<Closing>(&state.screen);
        shown != nullptr && closing_step(state) == ClosingStep::other_kiosks)
        shown->asks_to_force = true;
}

void force_closing(Context& context) {
    auto& state = context.state;
    auto* shown = std::get_if<Closing>(&state.screen);
    if (shown == nullptr || !shown->asks_to_force || shown->saving ||
        closing_step(state) != ClosingStep::other_kiosks)
        return;
    shown->saving = true;
    shown->problem.reset();
    append(context, {{ClosingForced{kiosks_waited_for(state), acting(state)}}, {}, true});
}

} // namespace guichet::app
