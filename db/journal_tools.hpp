#pragma once
// Looking at a kiosk's store from outside, while the kiosk is stopped. Nothing in it is changed, no start is
// counted.

#include "kiosk/core/digest.hpp"
#include "kiosk/core/result.hpp"
#include "kiosk/ports/store.hpp"

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>

namespace guichet::db {

/// What a journal is, and what it ends with.
struct JournalSummary {
    std::string device; ///< empty for a journal without events
    std::string incarnation;
    std::int64_t events = 0;
    Digest head{};            ///< digest of the last event; zeros without one
    std::int64_t formers = 0; ///< incarnations before this one
    std::int64_t unsent = 0;  ///< events that the server has not acknowledged, of the `events`
};

/// Reads and verifies everything that the store holds, as a kiosk that starts would; `boot` is that of the
/// last start.
[[nodiscard]] Result<ports::Recovered> read_store(const std::filesystem::path& path);

/// Verifies the journal; the Error names the first event that is altered, missing or added.
[[nodiscard]] Result<JournalSummary> verify_journal(const std::filesystem::path& path);

/// Writes the journal as an archive, once it is verified; nothing is written of a broken one. JSON, one
/// object a line:
///   {"device":"K1","format":"guichet-journal/1","incarnation":"…"}
///   each event's stored bytes, in the order of the chain
///   {"events":2,"head":"…"}
/// so that BLAKE2b-256 of each line but the first and the last is "prev_hash" of the next, and "head" at the
/// end. Former incarnations come first, each in the same form, whole; the first line says in "counts" up to
/// which number its events count: the others stand again in a later one, with their "origin".
[[nodiscard]] Result<JournalSummary> export_journal(const std::filesystem::path& path, std::ostream& archive);

} // namespace guichet::db
