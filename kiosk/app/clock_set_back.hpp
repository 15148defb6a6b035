#pragma once
// The machine's clock is set back: whatever waits for a moment would wait that much longer.

#include "kiosk/app/state.hpp"

namespace guichet::app {

/// Moves every moment that the kiosk waits for, or counts from, by some milliseconds. Times in the journal
/// and the pause after wrong PINs stay.
void move_deadlines(State& state, std::int64_t by);

} // namespace guichet::app
