#pragma once
// The kiosks that a server knows by their keys.

#include "kiosk/core/clock.hpp"
#include "kiosk/core/digest.hpp"
#include "kiosk/core/signing_key.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace guichet::server {

/// A kiosk by the names that its configuration gives it. A device's name is unique at the organiser: journals
/// say it without the station.
struct DeviceName {
    std::string station;
    std::string device;

    friend bool operator==(const DeviceName&, const DeviceName&) = default;
};

/// Reads a station's id and a kiosk's name; refuses what is neither.
[[nodiscard]] Result<DeviceName> make_device_name(std::string station, std::string device);

/// A key that the server pinned, or did.
struct PinnedKey {
    DeviceName name;
    PublicKey public_key{};
    Instant enrolled;
    std::optional<Instant> revoked; ///< nothing: it is good
    std::string reason;             ///< of the revocation, as the office gave it
};

/// How a kiosk stands, for people.
struct DeviceStanding {
    DeviceName name;
    std::optional<PinnedKey> key;          ///< the newest; nothing: none was ever pinned
    std::optional<Instant> code_expires{}; ///< an enrolment code waits to be used until then
};

/// What became of an enrolment code that a kiosk gave.
enum class CodeOutcome : std::uint8_t {
    pinned,  ///< the key is the kiosk's from now on, or was already by this very code
    unknown, ///< no such code for this kiosk; it counts as a guess
    used,    ///< another key took it
    expired,
    guessed ///< too many wrong codes were tried for this kiosk: the right one is not taken any more
};

struct EnrolmentOutcome {
    CodeOutcome code = CodeOutcome::unknown;
    std::string station{}; ///< of the kiosk, when its key is pinned
};

/// What a kiosk that enrols gives.
struct EnrolmentClaim {
    std::string device;
    Digest code{}; ///< enrolment_code_digest
    PublicKey key{};
};

/// How many wrong codes may be tried for a kiosk before its right one is void.
inline constexpr std::int64_t most_guesses = 10;

} // namespace guichet::server
