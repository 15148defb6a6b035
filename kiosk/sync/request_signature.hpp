#pragma once
// How a kiosk signs what it asks, and what it makes of the server's answers to that.

#include "kiosk/core/clock.hpp"
#include "kiosk/sync/identity.hpp"
#include "kiosk/sync/transfer.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace guichet::sync {

/// The value of an answer's header; empty when there is none.
[[nodiscard]] std::string header_of(const HttpAnswer& answer, std::string_view name);

/// Adds the headers of a signature to a request of `target` (path and query), in the place of earlier ones.
void sign(HttpRequest& request, std::string_view target, const KioskIdentity& identity, Instant time);

/// The server's time, when the answer says that the request bore a wrong one, and the server that the kiosk
/// trusts signed that.
[[nodiscard]] std::optional<Instant> told_time(const HttpAnswer& answer, const HttpRequest& request,
                                               const KioskIdentity& identity);

/// Whether the server that the kiosk trusts says that this very key was withdrawn.
[[nodiscard]] bool tells_revoked(const HttpAnswer& answer, const KioskIdentity& identity);

} // namespace guichet::sync
