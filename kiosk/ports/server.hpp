#pragma once
// The kiosk's side of the server, one call a round trip. The owner thread may block in it for the time-out
// given.

#include "kiosk/core/enrolment.hpp"
#include "kiosk/core/help_call.hpp"
#include "kiosk/core/journal.hpp"
#include "kiosk/core/result.hpp"
#include "kiosk/ports/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace guichet::ports {

/// Own events that the server does not have yet, in the journal's order; at most 500.
struct Batch {
    std::string device;
    std::string incarnation;
    std::string session;
    std::vector<SealedEvent> events;
};

/// The server holds all events that were sent, up to `sequence`, durably.
struct Acknowledged {
    std::int64_t sequence = 0;
    Instant server_time;
    std::int64_t its_last = 0; ///< the last event of that journal that the server holds, whoever sent it
};

/// The server lacks events before this batch: send from `expected` on.
struct Gap {
    std::int64_t expected = 0;
};

/// The server holds another event under this number; nothing is deleted. The kiosk's store is an older copy,
/// or a second machine has a copy of it: see app/incarnations.cpp.
struct Fork {
    std::int64_t sequence = 0;
};

using PushAnswer = std::variant<Acknowledged, Gap, Fork>;

/// What the server knows of one kiosk of the session.
struct KioskStanding {
    std::string device;
    std::int64_t events = 0; ///< of this session
    bool closed = false;     ///< its closing event has arrived

    friend bool operator==(const KioskStanding&, const KioskStanding&) = default;
};

/// Other kiosks' events since the cursor, at most 500, and how the session stands.
struct PullAnswer {
    ForeignEvents foreign;
    bool more = false;                  ///< there are further events: pull again at once
    std::vector<KioskStanding> kiosks;  ///< all of the session, the asking one too
    std::int64_t manifest_revision = 0; ///< the newest that the server has; 0: it does not say
    std::vector<HelpCall> calls;        ///< of all kiosks of the session, the asking one too; oldest first
};

/// What the server made of a call for a volunteer. An older server knows none; a server may refuse one.
enum class CallAnswer : std::uint8_t { taken, not_taken };

/// What the server thinks of this kiosk, as far as its last answer said. `refused`: it knows the kiosk not,
/// or lets it not do what it asked. `revoked`: the kiosk was withdrawn; the server that it trusts signed
/// that.
enum class Standing : std::uint8_t { good, refused, revoked };

class ServerConnection {
public:
    virtual ~ServerConnection() = default;

    /// The session's manifest; nothing when `known_revision` is still the newest.
    [[nodiscard]] virtual Result<std::optional<StoredManifest>>
    fetch_manifest(const std::string& session, std::int64_t known_revision) = 0;

    /// The manifest that the kiosk has from its store: the server is asked for what is newer, and may tell
    /// that by its difference.
    virtual void remember_manifest(const std::string& session, const StoredManifest& manifest) {
        static_cast<void>(session);
        static_cast<void>(manifest);
    }

    [[nodiscard]] virtual Result<PushAnswer> push(const Batch& batch) = 0;

    [[nodiscard]] virtual Result<PullAnswer> pull(const std::string& session, const std::string& device,
                                                  std::int64_t cursor) = 0;

    /// The server's own report of the session, as JSON (see to_json(SessionReport)).
    [[nodiscard]] virtual Result<std::string> fetch_report(const std::string& session) = 0;

    /// Tells how a call for a volunteer stands. An Error only when the server cannot be reached.
    [[nodiscard]] virtual Result<CallAnswer> tell_call(const std::string& session, const HelpCall& call) = 0;

    /// After a call that gave an Error: whether the server itself is the reason. The owner thread asks.
    [[nodiscard]] virtual Standing standing() const { return Standing::good; }

    /// Makes the kiosk known to the server of a ticket, and keeps what that needs; all calls are this
    /// kiosk's from then on. Where nothing can be enrolled, an Error.
    [[nodiscard]] virtual Result<> enrol(const EnrolmentTicket& ticket, const std::string& station,
                                         const std::string& device) {
        static_cast<void>(ticket);
        static_cast<void>(station);
        return fail("The kiosk {0} cannot be enrolled here.", device);
    }

    /// Ends a call that is under way, from any thread; it returns an Error soon after.
    virtual void cancel() = 0;
};

} // namespace guichet::ports
