// What every store does with the kiosks' journals, and that all stores do the same.

#include "tests/unit/server/stores.hpp"

#include "server/session_report.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace guichet::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

constexpr Instant noon{1'587'132'300'000};
const SessionKey saturday{"saint-flour", "2020-04-18"};

class Journals : public WithAStore {
protected:
    void SetUp() override {
        import_text(*store_, small_file);
        import_text(*store_, small_file, saturday);
    }
    [[nodiscard]] AppendOutcome append(const wire::Batch& batch) {
        return value_of(store_->append(batch, noon));
    }
    [[nodiscard]] std::int64_t acknowledged(const wire::Batch& batch) {
        return std::get<Stored>(append(batch)).acknowledgement.sequence;
    }
};
GUICHET_WITH_EACH_STORE(Journals);

TEST_P(Journals, EventsAreKeptOnceHoweverOftenTheyAreSent) {
    SendingKiosk kiosk("k1");
    kiosk.add_many(133);
    const auto& last = kiosk.add(SessionClosed{134, 0, 0, ""});
    const auto first = std::get<Stored>(append(kiosk.batch(1, 100))).acknowledgement;
    EXPECT_EQ(first.sequence, 100);
    EXPECT_EQ(first.head, kiosk.batch(100, 1).events[0].digest);
    EXPECT_EQ(first.server_time.milliseconds, noon.milliseconds);
    EXPECT_EQ(acknowledged(kiosk.batch(1, 100)), 100) << "again";
    EXPECT_EQ(acknowledged(kiosk.batch(50, 20)), 100) << "a part, again";
    EXPECT_FALSE(value_of(store_->kiosks(friday)).at(0).closed);
    const auto whole = std::get<Stored>(append(kiosk.batch(60))).acknowledgement;
    EXPECT_EQ(whole.sequence, 134);
    EXPECT_EQ(whole.head, last.digest);
    EXPECT_THAT(all_pages(*store_), SizeIs(134));
    EXPECT_THAT(value_of(store_->kiosks(friday)), ElementsAre(wire::KioskStanding{"k1", 134, true}));
    EXPECT_EQ(acknowledged({"k1", "one", friday.text(), {}}), 134) << "a batch of none";
}

TEST_P(Journals, BytesComeBackAsTheyWere) {
    SendingKiosk kiosk("k1");
    kiosk.add(SessionOpened{"Borne « é 🥖 » \" \\ ? $1", "counter", ""});
    ASSERT_EQ(acknowledged(kiosk.batch()), 1);
    const auto events = all_pages(*store_);
    ASSERT_THAT(events, SizeIs(1));
    EXPECT_EQ(events[0].bytes, kiosk.batch().events[0].bytes);
    EXPECT_EQ(events[0].digest, kiosk.batch().events[0].digest);
}

TEST_P(Journals, GapsForksAndBrokenBatchesChangeNothing) {
    SendingKiosk kiosk("k1");
    kiosk.add_many(20);
    ASSERT_EQ(acknowledged(kiosk.batch(1, 10)), 10);
    EXPECT_EQ(std::get<Gap>(append(kiosk.batch(12))).expected, 11);

    SendingKiosk other("k1"); // the same number for something else
    other.add_many(9);
    other.add(ReceiptLost{"d1"});
    other.add();
    EXPECT_EQ(std::get<Fork>(append(other.batch())).sequence, 10);
    EXPECT_EQ(std::get<Fork>(append(other.batch(11))).sequence, 10);

    auto altered = kiosk.batch(11);
    altered.events[3].bytes += " ";
    EXPECT_THAT(std::get<Broken>(append(altered)).error.english(), HasSubstr("was altered"));
    auto disordered = kiosk.batch(3, 5);
    std::swap(disordered.events[1], disordered.events[3]);
    EXPECT_THAT(std::get<Broken>(append(disordered)).error.english(), HasSubstr("out of its order"));

    EXPECT_THAT(all_pages(*store_), SizeIs(10));
    EXPECT_EQ(acknowledged(kiosk.batch()), 20);
    EXPECT_TRUE(store_->verify_chains(friday).ok());
}

TEST_P(Journals, ABatchMayHoldSeveralSessions) {
    SendingKiosk kiosk("k1");
    kiosk.add_many(3);
    kiosk.add(SessionClosed{4, 0, 0, ""});
    kiosk.work_for(saturday);
    kiosk.add_many(2);
    ASSERT_EQ(acknowledged(kiosk.batch()), 6);
    EXPECT_THAT(value_of(store_->kiosks(friday)), ElementsAre(wire::KioskStanding{"k1", 4, true}));
    EXPECT_THAT(value_of(store_->kiosks(saturday)), ElementsAre(wire::KioskStanding{"k1", 2, false}));
    EXPECT_THAT(all_pages(*store_, saturday), SizeIs(2));
}

TEST_P(Journals, ANewIncarnationHasAChainOfItsOwn) {
    SendingKiosk before("k1", friday.text(), "zz");
    SendingKiosk after("k1", friday.text(), "aa");
    before.add_many(1500); // more than are verified at once
    after.add_many(3);
    ASSERT_EQ(acknowledged(before.batch()), 1500);
    ASSERT_EQ(acknowledged(after.batch()), 3);
    EXPECT_EQ(value_of(store_->kiosks(friday)).at(0).events, 1503);
    EXPECT_TRUE(store_->verify_chains(friday).ok());
    int count = 0;
    ASSERT_TRUE(store_->each_event(friday, [&](const SealedEvent&) { ++count; }).ok());
    EXPECT_EQ(count, 1503);
}

TEST_P(Journals, APageLeavesOutTheAskingKioskAndGoesOnAtItsCursor) {
    SendingKiosk first("k1");
    SendingKiosk second("k2");
    first.add_many(700);
    second.add_many(2);
    ASSERT_EQ(acknowledged(first.batch()), 700);
    ASSERT_EQ(acknowledged(second.batch()), 2);
    const auto page = value_of(store_->events(friday, "k2", 0));
    EXPECT_THAT(page.events, SizeIs(wire::most_events));
    EXPECT_TRUE(page.more);
    EXPECT_THAT(page.kiosks, SizeIs(2));
    const auto rest = value_of(store_->events(friday, "k2", page.cursor));
    EXPECT_THAT(rest.events, SizeIs(200));
    EXPECT_FALSE(rest.more);
    EXPECT_THAT(value_of(store_->events(friday, "k1", 0)).events, SizeIs(2));
}

TEST_P(Journals, AreThereAfterTheStoreWasClosed) {
    SendingKiosk kiosk("k1");
    kiosk.add_many(5);
    ASSERT_EQ(acknowledged(kiosk.batch()), 5);
    const auto key = value_of(store_->signing_key());
    const auto before = to_json(manifest());
    store_.reset();
    store_ = place_.open();
    EXPECT_THAT(all_pages(*store_), SizeIs(5));
    EXPECT_EQ(value_of(store_->signing_key()).public_key, key.public_key);
    EXPECT_EQ(to_json(manifest()), before);
}

TEST_P(Journals, TheNearestSessionsAreKnown) {
    for (int day = 1; day <= 28; ++day)
        import_text(*store_, small_file, {"saint-flour", fmt::format("2020-03-{:02}", day)});
    const auto here = manifest();
    ASSERT_THAT(here.other_sessions, SizeIs(20));
    EXPECT_EQ(here.other_sessions.front().date, "2020-04-18");
    EXPECT_EQ(here.other_sessions.back().date, "2020-03-10");
    const auto revision = here.revision;
    const auto far = manifest({"saint-flour", "2020-03-02"}).revision;
    import_text(*store_, small_file, {"aurillac", "2020-04-17"});
    EXPECT_EQ(manifest().revision, revision + 1);
    EXPECT_EQ(manifest().other_sessions.front().date, "2020-04-17");
    EXPECT_EQ(manifest({"saint-flour", "2020-03-02"}).revision, far) << "too far to know the new one's codes";
}

/// The whole life of a session, in words.
std::string life_in(StoreKind kind) {
    const StorePlace place(kind);
    const auto store = place.open();
    std::string rows(short_header);
    for (const auto* producer : {"zèbre", "Zoé", "étable", "Étable", "abeille", "Abeille", "œuf", "-", "ß"})
        for (const auto* ref : {"c-10", "C2", "c1", "é", "E"})
            rows += fmt::format("{0}{1},{1},Prénom NOM,{0},Œufs,1,piece,1.50\n", producer, ref);
    import_text(*store, rows);
    import_text(*store, small_file, saturday);
    for (const auto* ref : {"é", "C2"})
        (void)value_of(store->issue_proxy(friday, ref, "Élodie Brun", seeded_codes(5)));
    (void)value_of(store->reissue_code(friday, "E", seeded_codes(6)));
    (void)value_of(store->revoke_proxy(friday, "P0001"));
    for (const auto* device : {"b", "A", "a-1"}) {
        SendingKiosk kiosk(device);
        kiosk.add_many(4);
        (void)value_of(store->append(kiosk.batch(), noon));
    }
    import_text(*store, rows + "last,C2,Prénom NOM,zèbre,Lait,2,piece,0.90\n");
    std::string words =
        to_json(value_of(store->manifest(friday))) + to_json(value_of(store->manifest(saturday)));
    words += wire::encode(value_of(store->events(friday, "b", 2)));
    words += report_table(value_of(make_server_report(*store, friday)));
    for (const auto& code : value_of(store->codes(friday)))
        words += code.customer_ref + code.basket + show_short_code(code.code.short_code);
    return words;
}

TEST(PostgreSQLStore, DoesTheSameAsSqlite) {
    EXPECT_EQ(life_in(StoreKind::postgresql), life_in(StoreKind::sqlite));
}

} // namespace
} // namespace guichet::server
