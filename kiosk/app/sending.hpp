#pragma once
// When a kiosk's own events go to the server.

#include "kiosk/app/state.hpp"

namespace guichet::app {

/// Whether there is something to send now. What other kiosks or people wait for goes at once; a receipt that
/// came out does not travel alone while the session is open: it goes with the next event, or after five
/// minutes. That halves the messages of a day, and nobody misses it meanwhile.
[[nodiscard]] bool sending_is_due(const State& state);

/// How many own events the server ought to have and does not: none while those that are left only wait for
/// company.
[[nodiscard]] std::int64_t overdue_events(const State& state);

} // namespace guichet::app
