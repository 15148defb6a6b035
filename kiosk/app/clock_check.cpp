// The server's time comes with each acknowledgement. A clock that is wrong is on record, and stops nobody.

#include "kiosk/app/context.hpp"

#include <cstdlib>

namespace guichet::app {

void check_clock(Context& context, Instant server_time) {
    auto& state = context.state;
    auto& sync = state.sync;
    if (server_time.milliseconds <= 0) // a server that does not say
        return;
    const std::int64_t offset = context.now - server_time;
    const bool wrong = std::abs(offset) > largest_clock_error;
    sync.clock_offset = wrong ? offset : 0;
    if (!wrong) {
        sync.clock_recorded.reset(); // when it goes wrong again, that is another error
        return;
    }
    const bool known = sync.clock_recorded && std::abs(offset - *sync.clock_recorded) <= largest_clock_error;
    if (known || !takes_acts(state) || pending<ClockError>(state.journal))
        return;
    sync.clock_recorded = offset;
    context.log("This kiosk's clock is wrong: it shows {0} s more than the server's.", offset / 1'000);
    append(context, {{ClockError{offset}}, {}, false});
}

} // namespace guichet::app
