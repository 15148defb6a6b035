#pragma once
// The databases' schemas, as numbered SQL files (db/migrations/kiosk, db/migrations/server) that are compiled
// in.

#include "db/sqlite.hpp"

#include <span>
#include <string_view>

namespace guichet::db {

/// One file NNN_name.sql: what leads from version number - 1 to `number`. It holds no BEGIN and no COMMIT.
struct Migration {
    int number = 0;
    std::string_view name;
    std::string_view sql;
};

/// What a database of ours is. Its version is in `PRAGMA user_version`, and `PRAGMA application_id` tells it
/// from the databases of other programs (https://sqlite.org/pragma.html#pragma_application_id).
struct Schema {
    std::int32_t application_id = 0;
    std::span<const Migration> migrations; ///< numbered 1, 2, 3 …

    [[nodiscard]] int version() const { return static_cast<int>(migrations.size()); }
};

[[nodiscard]] const Schema& kiosk_schema();
[[nodiscard]] const Schema& server_schema();

/// Brings a database to the schema's version, each step in a transaction of its own. Refuses one that is
/// newer than this program, or that belongs to another program.
[[nodiscard]] Result<> migrate(Database& database, const Schema& schema);

/// Refuses a database that is not of exactly the schema's version; for those who only read.
[[nodiscard]] Result<> check_version(Database& database, const Schema& schema);

} // namespace guichet::db
