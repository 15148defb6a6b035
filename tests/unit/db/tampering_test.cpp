#include "db/journal_tools.hpp"
#include "db/migrations.hpp"
#include "tests/unit/db/fixtures.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace guichet::db {
namespace {

using test::Folder;
using test::Recorder;
using test::tamper;
using testing::HasSubstr;

/// A stopped kiosk's store: five events of its own, two of another kiosk, one document.
class Tampering : public testing::Test {
protected:
    void SetUp() override {
        KioskStore store(path, [] { return std::string("i1"); });
        ASSERT_TRUE(store.recover().ok());
        ASSERT_TRUE(store.save_manifest(test::manifest(1)).ok());
        ASSERT_TRUE(store
                        .commit({.events = Recorder("K1", "i1").next_many(5),
                                 .documents = {{.id = "D1", .document = "{}"}}})
                        .ok());
        ASSERT_TRUE(store.save_foreign({.events = Recorder("K2", "i2").next_many(2), .cursor = 2}).ok());
    }

    /// Both the kiosk and the tool find the same break.
    void expect_found(const std::string& words) {
        for (int start = 1; start <= 2; ++start) {
            const auto recovered = KioskStore(path).recover();
            ASSERT_FALSE(recovered.ok()) << "start " << start;
            EXPECT_THAT(recovered.error().english(), HasSubstr(words));
        }
        const auto verified = verify_journal(path);
        ASSERT_FALSE(verified.ok());
        EXPECT_THAT(verified.error().english(), HasSubstr(words));
    }

    Folder folder;
    std::filesystem::path path = folder / "kiosk.db";
};

TEST_F(Tampering, an_altered_event_is_named) {
    tamper(path, "UPDATE journal SET bytes = replace(bytes, 'B0001', 'B0002') WHERE sequence = 3");
    expect_found("Event 3 of K1 was altered");
}

TEST_F(Tampering, an_altered_event_with_a_digest_that_fits_breaks_the_next_one) {
    Recorder other("K1", "i1");
    other.next();
    other.next();
    const auto forged = other.next("B0666");
    tamper(path, "UPDATE journal SET bytes = '" + forged.bytes + "', digest = x'" + to_hex(forged.digest) +
                     "' WHERE sequence = 3");
    expect_found("at event 4");
}

TEST_F(Tampering, a_removed_event_is_named) {
    tamper(path, "DELETE FROM journal WHERE sequence = 2");
    expect_found("Event 2 of K1 is missing");
}

TEST_F(Tampering, removed_last_events_are_named) {
    tamper(path, "DELETE FROM journal WHERE sequence >= 4");
    expect_found("Event 4 of K1 is missing");
}

TEST_F(Tampering, an_emptied_journal_is_named) {
    tamper(path, "DELETE FROM journal");
    expect_found("Event 1 ");
}

TEST_F(Tampering, an_added_event_is_found) {
    Recorder other("K1", "i1");
    other.next_many(5);
    const auto added = other.next();
    tamper(path,
           "INSERT INTO journal VALUES ('i1', 6, '" + added.bytes + "', x'" + to_hex(added.digest) + "')");
    expect_found("does not end with event 5");
}

TEST_F(Tampering, bytes_that_are_no_event_are_named) {
    tamper(path, "UPDATE journal SET bytes = '{}' WHERE sequence = 5");
    expect_found("Event 5 of the journal cannot be read");
}

TEST_F(Tampering, an_event_of_another_kiosk_is_found) {
    tamper(path, "UPDATE foreign_event SET bytes = replace(bytes, 'B0001', 'B0002') WHERE sequence = 2");
    expect_found("Event 2 of K2, another kiosk, was altered");
}

TEST_F(Tampering, the_database_itself_refuses_to_forget) {
    auto database = Database::open(path);
    ASSERT_TRUE(database.ok());
    for (const char* sql :
         {"UPDATE journal SET bytes = '' WHERE sequence = 1", "DELETE FROM journal",
          "REPLACE INTO journal SELECT incarnation, sequence, '{}', digest FROM journal LIMIT 1",
          "INSERT INTO journal VALUES ('i1', 7, '{}', zeroblob(32))"}) {
        const auto refused = database->execute(sql);
        ASSERT_FALSE(refused.ok()) << sql;
        EXPECT_THAT(refused.error().english(), HasSubstr("append-only")) << sql;
    }
    EXPECT_THAT(database->execute("DELETE FROM spool").error().english(), HasSubstr("never deleted"));
    EXPECT_FALSE(database->execute("UPDATE kiosk SET acknowledged = -1").ok());
    EXPECT_FALSE(database->execute("UPDATE kiosk SET acknowledged = 6").ok()) << "more than there are events";
}

TEST_F(Tampering, damaged_pages_are_told) {
    const auto size = std::filesystem::file_size(path);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    for (std::uintmax_t page = 4096; page < size; page += 4096) {
        file.seekp(static_cast<std::streamoff>(page));
        file << std::string(64, '\x5a');
    }
    file.close();
    const auto recovered = KioskStore(path).recover();
    ASSERT_FALSE(recovered.ok());
    EXPECT_THAT(recovered.error().english(), HasSubstr("is damaged"));
}

TEST_F(Tampering, a_store_of_a_newer_program_is_refused) {
    const auto newer = std::to_string(kiosk_schema().version() + 1);
    tamper(path, "UPDATE kiosk SET boot = boot; PRAGMA user_version = " + newer);
    expect_found("update the program");
}

} // namespace
} // namespace guichet::db
