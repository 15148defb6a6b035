#pragma once
// The server's schema in PostgreSQL (db/migrations/server_postgresql). Its version is in the table
// guichet_schema, which also tells our tables from those of other programs.

#include "db/migrations.hpp"
#include "db/sql.hpp"

namespace guichet::sql {

/// All steps; their numbers are those of SQLite's, and after each both hold the same.
[[nodiscard]] std::span<const db::Migration> postgresql_migrations();

/// The version of a database: 0 when nothing of ours is in it. Refuses one that is newer than the migrations,
/// or that holds the tables of another program.
[[nodiscard]] Result<std::int64_t> version_of(Connection& database,
                                              std::span<const db::Migration> migrations);

/// Brings a database to the last of the migrations, each in a transaction of its own. Several programs may do
/// so at once: one does it, and the others wait.
[[nodiscard]] Result<> migrate(Connection& database, std::span<const db::Migration> migrations);

} // namespace guichet::sql
