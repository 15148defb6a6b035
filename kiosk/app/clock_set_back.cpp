// The machine's clock is set back: whatever waits for a moment would wait that much longer.

#include "kiosk/app/clock_set_back.hpp"

namespace guichet::app {

namespace {

/// Moments by name, each in the state; one that was never set stays so.
struct Moved {
    std::int64_t by = 0; ///< milliseconds

    void operator()(Instant& moment) const {
        if (moment.milliseconds > 0)
            moment = moment + by;
    }
    template <typename... Moments>
    void all(Moments&... moments) const {
        ((*this)(moments), ...);
    }
};

} // namespace

void move_deadlines(State& state, std::int64_t by) {
    const Moved move{by};
    move.all(state.next_store_try, state.last_touch, state.journal.not_before, state.sync.next_call,
             state.sync.next_pull, state.sync.next_manifest, state.sync.next_reading, state.sync.next_sending,
             state.sync.next_incarnation, state.calls.heard_at, state.calls.next_sound,
             state.withdrawal.not_before);
    for (auto& spool : state.spools)
        move(spool.not_before);
    for (auto& telling : state.calls.owed)
        move(telling.until);
    if (auto& own = state.calls.own)
        move.all(own->since, own->delivered_at, own->tell_at, own->next_sound, own->answered_at);
}

} // namespace guichet::app
