#include "db/kiosk_store.hpp"

#include "tests/unit/db/fixtures.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <set>

namespace guichet::db {
namespace {

using ports::SpoolEntry;
using ports::SpoolState;
using test::bytes_of;
using test::Folder;
using test::Recorder;
using test::session;
using testing::HasSubstr;

/// A store in a folder of its own, recovered once.
class KioskStoreTest : public testing::Test {
protected:
    void SetUp() override {
        const auto recovered = store.recover();
        ASSERT_TRUE(recovered.ok()) << recovered.error().english();
        ASSERT_EQ(recovered->incarnation, "i1");
    }

    /// What a kiosk that starts again finds.
    ports::Recovered restart() {
        auto recovered = store.recover();
        EXPECT_TRUE(recovered.ok()) << recovered.error().english();
        return recovered.ok() ? std::move(*recovered) : ports::Recovered{};
    }

    Folder folder;
    std::filesystem::path path = folder / "kiosk.db";
    KioskStore store{path, [] { return std::string("i1"); }};
    Recorder recorder{"K1", "i1"};
};

TEST(KioskStore, a_new_store_names_its_journal_and_counts_starts) {
    const Folder folder;
    std::set<std::string> names;
    for (const char* name : {"a.db", "b.db"}) {
        for (std::int64_t boot = 1; boot <= 3; ++boot) {
            const auto recovered = KioskStore(folder / name).recover();
            ASSERT_TRUE(recovered.ok()) << recovered.error().english();
            EXPECT_EQ(recovered->boot, boot);
            EXPECT_EQ(recovered->incarnation.size(), 32U);
            EXPECT_EQ(recovered->incarnation.find_first_not_of("0123456789abcdef"), std::string::npos);
            EXPECT_FALSE(recovered->manifest.has_value());
            EXPECT_TRUE(recovered->own_events.empty());
            names.insert(recovered->incarnation);
        }
    }
    EXPECT_EQ(names.size(), 2U) << "one name for each file, kept over starts";
}

TEST_F(KioskStoreTest, everything_comes_back) {
    const auto own = recorder.next_many(5);
    const auto foreign = Recorder("K2", "i2").next_many(3);
    const SpoolEntry receipt{.id = "D1", .document = R"({"title":"Reçu"})"};
    ASSERT_TRUE(store.save_manifest(test::manifest(3)).ok());
    ASSERT_TRUE(store.commit({.events = own, .documents = {receipt}}).ok());
    ASSERT_TRUE(store.save_foreign({.events = foreign, .cursor = 12}).ok());
    ASSERT_TRUE(store.save_acknowledged(4).ok());
    ASSERT_TRUE(store.save_reconciled(session).ok());
    Closure closing;
    closing.session = session;
    closing.event = own.back().event.id;
    closing.head = own.back().digest;
    closing.signature = "ab";
    ASSERT_TRUE(store.save_countersignature(closing).ok());

    const auto found = restart();
    ASSERT_TRUE(found.countersigned);
    EXPECT_EQ(found.countersigned->head, closing.head);
    EXPECT_TRUE(found.countersigned->countersigned());
    EXPECT_EQ(found.incarnation, "i1");
    EXPECT_EQ(found.boot, 2);
    EXPECT_EQ(found.manifest, test::manifest(3));
    EXPECT_EQ(bytes_of(found.own_events), bytes_of(own));
    EXPECT_EQ(found.own_events.back().digest, own.back().digest);
    EXPECT_EQ(found.own_events.back().event.id, own.back().event.id);
    EXPECT_EQ(found.acknowledged, 4);
    EXPECT_EQ(bytes_of(found.foreign.events), bytes_of(foreign));
    EXPECT_EQ(found.foreign.cursor, 12);
    EXPECT_EQ(found.documents, std::vector{receipt});
    EXPECT_TRUE(found.reconciled);
}

TEST_F(KioskStoreTest, goes_on_after_a_restart) {
    ASSERT_TRUE(store.commit({.events = recorder.next_many(2), .documents = {}}).ok());
    restart();
    ASSERT_TRUE(store.commit({.events = recorder.next_many(2), .documents = {}}).ok());
    EXPECT_EQ(restart().own_events.size(), 4U);
}

TEST_F(KioskStoreTest, events_that_do_not_follow_are_refused_whole) {
    const auto events = recorder.next_many(3);
    ASSERT_TRUE(store.commit({.events = {events[0]}, .documents = {}}).ok());
    EXPECT_FALSE(store.commit({.events = {events[0]}, .documents = {}}).ok()) << "twice";
    EXPECT_FALSE(store.commit({.events = {events[2]}, .documents = {}}).ok()) << "a gap";
    const SpoolEntry receipt{.id = "D1", .document = "{}"};
    EXPECT_FALSE(store.commit({.events = {events[1], events[1]}, .documents = {receipt}}).ok());
    EXPECT_FALSE(store.commit({.events = {Recorder("K1", "i2").next()}, .documents = {}}).ok());

    ASSERT_TRUE(store.commit({.events = {events[1], events[2]}, .documents = {}}).ok())
        << "nothing of them stayed";
    const auto found = restart();
    EXPECT_EQ(bytes_of(found.own_events), bytes_of(events));
    EXPECT_TRUE(found.documents.empty());
}

TEST_F(KioskStoreTest, a_kiosk_of_another_name_is_refused) {
    Recorder renamed("K9", "i1");
    renamed.next();
    ASSERT_TRUE(store.commit({.events = {recorder.next()}, .documents = {}}).ok());
    EXPECT_THAT(store.commit({.events = {renamed.next()}, .documents = {}}).error().english(),
                HasSubstr("holds the journal of K1, not of K9"));
}

TEST_F(KioskStoreTest, a_document_moves_on_and_keeps_its_mark) {
    const auto put = [&](const char* id, SpoolState state, bool duplicate = false) {
        ASSERT_TRUE(
            store
                .commit({.events = {},
                         .documents = {{.id = id, .document = "{}", .state = state, .duplicate = duplicate}}})
                .ok());
    };
    put("D2", SpoolState::queued);
    put("D1", SpoolState::queued);
    put("D3", SpoolState::queued);
    put("D1", SpoolState::sending, true);
    put("D3", SpoolState::sent);
    auto found = restart().documents;
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0], (SpoolEntry{.id = "D2", .document = "{}"}));
    EXPECT_EQ(found[1],
              (SpoolEntry{.id = "D1", .document = "{}", .state = SpoolState::sending, .duplicate = true}));

    put("D1", SpoolState::queued);
    found = restart().documents;
    ASSERT_EQ(found.size(), 2U);
    EXPECT_TRUE(found[1].duplicate) << "a duplicate stays one";
    put("D1", SpoolState::printed);
    put("D2", SpoolState::failed);
    EXPECT_TRUE(restart().documents.empty());
}

TEST_F(KioskStoreTest, a_printer_that_was_interrupted_is_remembered_until_it_is_not) {
    ASSERT_TRUE(
        store.commit({.events = {}, .documents = {}, .printers = {{0, true}, {2, true}, {1, false}}}).ok());
    ASSERT_TRUE(store.commit({.events = {}, .documents = {}, .printers = {{2, true}}}).ok());
    EXPECT_EQ(restart().interrupted_printers, (std::vector<std::int64_t>{0, 2}));
    ASSERT_TRUE(store.commit({.events = {}, .documents = {}, .printers = {{0, false}}}).ok());
    EXPECT_EQ(restart().interrupted_printers, (std::vector<std::int64_t>{2}));
}

TEST_F(KioskStoreTest, an_older_manifest_is_refused) {
    ASSERT_TRUE(store.save_manifest(test::manifest(3)).ok());
    EXPECT_THAT(store.save_manifest(test::manifest(2)).error().english(),
                HasSubstr("revision 3 is known already"));
    EXPECT_TRUE(store.save_manifest(test::manifest(3)).ok()) << "again changes nothing";
    EXPECT_TRUE(store.save_manifest(test::manifest(4)).ok());
    EXPECT_EQ(restart().manifest, test::manifest(4));
    EXPECT_TRUE(store.save_manifest(test::manifest(1, "2020-04-24")).ok())
        << "revisions belong to their session";
}

TEST_F(KioskStoreTest, a_paper_that_nobody_knows_about_is_found_again_with_its_printer) {
    ports::SpoolEntry paper{
        .id = "a", .document = "{}", .state = ports::SpoolState::sending, .duplicate = false};
    paper.printer = 2;
    paper.confirmable = false;
    ASSERT_TRUE(store.commit({.events = {}, .documents = {paper}}).ok());
    EXPECT_EQ(restart().documents, std::vector{paper}) << "what is known of it lives as long as it is sent";
    paper.state = ports::SpoolState::unsure;
    ASSERT_TRUE(store.commit({.events = {}, .documents = {paper}}).ok());
    EXPECT_EQ(restart().documents, std::vector{paper});
    paper.state = ports::SpoolState::sent;
    ASSERT_TRUE(store.commit({.events = {}, .documents = {paper}}).ok());
    EXPECT_TRUE(restart().documents.empty());
}

TEST_F(KioskStoreTest, what_is_not_a_manifest_is_refused) {
    auto odd = test::manifest(3);
    odd.revision = 5;
    EXPECT_THAT(store.save_manifest(odd).error().english(), HasSubstr("announced as revision 5"));
    odd.body = "no manifest";
    EXPECT_FALSE(store.save_manifest(odd).ok());
    EXPECT_FALSE(restart().manifest.has_value());
}

TEST_F(KioskStoreTest, a_new_session_starts_its_cursor_and_events_anew) {
    const std::string next_session = "saint-flour/2020-04-24";
    ASSERT_TRUE(store.save_manifest(test::manifest(1)).ok());
    ASSERT_TRUE(store.save_foreign({.events = {Recorder("K2", "i2").next()}, .cursor = 7}).ok());
    ASSERT_TRUE(store.save_reconciled(session).ok());
    ASSERT_TRUE(store.save_manifest(test::manifest(1, "2020-04-24")).ok());

    auto found = restart();
    EXPECT_EQ(found.foreign.cursor, 0);
    EXPECT_TRUE(found.foreign.events.empty());
    EXPECT_FALSE(found.reconciled);

    const auto late = store.save_foreign({.events = {Recorder("K3", "i3").next()}, .cursor = 9});
    EXPECT_THAT(late.error().english(), HasSubstr("the kiosk works for saint-flour/2020-04-24"));
    ASSERT_TRUE(
        store.save_foreign({.events = {Recorder("K2", "i4", next_session).next()}, .cursor = 1}).ok());
    found = restart();
    EXPECT_EQ(found.foreign.cursor, 1);
    EXPECT_EQ(found.foreign.events.size(), 1U);
}

TEST_F(KioskStoreTest, foreign_events_come_once_and_the_cursor_only_goes_on) {
    EXPECT_FALSE(store.save_foreign({.events = {}, .cursor = 1}).ok()) << "of which session?";
    ASSERT_TRUE(store.save_manifest(test::manifest(1)).ok());
    const auto events = Recorder("K2", "i2").next_many(3);
    ASSERT_TRUE(store.save_foreign({.events = {events[0], events[1]}, .cursor = 2}).ok());
    ASSERT_TRUE(store.save_foreign({.events = events, .cursor = 3}).ok());
    ASSERT_TRUE(store.save_foreign({.events = {events[0]}, .cursor = 1}).ok());
    const auto found = restart();
    EXPECT_EQ(bytes_of(found.foreign.events), bytes_of(events));
    EXPECT_EQ(found.foreign.cursor, 3);
}

TEST_F(KioskStoreTest, what_the_server_has_never_goes_back) {
    ASSERT_TRUE(store.commit({.events = recorder.next_many(3), .documents = {}}).ok());
    ASSERT_TRUE(store.save_acknowledged(2).ok());
    ASSERT_TRUE(store.save_acknowledged(1).ok());
    EXPECT_EQ(restart().acknowledged, 2);
    EXPECT_THAT(store.save_acknowledged(4).error().english(), HasSubstr("whose journal ends at 3"));
    EXPECT_EQ(restart().acknowledged, 2);
}

TEST_F(KioskStoreTest, only_a_known_session_is_settled) {
    EXPECT_FALSE(store.save_reconciled(session).ok());
    ASSERT_TRUE(store.save_manifest(test::manifest(1)).ok());
    EXPECT_TRUE(store.save_reconciled(session).ok());
    EXPECT_TRUE(restart().reconciled);
    ASSERT_TRUE(store.save_manifest(test::manifest(2)).ok());
    EXPECT_TRUE(restart().reconciled) << "settling is final";
}

TEST_F(KioskStoreTest, a_second_kiosk_on_the_same_store_gets_words) {
    EXPECT_THAT(KioskStore(path).recover().error().english(),
                HasSubstr("is in use by another program: stop it first"));
}

TEST(KioskStore, a_store_that_cannot_be_used_says_what_to_do) {
    const Folder folder;
    std::ofstream(folder / "letter.txt") << std::string(4096, 'A');
    EXPECT_THAT(KioskStore(folder / "letter.txt").recover().error().english(),
                HasSubstr("is not a database"));
    EXPECT_THAT(KioskStore(folder / "none/kiosk.db").recover().error().english(), HasSubstr("make it"));
}

TEST(KioskStore, recovers_by_itself_once_the_reason_is_gone) {
    const Folder folder;
    KioskStore store(folder / "later/kiosk.db");
    ASSERT_FALSE(store.recover().ok());
    std::filesystem::create_directory(folder / "later");
    EXPECT_TRUE(store.recover().ok());
}

} // namespace
} // namespace guichet::db
