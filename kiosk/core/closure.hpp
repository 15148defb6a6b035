#pragma once
// The end of a kiosk's journal of a session, and the server's countersignature of it (sync.md, "Close"): who
// holds the paper with the head can prove later what the journal held, and that the server had all of it.

#include "kiosk/core/journal.hpp"
#include "kiosk/core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guichet {

/// A closing event as both parties speak of it.
struct Closure {
    std::string session;
    EventId event;
    HybridTime time;
    Digest head{};        ///< of the closing event: the journal's head with it
    Digest head_before{}; ///< JournalEvent::previous
    SessionClosed counts;
    std::string server_key = {}; ///< hexadecimal; empty: not countersigned
    std::string signature = {};  ///< Ed25519 of closure_statement, hexadecimal

    [[nodiscard]] bool countersigned() const { return !signature.empty(); }
};

/// Nothing: the event closes no session.
[[nodiscard]] std::optional<Closure> closure_of(const SealedEvent& sealed);

/// What the server signs of a closing: session, device, incarnation, number, head with and before the event,
/// and its counts. The same closing gives the same bytes, and Ed25519 the same signature, whenever it is
/// asked for.
[[nodiscard]] std::string closure_statement(const Closure& closure);

/// Whether the countersignature is this key's over this closing.
[[nodiscard]] bool verify_countersignature(const Closure& closure, std::string_view server_key);

/// The closings in a report (SessionReport, to_json) that are countersigned; none where there are no such.
[[nodiscard]] Result<std::vector<Closure>> parse_closures(std::string_view report);

/// One closing as JSON, for the kiosk's store; and back.
[[nodiscard]] std::string to_json(const Closure& closure);
[[nodiscard]] Result<Closure> parse_closure(std::string_view json);

} // namespace guichet
