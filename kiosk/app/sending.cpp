#include "kiosk/app/sending.hpp"

#include <algorithm>

namespace guichet::app {

namespace {

constexpr std::int64_t longest_wait_for_company = 5 * 60'000;

bool waits_for_company(const SealedEvent& sealed, Instant now) {
    const auto waited = now.milliseconds - sealed.event.time.wall.milliseconds;
    // A clock that was set back must not make it wait for longer.
    return std::holds_alternative<ReceiptPrinted>(sealed.event.body) && waited >= 0 &&
           waited < longest_wait_for_company;
}

} // namespace

bool sending_is_due(const State& state) {
    const auto& unsent = state.sync.unsent;
    if (unsent.empty() || state.phase != SessionPhase::open)
        return !unsent.empty();
    return !std::all_of(unsent.begin(), unsent.end(),
                        [&](const SealedEvent& sealed) { return waits_for_company(sealed, state.now); });
}

std::int64_t overdue_events(const State& state) {
    const bool by_choice = state.sync.online && !state.sync.refusal && !sending_is_due(state);
    return by_choice ? 0 : state.unsent_events();
}

} // namespace guichet::app
