#pragma once
// The store in a database that speaks SQL: one SQLite file, or PostgreSQL. What is in it:
// db/migrations/server, db/migrations/server_postgresql.

#include "server/store.hpp"

#include <filesystem>

namespace guichet::server {

/// Opens the file, migrating it as needed. The file belongs to this store alone until it is closed; while
/// another program has it, the Error says so after a short wait.
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite_store(const std::filesystem::path& file,
                                                               Opening opening);

/// Opens the database of a URL (libpq's), migrating it as needed. Several stores may use it, in several
/// programs. A connection that is lost is an Error for the call under way; the next one connects again.
[[nodiscard]] Result<std::unique_ptr<Store>> open_postgresql_store(const std::string& url, Opening opening);

} // namespace guichet::server
