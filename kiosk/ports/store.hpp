#pragma once
// The kiosk's memory: the journal, the manifest, the spool. One owner thread calls it; each call is durable
// when it returns success, and has changed nothing when it returns an Error.

#include "kiosk/core/closure.hpp"
#include "kiosk/core/journal.hpp"
#include "kiosk/core/result.hpp"
#include "kiosk/ports/users.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guichet::ports {

/// A manifest as the server gave it.
struct StoredManifest {
    std::string body; ///< the signed bytes, see to_json(Manifest)
    std::int64_t revision = 0;
    std::string signature;  ///< Ed25519 over manifest_statement, hexadecimal
    std::string server_key; ///< Ed25519 public key, hexadecimal

    friend bool operator==(const StoredManifest&, const StoredManifest&) = default;
};

/// Where a document stands on its way to paper. `sending` is recorded before the first byte goes out, so that
/// a document found in that state after a restart may already be on paper, in part or whole. `unsure` waits
/// for a person who says whether it came out.
enum class SpoolState : std::uint8_t { queued, sending, sent, printed, failed, unsure };

/// A document that waits for the printer.
struct SpoolEntry {
    std::string id;       ///< unique in the store
    std::string document; ///< receipt::Document as JSON
    SpoolState state = SpoolState::queued;
    bool duplicate = false; ///< must bear the mark
    /// The printer that it is for or was sent to, by its place in the configuration; nothing: by its kind.
    std::optional<std::int64_t> printer = {};
    bool confirmable = true; ///< as the printer was when `sending` was recorded, see PrinterStatus::confirms

    friend bool operator==(const SpoolEntry&, const SpoolEntry&) = default;
};

/// What one act changes: all of it, or nothing.
struct Commit {
    std::vector<SealedEvent> events;   ///< of this kiosk, following the journal's head
    std::vector<SpoolEntry> documents; ///< new ones, or known ones with their new state (told apart by id)
};

/// Events of other kiosks, and up to where the server's list has been read.
struct ForeignEvents {
    std::vector<SealedEvent> events;
    std::int64_t cursor = 0;
};

/// All that a kiosk needs to go on where it was.
struct Recovered {
    std::string incarnation; ///< made by the store when it was created
    std::int64_t boot = 0;   ///< this start's number, 1 and up
    std::optional<StoredManifest> manifest;
    std::vector<SealedEvent> own_events; ///< the whole journal of this incarnation, verified
    std::int64_t acknowledged = 0;       ///< the last own event that the server has, 0 for none
    ForeignEvents foreign;               ///< of the manifest's session
    std::vector<SpoolEntry> documents;   ///< those queued, sending or unsure, oldest first
    bool reconciled = false;             ///< the manifest's session is settled with the server
    bool tour_seen = true;               ///< somebody went through the guided tour, or left it
    std::vector<User> users;             ///< all who ever worked here, by name
    PinGuard guard;
    std::optional<Closure> countersigned = {}; ///< the closing of the manifest's session, if the server has
};

class Store {
public:
    virtual ~Store() = default;

    /// Opens the store (creating or migrating it), counts this start, and reads everything back. A broken
    /// chain is an Error that names the place.
    [[nodiscard]] virtual Result<Recovered> recover() = 0;

    /// Appends to the journal and changes the spool in one durable transaction.
    [[nodiscard]] virtual Result<> commit(const Commit& commit) = 0;

    /// The own events of this incarnation from number `from` (1 and up) on, in their order.
    [[nodiscard]] virtual Result<std::vector<SealedEvent>> read_journal(std::int64_t from) = 0;

    /// Activates a manifest; a revision of the same session that is older than the one known is refused.
    [[nodiscard]] virtual Result<> save_manifest(const StoredManifest& manifest) = 0;

    /// Keeps events of other kiosks; those already known are passed over.
    [[nodiscard]] virtual Result<> save_foreign(const ForeignEvents& foreign) = 0;

    /// The server has all own events up to this number; it never goes back.
    [[nodiscard]] virtual Result<> save_acknowledged(std::int64_t sequence) = 0;

    /// The session is settled with the server.
    [[nodiscard]] virtual Result<> save_reconciled(const std::string& session) = 0;

    /// The server has countersigned this kiosk's closing; one for each session is kept.
    [[nodiscard]] virtual Result<> save_countersignature(const Closure& /*closure*/) { return Done{}; }

    /// The guided tour need not come up by itself any more.
    [[nodiscard]] virtual Result<> save_tour_seen() { return Done{}; }

    /// Adds a user or changes one; gives all users then. Refused: an empty name, a name that an active user
    /// has already, a new user or another PIN without a whole PIN, and whatever leaves active users without a
    /// coordinator among them.
    [[nodiscard]] virtual Result<std::vector<User>> save_user(const UserChange& change) = 0;

    /// Looks whether a PIN is right. A wrong one counts, also through a power cut; while the guard's pause
    /// lasts none is looked at.
    [[nodiscard]] virtual Result<PinAnswer> check_pin(const PinQuestion& question) = 0;
};

} // namespace guichet::ports
