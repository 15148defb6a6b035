#pragma once
// Reads a kiosk's database back and checks it, without changing it. For the store and for the tools.

#include "db/sqlite.hpp"
#include "kiosk/ports/store.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::db {

/// One incarnation's journal, whole: also what counts no longer because it was sealed anew.
struct OwnJournal {
    std::string incarnation;
    std::vector<SealedEvent> events;
    Digest head{};                           ///< of the last one; zeros without one
    std::optional<std::int64_t> counts = {}; ///< of a former one: up to where its events count
};

/// What the journal's file says of itself, and what its checked events lead to.
struct KioskContent {
    ports::Recovered recovered;
    std::string device;              ///< of the journal; empty before its first event
    std::string session;             ///< of the manifest; empty without one
    ChainVerifier chain;             ///< stands at the journal's head
    std::vector<OwnJournal> formers; ///< the oldest first
};

/// Reads everything and verifies the journal; the first event that is altered, missing or added is named in
/// the Error. The database is of the current schema.
[[nodiscard]] Result<KioskContent> read_kiosk(Database& database);

/// The events of one incarnation from a number on, up to another, as they are on record.
[[nodiscard]] Result<std::vector<SealedEvent>>
read_journal_from(Database& database, const std::string& incarnation, std::int64_t from,
                  std::int64_t up_to = std::numeric_limits<std::int64_t>::max());

/// The incarnations before the one that goes on, the oldest first.
[[nodiscard]] Result<std::vector<ports::FormerIncarnation>> read_formers(Database& database);

/// The name of the setting that keeps a session's countersigned closing, as JSON (core/closure).
[[nodiscard]] std::string countersignature_setting(const std::string& session);

/// The words that stand for the states in the database.
[[nodiscard]] std::string_view word(ports::SpoolState state);

} // namespace guichet::db
