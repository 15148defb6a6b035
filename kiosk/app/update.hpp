#pragma once
// The heart of the kiosk: what happens, given what is and what came. Pure: no clock, no device, no file, no
// thread.

#include "kiosk/app/effect.hpp"
#include "kiosk/app/event.hpp"
#include "kiosk/app/state.hpp"
#include "kiosk/ports/locality.hpp"

namespace guichet::app {

/// The state at power-on, and what to do first.
[[nodiscard]] State initial_state(Identity identity);
[[nodiscard]] Effects first_effects();

/// Takes one event at the moment `now` (UTC) and changes the state; gives what is to be done outside.
[[nodiscard]] Effects update(State& state, const Event& event, Instant now, const ports::Locality& locality);

/// When a Tick is due next, if ever.
[[nodiscard]] std::optional<Instant> next_deadline(const State& state);

} // namespace guichet::app
