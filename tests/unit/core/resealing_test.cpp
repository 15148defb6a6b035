// Facts that are sealed once more in a new incarnation: the same facts, counted once wherever they stand.

#include "kiosk/core/ledger.hpp"
#include "kiosk/core/report.hpp"
#include "kiosk/core/resealing.hpp"
#include "tests/unit/core/fixtures.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace guichet {
namespace {

std::vector<JournalEvent> events_of(const std::vector<SealedEvent>& sealed) {
    std::vector<JournalEvent> events;
    for (const auto& one : sealed)
        events.push_back(one.event);
    return events;
}

/// Two machines with one store: both wrote an event 2, and go on.
class Resealing : public testing::Test {
protected:
    std::shared_ptr<const Manifest> manifest = test::shared_manifest();
    test::Kiosk first{"counter"};
    test::Kiosk copy{"counter"};
    std::vector<SealedEvent> at_server{first.write(SessionOpened{"Guichet", "counter"}, 100),
                                       first.write(test::hand_over(*manifest, "B1"), 200)};
    SealedEvent common = copy.write(SessionOpened{"Guichet", "counter"}, 100);
    SealedEvent handed = copy.write(test::hand_over(*manifest, "B2"), 201);
    SealedEvent undone = copy.write(HandOverUndone{"B2", handed.event.id, UndoReason::goods_returned}, 202);
    SealedEvent wrong = copy.write(CodeRefused{CodeFault::unknown}, 203);
    SealedEvent settled = copy.write(IncidentSettled{wrong.event.id, Resolution::typing_error, "U1"}, 204);
    std::vector<SealedEvent> superseded{handed, undone, wrong, settled};
};

TEST_F(Resealing, keeps_each_fact_and_names_its_origin) {
    const auto anew = reseal(superseded, "i2");
    ASSERT_TRUE(anew.ok()) << anew.error().english();
    ASSERT_EQ(anew->size(), superseded.size());
    ChainVerifier chain;
    for (std::size_t at = 0; at < anew->size(); ++at) {
        EXPECT_TRUE(chain.accept(anew->at(at)).ok());
        const auto& event = anew->at(at).event;
        EXPECT_EQ(event.id.incarnation, "i2");
        EXPECT_EQ(event.time, superseded.at(at).event.time);
        EXPECT_EQ(event.body.index(), superseded.at(at).event.body.index());
        EXPECT_EQ(event.origin, (Origin{"i1", static_cast<std::int64_t>(at) + 2, superseded.at(at).digest}));
        EXPECT_NE(fact_of(event), superseded.at(at).event.id)
            << "under that name the server has something else";
    }
    EXPECT_EQ(std::get<HandOverUndone>(anew->at(1).event.body).hand_over, fact_of(anew->at(0).event));
    EXPECT_EQ(std::get<IncidentSettled>(anew->at(3).event.body).incident, fact_of(anew->at(2).event));
}

TEST_F(Resealing, a_second_time_names_the_same_origin) {
    const auto anew = reseal(superseded, "i2").value();
    const auto again = reseal(anew, "i3").value();
    for (std::size_t at = 0; at < anew.size(); ++at) {
        EXPECT_EQ(again.at(at).event.origin, anew.at(at).event.origin);
        EXPECT_EQ(fact_of(again.at(at).event), fact_of(anew.at(at).event));
    }
}

TEST_F(Resealing, keeps_what_a_later_version_wrote) {
    auto later = nlohmann::json::parse(wrong.bytes);
    later["type"] = "weather";
    later["payload"] = {{"sky", "blue"}, {"of", {{"device", "counter"}, {"incarnation", "i1"}, {"seq", 2}}}};
    later["since"] = 7;
    const auto anew = reseal({handed, unseal(later.dump()).value()}, "i2").value();
    const auto found = nlohmann::json::parse(anew.at(1).bytes);
    EXPECT_EQ(found.at("since"), 7);
    EXPECT_EQ(found.at("payload").at("sky"), "blue");
    EXPECT_EQ(found.at("payload").at("of").at("incarnation"), fact_of(anew.at(0).event).incarnation);
}

TEST_F(Resealing, both_histories_count_and_nothing_twice) {
    const auto once = events_of(reseal(superseded, "i2").value());
    const auto twice = events_of(reseal(superseded, "i3").value()); // of a copy that was restored once more
    std::vector<JournalEvent> all = events_of(at_server);
    all.insert(all.end(), once.begin(), once.end());
    all.insert(all.end(), twice.begin(), twice.end());
    std::optional<std::string> told;
    for (int round = 0; round < 60; ++round) {
        Ledger ledger(manifest);
        for (const auto& event : all) {
            EXPECT_TRUE(ledger.apply(event));
            EXPECT_FALSE(ledger.apply(event));
        }
        EXPECT_EQ(ledger.basket("B1").deliveries.size(), 1U);
        ASSERT_EQ(ledger.basket("B2").deliveries.size(), 1U);
        EXPECT_TRUE(ledger.basket("B2").deliveries.front().undone);
        EXPECT_EQ(ledger.incidents().size(), 1U);
        EXPECT_EQ(ledger.open_incidents(), 0);
        EXPECT_EQ(ledger.kiosks().at("counter").hand_overs, 2);
        EXPECT_EQ(ledger.kiosks().at("counter").events, 10) << "as the server counts them";
        const auto now = to_json(make_report(ledger, {}));
        EXPECT_EQ(now, told.value_or(now));
        told = now;
        Ledger anew(manifest);
        anew.apply_all(ledger);
        EXPECT_EQ(to_json(make_report(anew, {})), now);
        EXPECT_EQ(anew.kiosks().at("counter").events, 10);
        EXPECT_NE(anew.find(once.front().id), nullptr);
        std::next_permutation(
            all.begin(), all.end(),
            [](const JournalEvent& left, const JournalEvent& right) { return left.id < right.id; });
        std::rotate(all.begin(), all.begin() + round % 7, all.end());
    }
}

TEST_F(Resealing, an_origin_survives_the_encoding) {
    const auto anew = reseal({handed}, "i2").value().front();
    EXPECT_EQ(canonical(anew.event), anew.bytes);
    EXPECT_EQ(parse_journal_event(anew.bytes)->origin, anew.event.origin);
    auto wrong_hash = nlohmann::json::parse(anew.bytes);
    wrong_hash["origin"]["hash"] = "12";
    EXPECT_FALSE(parse_journal_event(wrong_hash.dump()).ok());
}

} // namespace
} // namespace guichet
