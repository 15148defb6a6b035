#include "kiosk/core/ledger.hpp"

#include "kiosk/core/report.hpp"

#include "tests/unit/core/fixtures.hpp"

#include <gmock/gmock.h>

namespace guichet {
namespace {

class LedgerOfTwoKiosks : public testing::Test {
protected:
    bool take(const SealedEvent& sealed) { return ledger.apply(sealed.event); }
    HandOver all_of(const std::string& basket, Outcome outcome = Outcome::collected) {
        return test::hand_over(ledger.manifest(), basket, outcome);
    }

    Ledger ledger{test::shared_manifest()};
    test::Kiosk counter{"counter"};
    test::Kiosk self{"self"};
};

TEST_F(LedgerOfTwoKiosks, begins_with_everything_unclaimed) {
    EXPECT_EQ(ledger.counts().unclaimed, 7);
    EXPECT_EQ(ledger.totals(), Totals{});
    EXPECT_EQ(ledger.basket("B1").standing(), nullptr);
}

TEST_F(LedgerOfTwoKiosks, counts_each_outcome) {
    auto said = all_of("B1");
    said.lines[1].outcome = Outcome::short_;
    said.lines[1].amount = 1;
    said.lines[2].outcome = Outcome::missing;
    auto refused = all_of("B2", Outcome::refused);
    refused.lines[1].outcome = Outcome::substituted;
    EXPECT_TRUE(take(counter.write(said, 10)));
    EXPECT_TRUE(take(counter.write(refused, 20)));
    Totals expected;
    expected.collected_lines = expected.short_lines = expected.missing_lines = 1;
    expected.refused_lines = expected.substituted_lines = 1;
    expected.baskets_collected = expected.events = 2;
    EXPECT_EQ(ledger.totals(), expected);
    EXPECT_EQ(ledger.counts().unclaimed, 2);
    EXPECT_EQ(ledger.basket("B1").lines.at({"1001", 2}).amount, 1);
    EXPECT_TRUE(ledger.incidents().empty());
}

TEST_F(LedgerOfTwoKiosks, an_event_counts_once) {
    const auto event = counter.write(all_of("B1"), 10);
    EXPECT_TRUE(take(event));
    EXPECT_FALSE(take(event));
    EXPECT_EQ(ledger.totals().events, 1);
    EXPECT_TRUE(ledger.incidents().empty());
}

TEST_F(LedgerOfTwoKiosks, of_two_hand_overs_the_earlier_delivers_and_the_later_is_an_incident) {
    const auto earlier = self.write(all_of("B1", Outcome::missing), 10);
    const auto later = counter.write(all_of("B1"), 20);
    take(later); // arrives first
    take(earlier);
    const auto& state = ledger.basket("B1");
    ASSERT_EQ(state.deliveries.size(), 2U) << "both stay";
    EXPECT_EQ(state.standing()->event, earlier.event.id);
    EXPECT_EQ(ledger.totals().missing_lines, 3);
    EXPECT_EQ(ledger.totals().collected_lines, 0);
    EXPECT_EQ(ledger.totals().baskets_collected, 1);
    const auto incidents = ledger.incidents();
    ASSERT_EQ(incidents.size(), 1U);
    EXPECT_EQ(incidents[0].kind, IncidentKind::double_hand_over);
    EXPECT_EQ(incidents[0].event, later.event.id);
    EXPECT_EQ(incidents[0].basket, "B1");
    EXPECT_EQ(incidents[0].earlier->event, earlier.event.id);
}

TEST_F(LedgerOfTwoKiosks, a_double_hand_over_names_the_one_that_delivered_its_lines) {
    auto first = all_of("B1");
    auto second = all_of("B1");
    first.lines = {first.lines[0]};
    second.lines = {second.lines[1]};
    take(counter.write(first, 10));
    const auto delivered = counter.write(second, 20);
    take(delivered);
    take(self.write(second, 30));
    ASSERT_EQ(ledger.incidents().size(), 1U);
    EXPECT_EQ(ledger.incidents()[0].earlier->event, delivered.event.id);
}

TEST_F(LedgerOfTwoKiosks, at_the_same_moment_the_device_decides) {
    const auto one = counter.write(all_of("B1"), 10);
    const auto other = self.write(all_of("B1"), 10);
    take(other);
    take(one);
    EXPECT_EQ(ledger.basket("B1").standing()->event.device, "counter");
}

TEST_F(LedgerOfTwoKiosks, a_settled_incident_stays_one_and_the_first_settlement_counts) {
    const auto unknown = counter.write(CodeRefused{CodeFault::unknown}, 10);
    const auto other = counter.write(CodeRefused{CodeFault::unknown}, 11);
    const auto later = counter.write(IncidentSettled{unknown.event.id, Resolution::no_action, "U2"}, 30);
    const auto earlier = self.write(IncidentSettled{unknown.event.id, Resolution::typing_error, "U1"}, 20);
    take(later); // arrives before everything else
    take(earlier);
    EXPECT_TRUE(ledger.incidents().empty());
    take(unknown);
    take(other);
    const auto incidents = ledger.incidents();
    ASSERT_EQ(incidents.size(), 2U);
    ASSERT_TRUE(incidents[0].settled);
    EXPECT_EQ(incidents[0].settled->resolution, Resolution::typing_error);
    EXPECT_EQ(incidents[0].settled->by, "U1");
    EXPECT_FALSE(incidents[1].settled);
    EXPECT_EQ(ledger.open_incidents(), 1);
}

TEST_F(LedgerOfTwoKiosks, a_forced_closing_names_whom_it_did_not_wait_for) {
    take(counter.write(ClosingForced{{"self"}, "U1"}, 30));
    take(counter.write(ClosingForced{{"self", "third"}, "U1"}, 40));
    EXPECT_TRUE(ledger.closed_without("self"));
    EXPECT_FALSE(ledger.closed_without("counter"));
    const auto report = make_report(ledger, {});
    ASSERT_EQ(report.forced_closings.size(), 2U);
    EXPECT_EQ(report.forced_closings[0].missing, (std::vector<std::string>{"self"}));
    EXPECT_EQ(report.left_out(), (std::vector<std::string>{"self", "third"}));
    EXPECT_NE(to_json(report).find(R"("missing":["self","third"])"), std::string::npos);
}

TEST_F(LedgerOfTwoKiosks, an_undone_hand_over_reopens_the_basket) {
    const auto done = counter.write(all_of("B1"), 10);
    take(done);
    take(counter.write(HandOverUndone{"B1", done.event.id, UndoReason::wrong_tap}, 20));
    EXPECT_EQ(ledger.basket("B1").standing(), nullptr);
    EXPECT_TRUE(ledger.basket("B1").lines.empty());
    ASSERT_EQ(ledger.basket("B1").deliveries.size(), 1U) << "undo is no erasure";
    EXPECT_TRUE(ledger.basket("B1").deliveries[0].undone);
    EXPECT_EQ(ledger.counts().unclaimed, 7);
    EXPECT_EQ(ledger.totals().events, 2);
    take(counter.write(all_of("B1"), 30));
    EXPECT_EQ(ledger.totals().baskets_collected, 1);
    EXPECT_TRUE(ledger.incidents().empty());
}

TEST_F(LedgerOfTwoKiosks, an_undo_that_arrives_before_its_hand_over_counts) {
    const auto done = self.write(all_of("B1"), 10);
    take(counter.write(HandOverUndone{"B1", done.event.id, UndoReason::wrong_tap}, 20));
    take(done);
    EXPECT_EQ(ledger.basket("B1").standing(), nullptr);
}

TEST_F(LedgerOfTwoKiosks, undoing_the_first_makes_the_second_stand) {
    const auto first = counter.write(all_of("B1", Outcome::missing), 10);
    const auto second = self.write(all_of("B1"), 20);
    take(first);
    take(second);
    take(counter.write(HandOverUndone{"B1", first.event.id, UndoReason::goods_returned}, 30));
    EXPECT_EQ(ledger.basket("B1").standing()->event, second.event.id);
    EXPECT_EQ(ledger.totals().collected_lines, 3);
    EXPECT_EQ(ledger.totals().missing_lines, 0);
    EXPECT_TRUE(ledger.incidents().empty());
}

TEST_F(LedgerOfTwoKiosks,
       other_sessions_are_passed_over_and_what_nobody_ordered_counts_nothing_and_is_an_incident) {
    EXPECT_FALSE(take(counter.write(all_of("B1"), 10, "saint-flour/2020-04-10")));
    auto unknown = all_of("B1");
    unknown.basket = "B77";
    EXPECT_TRUE(take(counter.write(unknown, 20)));
    auto strange_line = all_of("B1");
    strange_line.lines = {{{"1003", 1}, Outcome::collected, 0, {}}};
    EXPECT_TRUE(take(counter.write(strange_line, 30)));
    EXPECT_EQ(ledger.counts().unclaimed, 7);
    EXPECT_EQ(ledger.totals().collected_lines, 0);
    const auto incidents = ledger.incidents();
    ASSERT_EQ(incidents.size(), 2U);
    EXPECT_EQ(incidents[0].kind, IncidentKind::unknown_basket);
    EXPECT_EQ(incidents[1].kind, IncidentKind::order_cancelled);
}

TEST_F(LedgerOfTwoKiosks, receipts_and_lost_prints_are_counted) {
    take(counter.write(ReceiptPrinted{"r1", false, true}, 10));
    take(counter.write(ReceiptPrinted{"r1", true, true}, 20));
    take(counter.write(ReceiptLost{"r2"}, 30));
    take(self.write(CodeRefused{CodeFault::unknown}, 5));
    take(self.write(CodeRefused{CodeFault::foreign}, 6));
    EXPECT_EQ(ledger.totals().receipts_printed, 1);
    EXPECT_EQ(ledger.totals().receipts_duplicate, 1);
    const auto incidents = ledger.incidents();
    ASSERT_EQ(incidents.size(), 2U) << "a foreign code is nothing to settle";
    EXPECT_EQ(incidents[0].kind, IncidentKind::unknown_code);
    EXPECT_EQ(incidents[1].kind, IncidentKind::lost_print);
}

TEST_F(LedgerOfTwoKiosks, knows_its_kiosks) {
    take(counter.write(SessionOpened{"Guichet 1", "counter"}, 10));
    take(counter.write(all_of("B1"), 20));
    take(counter.write(SessionClosed{3, 1, 4}, 30));
    take(self.write(CodeRefused{}, 30));
    EXPECT_EQ(ledger.kiosk_name("counter"), "Guichet 1");
    EXPECT_EQ(ledger.kiosk_name("self"), "self");
    EXPECT_EQ(ledger.kiosk_name("nobody"), "nobody");
    EXPECT_TRUE(ledger.kiosks().at("counter").closed);
    EXPECT_EQ(ledger.kiosks().at("counter").events, 3);
    EXPECT_EQ(ledger.kiosks().at("counter").hand_overs, 1);
    EXPECT_FALSE(ledger.kiosks().at("self").closed);
}

TEST_F(LedgerOfTwoKiosks, an_opening_without_the_organisers_nonce_is_an_incident) {
    auto prepared = test::small_manifest();
    prepared.nonce = "00ff12";
    Ledger of_today(std::make_shared<const Manifest>(prepared));
    of_today.apply(counter.write(SessionOpened{"Guichet 1", "counter", "", "00ff12"}, 10).event);
    EXPECT_TRUE(of_today.incidents().empty());
    const auto rehearsal = self.write(SessionOpened{"Guichet 2", "self", "", "a1b2c3"}, 20);
    test::Kiosk old("old");
    of_today.apply(rehearsal.event);
    of_today.apply(old.write(SessionOpened{"Guichet 3", "counter"}, 30).event);
    ASSERT_EQ(of_today.incidents().size(), 2U);
    EXPECT_EQ(of_today.incidents()[0].kind, IncidentKind::foreign_opening);
    EXPECT_EQ(of_today.incidents()[0].event, rehearsal.event.id);
    EXPECT_EQ(word(of_today.incidents()[1].kind), "foreign_opening");
    of_today.apply(counter.write(IncidentSettled{rehearsal.event.id, Resolution::no_action}, 40).event);
    EXPECT_EQ(of_today.open_incidents(), 1);
    EXPECT_TRUE(take(rehearsal)) << "whose session has none, the event has another one";
    EXPECT_EQ(ledger.open_incidents(), 1);
}

TEST_F(LedgerOfTwoKiosks, over_a_newer_manifest_the_same_facts_count) {
    take(counter.write(all_of("B1"), 10));
    auto newer = test::small_manifest();
    newer.revision = 4;
    newer.baskets.pop_back();
    newer.index();
    Ledger moved(std::make_shared<const Manifest>(newer));
    moved.apply_all(ledger);
    EXPECT_EQ(moved.totals(), ledger.totals());
    EXPECT_EQ(moved.counts().unclaimed, 2);
}

} // namespace
} // namespace guichet
