#include "db/journal_tools.hpp"

#include "db/migrations.hpp"
#include "tests/unit/db/fixtures.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

namespace guichet::db {
namespace {

using test::bytes_of;
using test::Folder;
using test::Recorder;
using testing::HasSubstr;

class JournalTools : public testing::Test {
protected:
    void SetUp() override {
        KioskStore store(path, [] { return std::string("i1"); });
        ASSERT_TRUE(store.recover().ok());
        ASSERT_TRUE(store.save_manifest(test::manifest(2)).ok());
        ASSERT_TRUE(store.commit({.events = events, .documents = {}}).ok());
    }

    Folder folder;
    std::filesystem::path path = folder / "kiosk.db";
    std::vector<SealedEvent> events = Recorder("K1", "i1").next_many(3);
};

std::string content_of(const std::filesystem::path& path) {
    std::ostringstream content;
    content << std::ifstream(path, std::ios::binary).rdbuf();
    return content.str();
}

TEST_F(JournalTools, verify_sums_up_a_sound_journal) {
    const auto summary = verify_journal(path);
    ASSERT_TRUE(summary.ok()) << summary.error().english();
    EXPECT_EQ(summary->device, "K1");
    EXPECT_EQ(summary->incarnation, "i1");
    EXPECT_EQ(summary->events, 3);
    EXPECT_EQ(summary->head, events.back().digest);
    EXPECT_EQ(summary->unsent, 3);
}

TEST_F(JournalTools, says_how_much_the_server_lacks) {
    {
        KioskStore store(path);
        ASSERT_TRUE(store.recover().ok());
        ASSERT_TRUE(store.save_acknowledged(2).ok());
    }
    EXPECT_EQ(verify_journal(path)->unsent, 1);
}

TEST_F(JournalTools, reading_changes_nothing_and_counts_no_start) {
    const std::string before = content_of(path);
    const auto read = read_store(path);
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_EQ(read->boot, 1);
    EXPECT_EQ(read->manifest, test::manifest(2));
    EXPECT_EQ(bytes_of(read->own_events), bytes_of(events));
    EXPECT_EQ(content_of(path), before);
    EXPECT_EQ(KioskStore(path).recover()->boot, 2);
}

TEST_F(JournalTools, the_archive_can_be_checked_by_itself) {
    std::ostringstream archive;
    const auto summary = export_journal(path, archive);
    ASSERT_TRUE(summary.ok()) << summary.error().english();
    std::istringstream lines(archive.str());
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, R"({"device":"K1","format":"guichet-journal/1","incarnation":"i1"})");
    ChainVerifier chain;
    for (int read = 0; read < 3; ++read) {
        std::getline(lines, line);
        const auto event = unseal(line);
        ASSERT_TRUE(event.ok()) << event.error().english();
        ASSERT_TRUE(chain.accept(*event).ok());
    }
    std::getline(lines, line);
    EXPECT_EQ(line, R"({"events":3,"head":")" + to_hex(chain.head()) + R"("})");
    EXPECT_FALSE(std::getline(lines, line));
}

TEST_F(JournalTools, nothing_is_exported_of_a_broken_journal) {
    test::tamper(path, "UPDATE journal SET bytes = replace(bytes, 'B0001', 'B0002') WHERE sequence = 2");
    std::ostringstream archive;
    EXPECT_FALSE(export_journal(path, archive).ok());
    EXPECT_EQ(archive.str(), "");
}

TEST_F(JournalTools, an_archive_that_cannot_be_written_is_told) {
    std::ofstream full("/dev/full");
    EXPECT_THAT(export_journal(path, full).error().english(), HasSubstr("could not be written"));
}

TEST_F(JournalTools, a_running_kiosk_is_left_alone) {
    KioskStore store(path);
    ASSERT_TRUE(store.recover().ok());
    EXPECT_THAT(verify_journal(path).error().english(), HasSubstr("stop it first"));
    EXPECT_TRUE(store.save_acknowledged(1).ok());
}

TEST_F(JournalTools, what_is_not_a_kiosks_store_is_told) {
    EXPECT_THAT(verify_journal(folder / "none.db").error().english(), HasSubstr("There is no file"));
    std::ofstream(folder / "empty.db").close();
    EXPECT_THAT(verify_journal(folder / "empty.db").error().english(), HasSubstr("is empty"));
    {
        auto other = Database::open(folder / "other.db");
        ASSERT_TRUE(other->execute("CREATE TABLE recipes (name TEXT)").ok());
    }
    EXPECT_THAT(verify_journal(folder / "other.db").error().english(), HasSubstr("another program"));
}

} // namespace
} // namespace guichet::db
