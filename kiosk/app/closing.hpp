#pragma once
// The end of a session: what it still waits for, and the coordinator's word not to wait any longer.

#include "kiosk/app/state.hpp"

#include <string>
#include <vector>

namespace guichet::app {

struct Context;

/// Devices of the kiosks that the server knows, that have not closed, and for which a coordinator did not
/// decide to wait no longer: what they recorded may not have come.
[[nodiscard]] std::vector<std::string> kiosks_waited_for(const State& state);

/// Whether all that is known to exist is here, over the newest orders, so that the figures can be compared.
[[nodiscard]] bool everything_is_here(const State& state);

/// Asks whether the session shall be settled without the kiosks that it waits for.
void ask_to_force_closing(Context& context);

/// Settles it without them, on record.
void force_closing(Context& context);

} // namespace guichet::app
