// The server's countersignature of this kiosk's closing: it comes with the report, whenever there is a
// network.

#include "kiosk/app/context.hpp"

#include <algorithm>

namespace guichet::app {

void note_closing(State& state, const SealedEvent& sealed) {
    auto closure = closure_of(sealed);
    if (!closure || closure->session != state.manifest->session())
        return;
    state.sync.closing = std::move(*closure);
    state.sync.countersignature_fault.reset();
}

void take_countersignature(Context& context, const std::string& report) {
    auto& state = context.state;
    auto& sync = state.sync;
    if (!sync.closing || sync.closing->countersigned())
        return;
    const auto closures = parse_closures(report);
    if (!closures) {
        sync.countersignature_fault = closures.error();
        context.log("{0}", closures.error().english());
        return;
    }
    const auto found = std::find_if(closures->begin(), closures->end(), [&](const Closure& closure) {
        return closure.event == sync.closing->event;
    });
    if (found == closures->end()) // an older server countersigns nothing
        return;
    // Only the key and the signature are the server's to say; what they are over, this kiosk knows.
    Closure countersigned = *sync.closing;
    countersigned.server_key = found->server_key;
    countersigned.signature = found->signature;
    if (!verify_countersignature(countersigned, sync.server_key)) {
        sync.countersignature_fault = fail(
            "The server's countersignature of this kiosk's closing is wrong. Keep this kiosk and tell the "
            "organiser.");
        context.log("{0}", sync.countersignature_fault->english());
        return;
    }
    sync.countersignature_fault.reset();
    sync.closing = countersigned;
    context.add(KeepCountersignature{std::move(countersigned)});
}

} // namespace guichet::app
