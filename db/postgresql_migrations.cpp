#include "db/postgresql_migrations.hpp"

#include "db/migration_files.hpp"

#include <fmt/format.h>

namespace guichet::sql {

namespace {

/// The advisory lock of whoever changes the schema: "GuSe".
constexpr std::int64_t schema_lock = 0x47'75'53'65;

/// -1 when our tables are there; otherwise the number of tables in the schema that we would make ours in, but
/// for those of PostgreSQL's extensions. One statement, since another program may make ours between two.
constexpr const char* look_for_tables = R"(
    SELECT CASE WHEN to_regclass('guichet_schema') IS NOT NULL THEN -1 ELSE (
        SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')) END)";

Result<std::int64_t> number(Connection& database, std::string_view sql) {
    auto rows = database.query(sql);
    if (!rows)
        return rows.error();
    const auto row = rows->step();
    if (!row)
        return row.error();
    return *row ? rows->integer(0) : 0;
}

Result<> apply(Connection& database, const db::Migration& migration) {
    if (auto made = database.script("CREATE TABLE IF NOT EXISTS guichet_schema ("
                                    "only_row INTEGER PRIMARY KEY CHECK (only_row = 1), "
                                    "version BIGINT NOT NULL)");
        !made)
        return made;
    if (auto applied = database.script(std::string(migration.sql)); !applied)
        return applied;
    return database.run_later("INSERT INTO guichet_schema (only_row, version) VALUES (1, ?)"
                              " ON CONFLICT (only_row) DO UPDATE SET version = excluded.version",
                              std::int64_t{migration.number});
}

/// Does the next step, unless somebody else just did it. Gives the version that there is then.
Result<std::int64_t> step(Connection& database, std::span<const db::Migration> migrations) {
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    if (auto locked = database.run("SELECT pg_advisory_xact_lock(?)", schema_lock); !locked)
        return locked.error();
    const auto version = version_of(database, migrations);
    if (!version || *version == std::ssize(migrations))
        return version;
    const auto& migration = migrations[static_cast<std::size_t>(*version)];
    auto applied = apply(database, migration);
    if (applied)
        applied = transaction->commit();
    if (!applied)
        return fail("{0} could not be brought to version {1} ({2}): {3}", database.name(), migration.number,
                    migration.name, applied.error().english());
    return *version + 1;
}

} // namespace

std::span<const db::Migration> postgresql_migrations() {
    return db::server_postgresql_migration_files();
}

Result<std::int64_t> version_of(Connection& database, std::span<const db::Migration> migrations) {
    const auto tables = number(database, look_for_tables);
    if (!tables)
        return tables;
    if (*tables > 0)
        return fail("{0} holds the tables of another program: give this one a database of its own.",
                    database.name());
    if (*tables == 0)
        return 0;
    const auto version = number(database, "SELECT version FROM guichet_schema");
    if (!version)
        return version;
    if (*version > std::ssize(migrations))
        return fail(
            "{0} was written by a newer version of this program (its schema is {1}, this program knows {2}): "
            "update the program.",
            database.name(), *version, migrations.size());
    return version;
}

Result<> migrate(Connection& database, std::span<const db::Migration> migrations) {
    int expected = 0;
    for (const auto& migration : migrations)
        require(migration.number == ++expected, "migrations are numbered 1, 2, 3 without a gap");
    auto version = version_of(database, migrations);
    while (version && *version < std::ssize(migrations))
        version = step(database, migrations);
    if (!version)
        return version.error();
    return Done{};
}

} // namespace guichet::sql
