#pragma once
// Calls for volunteers: this kiosk's own, and at a counter those of the customers' kiosks.

#include "kiosk/core/clock.hpp"
#include "kiosk/core/help_call.hpp"

#include <deque>
#include <optional>
#include <vector>

namespace guichet::app {

struct State;

/// A customer at this kiosk asks for a volunteer.
struct OwnCall {
    HelpCall call; ///< as the counters are to see it
    Instant since;
    bool delivered = false; ///< the server has it; else it shows on this kiosk only
    Instant delivered_at;
    bool refused = false; ///< the server takes none: it is an older one
    Instant tell_at;      ///< when the server is to be told next
    Instant next_sound;
    Instant answered_at; ///< when the answer was heard; 0: not yet
    bool sign = false;   ///< the sign lies over the screen
    bool urged = false;  ///< it came up by itself: nobody else sees the call, or nobody has answered
};

/// What the server is still to be told, unless it is too late for it.
struct Telling {
    HelpCall call;
    Instant until;
};

struct Calls {
    std::optional<OwnCall> own;
    std::deque<Telling> owed;    ///< answers given here, and the end of own calls
    std::vector<HelpCall> heard; ///< at a counter: those that nobody has answered, oldest first
    Instant heard_at;            ///< when the server last told
    Instant next_sound;          ///< while a call is not answered
};

/// Whether who stands before this kiosk can call: customers at their kiosk, once there is something to ask.
[[nodiscard]] bool may_call(const State& state);

/// How this kiosk's call stands for the person before it.
enum class OwnCallView : std::uint8_t {
    none,
    called,    ///< it shows at the counters
    here_only, ///< it shows on this kiosk only, or nobody has answered: raise a hand
    coming     ///< a volunteer has answered
};
[[nodiscard]] OwnCallView own_call(const State& state);

/// Whether the sign is in the bright half of its flashing; it does not flash in the calm theme.
[[nodiscard]] bool call_sign_bright(const State& state);

} // namespace guichet::app
