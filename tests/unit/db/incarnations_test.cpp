// A journal that goes on in a new incarnation: nothing of the old one goes, and nothing counts twice.

#include "db/journal_tools.hpp"
#include "db/kiosk_store.hpp"
#include "kiosk/core/resealing.hpp"
#include "tests/unit/db/fixtures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace guichet::db {
namespace {

using test::bytes_of;
using testing::HasSubstr;

class Incarnations : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(store->recover().ok());
        ASSERT_TRUE(store->commit({.events = events, .documents = {}}).ok());
        ASSERT_TRUE(store->save_acknowledged(3).ok());
    }
    std::string next_name() { return "i" + std::to_string(++names); }
    ports::Recovered restart() {
        store.emplace(path, [this] { return next_name(); });
        auto recovered = store->recover();
        EXPECT_TRUE(recovered.ok()) << recovered.error().english();
        return recovered.ok() ? std::move(*recovered) : ports::Recovered{};
    }
    /// What of the events counts from a number on, in the incarnation that goes on.
    std::vector<std::string> expected(std::size_t from, const std::string& incarnation) {
        std::vector<SealedEvent> own(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(from) - 1);
        const auto anew =
            reseal({events.begin() + static_cast<std::ptrdiff_t>(from) - 1, events.end()}, incarnation)
                .value();
        own.insert(own.end(), anew.begin(), anew.end());
        return bytes_of(own);
    }

    test::Folder folder;
    std::filesystem::path path = folder / "kiosk.db";
    int names = 0;
    std::optional<KioskStore> store{std::in_place, path, [this] { return next_name(); }};
    std::vector<SealedEvent> events = test::Recorder("K1", "i1").next_many(5);
};

TEST_F(Incarnations, facts_are_sealed_anew_and_the_old_events_stay) {
    const auto begun = store->begin_incarnation("i1", 4);
    ASSERT_TRUE(begun.ok()) << begun.error().english();
    EXPECT_EQ(begun->incarnation, "i2");
    EXPECT_EQ(begun->acknowledged, 0);
    EXPECT_EQ(begun->boot, 1) << "no start is counted";
    EXPECT_EQ(begun->formers, (std::vector<ports::FormerIncarnation>{{"i1", 3}}));
    EXPECT_EQ(bytes_of(begun->own_events), expected(4, "i2"));
    EXPECT_EQ(bytes_of(store->read_journal(1).value()), expected(4, "i2"));
    EXPECT_EQ(store->read_journal(2)->size(), 1U) << "of the one that goes on";
    const auto found = restart();
    EXPECT_EQ(bytes_of(found.own_events), expected(4, "i2"));
    EXPECT_EQ(found.formers, begun->formers);
    store.reset();
    std::ostringstream archive;
    const auto summary = export_journal(path, archive);
    ASSERT_TRUE(summary.ok()) << summary.error().english();
    EXPECT_EQ(summary->incarnation, "i2");
    EXPECT_EQ(summary->events, 2);
    EXPECT_EQ(summary->formers, 1);
    for (const auto& sealed : events)
        EXPECT_THAT(archive.str(), HasSubstr(sealed.bytes)) << "nothing is ever deleted";
    EXPECT_THAT(archive.str(), HasSubstr(R"({"counts":3,"device":"K1")"));
}

TEST_F(Incarnations, the_journal_goes_on_behind_them) {
    auto begun = store->begin_incarnation("i1", 6).value(); // the server's has more: nothing is sealed anew
    EXPECT_EQ(begun.own_events.size(), 5U);
    test::Recorder next("K1", "i2");
    ASSERT_TRUE(store->commit({.events = next.next_many(2), .documents = {}}).ok());
    EXPECT_FALSE(store->commit({.events = {test::Recorder("K1", "i1").next()}, .documents = {}}).ok());
    ASSERT_TRUE(store->save_acknowledged(1).ok());
    begun = store->begin_incarnation("i2", 2).value();
    EXPECT_EQ(begun.incarnation, "i3");
    EXPECT_EQ(begun.formers, (std::vector<ports::FormerIncarnation>{{"i1", 5}, {"i2", 1}}));
    EXPECT_EQ(begun.own_events.size(), 7U);
    EXPECT_EQ(begun.own_events.back().event.origin->incarnation, "i2");
    EXPECT_EQ(restart().own_events.size(), 7U);
}

TEST_F(Incarnations, asking_twice_begins_one) {
    ASSERT_TRUE(store->begin_incarnation("i1", 4).ok());
    const auto again = store->begin_incarnation("i1", 4);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->incarnation, "i2");
    EXPECT_EQ(again->own_events.size(), 5U);
}

TEST_F(Incarnations, where_the_journal_has_not_come_it_cannot_part) {
    EXPECT_THAT(store->begin_incarnation("i1", 7).error().english(), HasSubstr("ends at event 5"));
    EXPECT_FALSE(store->begin_incarnation("i1", 0).ok());
    EXPECT_EQ(restart().incarnation, "i1") << "nothing was changed";
}

TEST_F(Incarnations, a_former_journal_is_verified_at_each_start) {
    ASSERT_TRUE(store->begin_incarnation("i1", 4).ok());
    store.reset();
    test::tamper(path, "UPDATE journal SET bytes = replace(bytes, 'B0001', 'B0002') WHERE sequence = 5 AND "
                       "incarnation = 'i1'");
    EXPECT_THAT(verify_journal(path).error().english(), HasSubstr("Event 5 of K1 was altered"));
    store.emplace(path);
    EXPECT_FALSE(store->recover().ok());
}

TEST_F(Incarnations, a_former_journal_cannot_be_cut) {
    ASSERT_TRUE(store->begin_incarnation("i1", 4).ok());
    store.reset();
    test::tamper(path, "DELETE FROM journal WHERE sequence = 5 AND incarnation = 'i1'");
    EXPECT_THAT(verify_journal(path).error().english(), HasSubstr("Event 5 of K1 is missing"));
}

} // namespace
} // namespace guichet::db
