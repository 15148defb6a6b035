#include "db/migrations.hpp"

#include "db/migration_files.hpp"

#include <fmt/format.h>

namespace guichet::db {

namespace {

constexpr std::int32_t kiosk_application_id = 0x47'75'4B'69;  // "GuKi"
constexpr std::int32_t server_application_id = 0x47'75'53'65; // "GuSe"

/// The version of a database: 0 when it is new.
Result<std::int64_t> version_of(Database& database, const Schema& schema) {
    const auto version = database.integer("PRAGMA user_version");
    if (!version)
        return version.error();
    const auto application = database.integer("PRAGMA application_id");
    if (!application)
        return application.error();
    const auto objects = database.integer("SELECT count(*) FROM sqlite_schema");
    if (!objects)
        return objects.error();
    const bool is_new = *version == 0 && *application == 0 && *objects == 0;
    if (!is_new && *application != schema.application_id)
        return fail("{0} is the database of another program: give another file.", database.path());
    if (*version > schema.version())
        return fail(
            "{0} was written by a newer version of this program (its schema is {1}, this program knows {2}): "
            "update the program.",
            database.path(), *version, schema.version());
    return version;
}

Result<> apply(Database& database, const Schema& schema, const Migration& migration) {
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    const auto sql = fmt::format("{}\n;PRAGMA application_id = {}; PRAGMA user_version = {};", migration.sql,
                                 schema.application_id, migration.number);
    auto applied = database.execute(sql);
    if (applied)
        applied = transaction->commit();
    if (!applied)
        return fail("{0} could not be brought to version {1} ({2}): {3}", database.path(), migration.number,
                    migration.name, applied.error().english());
    return Done{};
}

} // namespace

const Schema& kiosk_schema() {
    static const Schema schema{kiosk_application_id, kiosk_migration_files()};
    return schema;
}

const Schema& server_schema() {
    static const Schema schema{server_application_id, server_migration_files()};
    return schema;
}

Result<> migrate(Database& database, const Schema& schema) {
    const auto version = version_of(database, schema);
    if (!version)
        return version.error();
    int number = 0;
    for (const auto& migration : schema.migrations) {
        require(migration.number == ++number, "migrations are numbered 1, 2, 3 without a gap");
        if (migration.number <= *version)
            continue;
        if (auto applied = apply(database, schema, migration); !applied)
            return applied;
    }
    return Done{};
}

Result<> check_version(Database& database, const Schema& schema) {
    const auto version = version_of(database, schema);
    if (!version)
        return version.error();
    if (*version == 0)
        return fail("{0} is empty: nothing was ever stored in it.", database.path());
    if (*version < schema.version())
        return fail(
            "{0} is of an older version ({1}, this program reads {2}): start the program that owns it once.",
            database.path(), *version, schema.version());
    return Done{};
}

} // namespace guichet::db
