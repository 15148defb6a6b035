#include "db/migrations.hpp"

#include "tests/unit/db/fixtures.hpp"

#include <gmock/gmock.h>

#include <array>

namespace guichet::db {
namespace {

using test::Folder;
using testing::HasSubstr;

constexpr std::array<Migration, 3> steps{
    Migration{1, "people", "CREATE TABLE people (name TEXT);"},
    Migration{2, "age", "ALTER TABLE people ADD age INTEGER; -- years"},
    Migration{3, "broken", "CREATE TABLE half (a); CREATE TABLE people (b);"}};

Schema upto(std::size_t version, std::int32_t application_id = 77) {
    return {application_id, std::span(steps).first(version)};
}

TEST(Migrations, every_schema_of_the_program_starts_from_nothing) {
    const Folder folder;
    for (const auto* schema : {&kiosk_schema(), &server_schema()}) {
        auto database = Database::open(folder / (schema == &kiosk_schema() ? "kiosk.db" : "server.db"));
        const auto migrated = migrate(*database, *schema);
        ASSERT_TRUE(migrated.ok()) << migrated.error().english();
        EXPECT_EQ(*database->integer("PRAGMA user_version"), schema->version());
        EXPECT_TRUE(migrate(*database, *schema).ok()) << "again changes nothing";
    }
}

TEST(Migrations, an_older_database_is_brought_up_and_keeps_its_rows) {
    const Folder folder;
    auto database = Database::open(folder / "a.db");
    ASSERT_TRUE(migrate(*database, upto(1)).ok());
    ASSERT_TRUE(database->run("INSERT INTO people VALUES ('Camille')").ok());
    EXPECT_THAT(check_version(*database, upto(2)).error().english(), HasSubstr("of an older version"));
    ASSERT_TRUE(migrate(*database, upto(2)).ok());
    EXPECT_TRUE(check_version(*database, upto(2)).ok());
    EXPECT_EQ(*database->integer("SELECT count(*) FROM people WHERE age IS NULL"), 1);
}

/// What the first version of the kiosk left behind: papers in every state, under way and done.
TEST(Migrations, papers_of_the_first_version_keep_their_places_and_their_guards) {
    const Folder folder;
    auto database = Database::open(folder / "kiosk.db");
    const Schema& schema = kiosk_schema();
    ASSERT_TRUE(migrate(*database, {schema.application_id, schema.migrations.first(1)}).ok());
    ASSERT_TRUE(
        database
            ->execute("INSERT INTO kiosk (only, incarnation) VALUES (1, 'i1');"
                      "INSERT INTO spool (number, id, document, state, duplicate) VALUES "
                      "(3, 'a', '{\"kind\":\"receipt\"}', 'printed', 0), (5, 'b', 'B', 'sending', 0), "
                      "(9, 'c', 'C', 'queued', 1), (12, 'd', 'D', 'failed', 0), (13, 'e', 'E', 'sent', 1)")
            .ok());
    const auto migrated = migrate(*database, schema);
    ASSERT_TRUE(migrated.ok()) << migrated.error().english();
    EXPECT_EQ(*database->integer("SELECT count(*) FROM spool"), 5);
    EXPECT_EQ(
        *database->integer("SELECT number FROM spool WHERE id = 'c' AND state = 'queued' AND document = 'C' "
                           "AND duplicate = 1 AND printer IS NULL AND confirmable = 1"),
        9);
    ASSERT_TRUE(
        database->run("INSERT INTO spool (id, document, state, duplicate) VALUES ('f', '', 'unsure', 0)")
            .ok());
    EXPECT_EQ(*database->integer("SELECT number FROM spool WHERE id = 'f'"), 14) << "the order goes on";
    EXPECT_THAT(database->run("DELETE FROM spool WHERE id = 'a'").error().english(),
                HasSubstr("never deleted"));
    EXPECT_FALSE(database->run("UPDATE spool SET state = 'eaten' WHERE id = 'a'").ok());
    EXPECT_FALSE(
        database->run("INSERT INTO spool (id, document, state, duplicate) VALUES ('a', '', 'queued', 0)")
            .ok());
    EXPECT_EQ(*database->integer("SELECT count(*) FROM sqlite_schema WHERE name IN ('spool_waiting', "
                                 "'spool_no_delete') AND tbl_name = 'spool'"),
              2);
    EXPECT_EQ(*database->integer("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'spool_new%'"), 0);
}

TEST(Migrations, a_step_that_fails_leaves_the_version_before_it) {
    const Folder folder;
    auto database = Database::open(folder / "a.db");
    EXPECT_THAT(migrate(*database, upto(3)).error().english(), HasSubstr("version 3 (broken)"));
    EXPECT_EQ(*database->integer("PRAGMA user_version"), 2);
    EXPECT_EQ(*database->integer("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
}

TEST(Migrations, a_newer_database_is_refused) {
    const Folder folder;
    auto database = Database::open(folder / "a.db");
    ASSERT_TRUE(migrate(*database, upto(2)).ok());
    EXPECT_THAT(migrate(*database, upto(1)).error().english(), HasSubstr("update the program"));
    EXPECT_THAT(check_version(*database, upto(1)).error().english(), HasSubstr("update the program"));
}

TEST(Migrations, the_database_of_another_program_is_refused) {
    const Folder folder;
    auto ours = Database::open(folder / "a.db");
    ASSERT_TRUE(migrate(*ours, upto(1)).ok());
    EXPECT_THAT(migrate(*ours, upto(1, 78)).error().english(), HasSubstr("another program"));
    auto foreign = Database::open(folder / "b.db");
    ASSERT_TRUE(foreign->execute("CREATE TABLE recipes (name TEXT)").ok());
    EXPECT_THAT(migrate(*foreign, upto(1)).error().english(), HasSubstr("another program"));
}

} // namespace
} // namespace guichet::db
