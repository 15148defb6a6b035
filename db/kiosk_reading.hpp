#pragma once
// Reads a kiosk's database back and checks it, without changing it. For the store and for the tools.

#include "db/sqlite.hpp"
#include "kiosk/ports/store.hpp"

#include <string>
#include <string_view>

namespace guichet::db {

/// What the journal's file says of itself, and what its checked events lead to.
struct KioskContent {
    ports::Recovered recovered;
    std::string device;  ///< of the journal; empty before its first event
    std::string session; ///< of the manifest; empty without one
    ChainVerifier chain; ///< stands at the journal's head
};

/// Reads everything and verifies the journal; the first event that is altered, missing or added is named in
/// the Error. The database is of the current schema.
[[nodiscard]] Result<KioskContent> read_kiosk(Database& database);

/// The events of one incarnation from a number on, as they are on record.
[[nodiscard]] Result<std::vector<SealedEvent>>
read_journal_from(Database& database, const std::string& incarnation, std::int64_t from);

/// The name of the setting that keeps a session's countersigned closing, as JSON (core/closure).
[[nodiscard]] std::string countersignature_setting(const std::string& session);

/// The words that stand for the states in the database.
[[nodiscard]] std::string_view word(ports::SpoolState state);

} // namespace guichet::db
