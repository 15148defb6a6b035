#include "db/sqlite.hpp"

#include "tests/unit/db/fixtures.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

namespace guichet::db {
namespace {

using test::Folder;
using testing::HasSubstr;

TEST(Sqlite, gives_back_what_was_bound) {
    const Folder folder;
    auto database = Database::open(folder / "a.db");
    ASSERT_TRUE(database.ok()) << database.error().english();
    ASSERT_TRUE(database->execute("CREATE TABLE t (number INTEGER, text TEXT, bytes BLOB, empty)").ok());
    const std::string text("é\0b", 4);
    const Digest bytes = digest_of("x");
    ASSERT_TRUE(
        database
            ->run("INSERT INTO t VALUES (?1, ?2, ?3, NULL)", std::int64_t{-1} << 62, text, std::span(bytes))
            .ok());
    EXPECT_EQ(database->changes(), 1);

    auto row = database->query("SELECT * FROM t WHERE text = ?1", text);
    ASSERT_TRUE(row.ok());
    ASSERT_TRUE(*row->step());
    EXPECT_EQ(row->integer(0), std::int64_t{-1} << 62);
    EXPECT_EQ(row->text(1), text);
    EXPECT_EQ(row->blob(2), std::string(bytes.begin(), bytes.end()));
    EXPECT_TRUE(row->is_null(3));
    EXPECT_FALSE(*row->step());
}

TEST(Sqlite, survives_a_power_cut_by_its_settings) {
    const Folder folder;
    auto database = Database::open(folder / "a.db");
    ASSERT_TRUE(database.ok());
    EXPECT_EQ(*database->integer("PRAGMA synchronous"), 2); // FULL
    EXPECT_EQ(*database->integer("PRAGMA foreign_keys"), 1);
    auto mode = database->query("PRAGMA journal_mode");
    ASSERT_TRUE(*mode->step());
    EXPECT_EQ(mode->text(0), "wal");
}

TEST(Sqlite, a_transaction_that_is_left_changes_nothing) {
    const Folder folder;
    auto database = Database::open(folder / "a.db");
    ASSERT_TRUE(database->execute("CREATE TABLE t (number INTEGER)").ok());
    {
        auto transaction = Transaction::begin(*database);
        ASSERT_TRUE(transaction.ok());
        ASSERT_TRUE(database->run("INSERT INTO t VALUES (1)").ok());
    }
    EXPECT_EQ(*database->integer("SELECT count(*) FROM t"), 0);
    {
        auto transaction = Transaction::begin(*database);
        ASSERT_TRUE(database->run("INSERT INTO t VALUES (1)").ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    EXPECT_EQ(*database->integer("SELECT count(*) FROM t"), 1);
}

TEST(Sqlite, an_error_in_a_statement_is_told) {
    const Folder folder;
    auto database = Database::open(folder / "a.db");
    EXPECT_THAT(database->prepare("SELEC 1").error().english(), HasSubstr("syntax error"));
    EXPECT_THAT(database->execute("SELECT * FROM nowhere").error().english(), HasSubstr("nowhere"));
}

TEST(Sqlite, a_second_opener_gets_words) {
    const Folder folder;
    auto first = Database::open(folder / "a.db");
    ASSERT_TRUE(first.ok());
    const std::string words = (folder / "a.db").string() + " is in use by another program: stop it first.";
    EXPECT_EQ(Database::open(folder / "a.db").error().english(), words);
    EXPECT_EQ(Database::open_read_only(folder / "a.db").error().english(), words);

    const pid_t child = fork();
    if (child == 0) {
        const auto other = Database::open(folder / "a.db");
        _exit(!other.ok() && other.error().english() == words ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0) << "a second process opened the file too";
}

TEST(Sqlite, a_reader_keeps_the_writer_away) {
    const Folder folder;
    { ASSERT_TRUE(Database::open(folder / "a.db")->execute("CREATE TABLE t (number INTEGER)").ok()); }
    {
        auto reader = Database::open_read_only(folder / "a.db");
        ASSERT_TRUE(reader.ok()) << reader.error().english();
        EXPECT_FALSE(reader->execute("INSERT INTO t VALUES (1)").ok());
        EXPECT_FALSE(Database::open(folder / "a.db").ok());
    }
    EXPECT_TRUE(Database::open(folder / "a.db").ok());
}

TEST(Sqlite, says_what_is_wrong_with_a_path) {
    const Folder folder;
    std::ofstream(folder / "letter.txt") << std::string(4096, 'A');
    EXPECT_THAT(Database::open(folder / "letter.txt").error().english(), HasSubstr("is not a database"));
    EXPECT_THAT(Database::open(folder / "missing/a.db").error().english(),
                HasSubstr("does not exist: make it"));
    EXPECT_THAT(Database::open(folder / ".").error().english(), HasSubstr("is a folder"));
    EXPECT_THAT(Database::open("/proc/a.db").error().english(), HasSubstr("check"));
    EXPECT_THAT(Database::open_read_only(folder / "a.db").error().english(), HasSubstr("There is no file"));
}

TEST(Sqlite, a_file_that_may_not_be_written_is_told) {
    if (geteuid() == 0)
        GTEST_SKIP() << "root may write everything";
    const Folder folder;
    { ASSERT_TRUE(Database::open(folder / "a.db").ok()); }
    std::filesystem::permissions(folder / "a.db", std::filesystem::perms::owner_read);
    EXPECT_THAT(Database::open(folder / "a.db").error().english(), HasSubstr("cannot be written"));
}

TEST(Sqlite, a_full_disk_is_told_and_undone) {
    const Folder folder;
    auto database = Database::open(folder / "a.db");
    ASSERT_TRUE(database->execute("CREATE TABLE t (text TEXT)").ok());

    // A limit on the size of files stands for the end of the disk.
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{200'000, before.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    auto transaction = Transaction::begin(*database);
    auto written = database->run("INSERT INTO t VALUES (?1)", std::string(1'000'000, 'x'));
    if (written)
        written = transaction->commit();
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, handler);
    { const auto left = std::move(*transaction); }

    ASSERT_FALSE(written.ok());
    EXPECT_THAT(written.error().english(), HasSubstr("disk"));
    EXPECT_EQ(*database->integer("SELECT count(*) FROM t"), 0);
    EXPECT_TRUE(database->run("INSERT INTO t VALUES ('y')").ok()) << "it goes on once there is room";
}

} // namespace
} // namespace guichet::db
