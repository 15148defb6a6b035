#pragma once
// What a kiosk and the server sign for one another: requests, batches of events, the time, a withdrawal.
// Each statement is a text of lines that begins with its purpose, so that no signature stands for another
// thing. Described for others in server/openapi.yaml, "Signatures".

#include "kiosk/core/clock.hpp"
#include "kiosk/core/digest.hpp"
#include "kiosk/core/journal.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::wire {

// Headers of a signed request.
inline constexpr std::string_view device_header = "Guichet-Device";
inline constexpr std::string_view time_header = "Guichet-Time"; ///< also of an answer that tells the time
inline constexpr std::string_view request_signature_header = "Guichet-Request-Signature";

/// How far the time of a request may be from the server's, either way: a copy of it is good for no longer.
inline constexpr std::int64_t most_clock_difference = 300'000; // milliseconds

// Words of refusals. With status 401: who asks is not known, or did not sign it.
inline constexpr std::string_view not_signed_error = "not_signed";
inline constexpr std::string_view unknown_device_error = "unknown_device";
inline constexpr std::string_view bad_signature_error = "bad_signature";
inline constexpr std::string_view clock_error = "clock"; ///< with the server's time, signed
// With status 403: who asks is known, and may not.
inline constexpr std::string_view revoked_error = "revoked"; ///< with the server's signature
inline constexpr std::string_view other_station_error = "other_station";
inline constexpr std::string_view other_device_error = "other_device";

/// What a kiosk signs of each request. `target` is path and query as they are sent; `time` is the kiosk's, in
/// milliseconds since 1970; `body` is plain, however it travels.
[[nodiscard]] std::string request_statement(std::string_view device, std::string_view method,
                                            std::string_view target, std::int64_t time,
                                            std::string_view body);

/// What a kiosk signs of a batch: device, incarnation, first and last number, the digest of the event before
/// the first, the digest of the last. The chain between them is checked besides. At least one event.
[[nodiscard]] std::string batch_statement(std::string_view device, std::string_view incarnation,
                                          const std::vector<SealedEvent>& events);

/// What the server signs when it tells the time to a kiosk whose request bears another: of that very request,
/// so that no old answer sets a clock.
[[nodiscard]] std::string time_statement(std::int64_t time, std::string_view request_signature);

/// What the server signs when it tells a kiosk that its key was withdrawn. It names the key: an answer that
/// somebody kept does nothing to a kiosk that was enrolled again.
[[nodiscard]] std::string revocation_statement(std::string_view device, std::string_view public_key);

} // namespace guichet::wire
