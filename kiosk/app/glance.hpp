#pragma once
// The session at a glance: the figures behind its charts.

#include "kiosk/app/state.hpp"
#include "kiosk/ports/locality.hpp"

#include <string>
#include <vector>

namespace guichet::app {

/// The hand-overs of one stretch of time.
struct Stretch {
    Instant begin;
    std::int64_t hand_overs = 0;
};

/// The session's pace: hand-overs that stand, in stretches of half an hour, or of as many whole hours as keep
/// them at `most`; from the first hand-over to the last. Empty before the first.
struct Pace {
    std::int64_t length = 0; ///< of a stretch, in milliseconds
    std::vector<Stretch> stretches;
};
[[nodiscard]] Pace pace_of(const Ledger& ledger, std::size_t most);

/// A line that did not go out as ordered.
struct Exception {
    const Basket* basket = nullptr;
    const OrderLine* line = nullptr;
    LineOutcome outcome;
};
/// Those of one producer, in the manifest's order.
[[nodiscard]] std::vector<Exception> exceptions_of(const Ledger& ledger, std::size_t producer);

/// Whether incidents can be settled now: nothing follows a kiosk's closing event.
[[nodiscard]] bool can_settle(const State& state);

/// The names of the other volunteers' kiosks that have not closed: incidents can still be settled there.
[[nodiscard]] std::vector<std::string> others_that_settle(const State& state);

/// The baskets of which nothing was handed over yet, in the manifest's order.
[[nodiscard]] std::vector<const Basket*> still_to_come(const Ledger& ledger);

} // namespace guichet::app
