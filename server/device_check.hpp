#pragma once
// Who asks, and whether they may: the signatures of requests and batches against the keys that are pinned.
// Each refusal changes nothing, and a kiosk keeps its queue whatever it is told.

#include "kiosk/core/wire.hpp"
#include "server/signing_key.hpp"
#include "server/store.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace guichet::server {

struct Answer;
struct Request;

/// What becomes of requests that nobody signed, in the name of a kiosk without a pinned key. Accepted: for
/// demonstrations, and while the kiosks of a drive move from version 1 of the protocol to version 2.
enum class Unenrolled : std::uint8_t { refused, accepted };

/// Who signed a request.
struct Asker {
    bool enrolled = false; ///< else nobody signed, and that is accepted
    PinnedKey key{};       ///< the one that signed; good
    /// Where the kiosk works and worked: what it has still to send may be of an earlier station.
    std::vector<std::string> stations{};
};

class DeviceCheck {
public:
    /// The store outlives it. `key` is the server's.
    DeviceCheck(Store& store, SigningKey key, Unenrolled unenrolled)
        : store_(store), key_(key), unenrolled_(unenrolled) {}

    /// Finds out who asks; gives what to answer to who may not.
    [[nodiscard]] std::optional<Answer> check(const Request& request, Instant now, Asker& asker) const;

    /// Whether they may read of a session, or work for it.
    [[nodiscard]] static std::optional<Answer> check_station(const Asker& asker, const std::string& station);

    /// Whether they are the kiosk in whose name something comes.
    [[nodiscard]] std::optional<Answer> check_device(const Asker& asker, const std::string& device) const;

    /// Whether the batch, which is of check_device's kiosk and not empty, is signed, and of sessions of the
    /// kiosk's stations.
    [[nodiscard]] static std::optional<Answer> check_batch(const Asker& asker, const wire::Batch& batch);

private:
    [[nodiscard]] Answer tell_time(Instant now, const std::string& signature) const;
    [[nodiscard]] Answer tell_revoked(const PinnedKey& key) const;

    Store& store_;
    SigningKey key_;
    Unenrolled unenrolled_;
};

} // namespace guichet::server
