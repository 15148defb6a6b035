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

/// Whether a part of a paper may hang in a printer, not fed out and cut.
struct PrinterMark {
    std::int64_t printer = 0; ///< its place in the configuration
    bool interrupted = false;

    friend bool operator==(const PrinterMark&, const PrinterMark&) = default;
};

/// What one act changes: all of it, or nothing.
struct Commit {
    std::vector<SealedEvent> events;   ///< of this kiosk, following the journal's head
    std::vector<SpoolEntry> documents; ///< new ones, or known ones with their new state (told apart by id)
    std::vector<PrinterMark> printers = {};
};

/// Events of other kiosks, and up to where the server's list has been read.
struct ForeignEvents {
    std::vector<SealedEvent> events;
    std::int64_t cursor = 0;
};

/// A journal of this kiosk that does not go on, because another event of its number is at the server.
struct FormerIncarnation {
    std::string incarnation;
    std::int64_t counts = 0; ///< its events up to this number count; the others were sealed anew

    friend bool operator==(const FormerIncarnation&, const FormerIncarnation&) = default;
};

/// Whether the kiosk was withdrawn, and what it knew of people is erased. `erasing`: that is not finished.
enum class Withdrawal : std::uint8_t { none, erasing, erased };

/// All that a kiosk needs to go on where it was.
struct Recovered {
    std::string incarnation; ///< of the journal that goes on, made by the store
    std::int64_t boot = 0;   ///< this start's number, 1 and up
    std::optional<StoredManifest> manifest;
    /// The own events that count, verified: those of former incarnations first, the oldest of these first.
    std::vector<SealedEvent> own_events;
    std::int64_t acknowledged = 0;     ///< the last of this incarnation that the server has, 0 for none
    ForeignEvents foreign;             ///< of the manifest's session
    std::vector<SpoolEntry> documents; ///< those queued, sending or unsure, oldest first
    bool reconciled = false;           ///< the manifest's session is settled with the server
    bool tour_seen = true;             ///< somebody went through the guided tour, or left it
    std::vector<User> users;           ///< all who ever worked here, by name
    PinGuard guard;
    std::vector<std::int64_t> interrupted_printers = {}; ///< see PrinterMark
    std::vector<FormerIncarnation> formers = {};         ///< the oldest first
    Withdrawal withdrawal = Withdrawal::none;
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

    /// The own events of this incarnation from number `from` (1 and up) on, in their order; with 1, those of
    /// former incarnations that count before them.
    [[nodiscard]] virtual Result<std::vector<SealedEvent>> read_journal(std::int64_t from) = 0;

    /// Begins a new incarnation in one durable transaction: the events of `incarnation` from number `from`
    /// (1 to one behind its end) on stay in the journal and count no longer; their facts are sealed anew
    /// (reseal) as the first events of the new one. Gives back all as recover() does, without counting a
    /// start. Changes nothing when another incarnation than `incarnation` goes on already, as when the answer
    /// was lost.
    [[nodiscard]] virtual Result<Recovered> begin_incarnation(const std::string& incarnation,
                                                              std::int64_t from) = 0;

    /// Activates a manifest; a revision of the same session that is older than the one known is refused.
    [[nodiscard]] virtual Result<> save_manifest(const StoredManifest& manifest) = 0;

    /// Keeps events of other kiosks; those already known are passed over.
    [[nodiscard]] virtual Result<> save_foreign(const ForeignEvents& foreign) = 0;

    /// The server has all own events of this incarnation up to this number; it never goes back.
    [[nodiscard]] virtual Result<> save_acknowledged(std::int64_t sequence) = 0;

    /// The session is settled with the server.
    [[nodiscard]] virtual Result<> save_reconciled(const std::string& session) = 0;

    /// The server has countersigned this kiosk's closing; one for each session is kept.
    [[nodiscard]] virtual Result<> save_countersignature(const Closure& /*closure*/) { return Done{}; }

    /// The guided tour need not come up by itself any more.
    [[nodiscard]] virtual Result<> save_tour_seen() { return Done{}; }

    /// The kiosk was withdrawn: erases what it knows of people, so that no name remains in the bytes of the
    /// store, and its key. The journal stays, which names nobody, and so do the ids of users, which it names.
    /// Begun, it is on record: after an Error or a power cut it is done again.
    [[nodiscard]] virtual Result<> erase_people() { return Done{}; }

    /// The kiosk is enrolled again: no withdrawal is on record any more.
    [[nodiscard]] virtual Result<> save_enrolled() { return Done{}; }

    /// Adds a user or changes one; gives all users then. Refused: an empty name, a name that an active user
    /// has already, a new user or another PIN without a whole PIN, and whatever leaves active users without a
    /// coordinator among them.
    [[nodiscard]] virtual Result<std::vector<User>> save_user(const UserChange& change) = 0;

    /// Looks whether a PIN is right. A wrong one counts, also through a power cut; while the guard's pause
    /// lasts none is looked at.
    [[nodiscard]] virtual Result<PinAnswer> check_pin(const PinQuestion& question) = 0;
};

} // namespace guichet::ports
