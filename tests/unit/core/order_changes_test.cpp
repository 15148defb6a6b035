// Orders that were changed or cancelled after their hand-over, customers whom nobody knows, clocks that are
// wrong.

#include "kiosk/core/report.hpp"
#include "kiosk/core/report_csv.hpp"
#include "tests/unit/core/fixtures.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace guichet {
namespace {

HandOver handed_over(const std::string& basket) {
    const auto manifest = test::small_manifest();
    auto made = test::hand_over(manifest, basket);
    for (auto& line : made.lines)
        line.ordered = manifest.find_basket(basket)->find_line(line.key)->quantity.amount;
    return made;
}

/// The next revision of the small session; a test changes it.
class OrderChanges : public testing::Test {
protected:
    OrderChanges() { manifest.revision = 4; }

    Ledger ledger(std::initializer_list<SealedEvent> events) {
        manifest.index();
        Ledger made(std::make_shared<const Manifest>(manifest));
        for (const auto& sealed : events)
            made.apply(sealed.event);
        return made;
    }
    std::vector<OrderLine>& lines(std::size_t basket, std::size_t order) {
        return manifest.baskets[basket].orders[order].lines;
    }

    Manifest manifest = test::small_manifest();
    test::Kiosk kiosk{"counter"};
};

TEST_F(OrderChanges, none_where_nothing_changed) {
    const auto folded = ledger({kiosk.write(handed_over("B1"), 100)});
    EXPECT_TRUE(folded.incidents().empty());
    EXPECT_EQ(folded.open_incidents(), 0);
}

TEST_F(OrderChanges, more_is_ordered_than_was_handed_over) {
    lines(0, 0)[1].quantity.amount = 3;
    const auto done = kiosk.write(handed_over("B1"), 100);
    const auto incidents = ledger({done}).incidents();
    ASSERT_EQ(incidents.size(), 1U);
    EXPECT_EQ(incidents[0].kind, IncidentKind::order_changed);
    EXPECT_EQ(incidents[0].event, done.event.id);
    EXPECT_EQ(incidents[0].basket, "B1");
    EXPECT_EQ(incidents[0].changes, (std::vector<OrderChange>{{{"1001", 2}, "Tourte", Unit::piece, 2, 3}}));
}

TEST_F(OrderChanges, a_line_ordered_afterwards_is_one_until_it_is_handed_over_too) {
    lines(0, 0).push_back(test::line(3, "Oeufs", 0, {6, Unit::piece}, 40));
    const auto first = kiosk.write(handed_over("B1"), 100);
    const auto incidents = ledger({first}).incidents();
    ASSERT_EQ(incidents.size(), 1U);
    EXPECT_EQ(incidents[0].changes, (std::vector<OrderChange>{{{"1001", 3}, "Oeufs", Unit::piece, 0, 6}}));
    HandOver rest{
        "B1", Identification::camera, Actor::volunteer, {{{"1001", 3}, Outcome::collected, 0, {}, 6}}};
    EXPECT_TRUE(ledger({first, kiosk.write(rest, 200)}).incidents().empty());
}

TEST_F(OrderChanges, a_line_that_a_kiosk_with_these_orders_left_open_is_none) {
    manifest.revision = 3;
    auto partly = handed_over("B1");
    partly.lines.pop_back();
    EXPECT_TRUE(ledger({kiosk.write(partly, 100)}).incidents().empty());
}

TEST_F(OrderChanges, a_line_that_is_gone_is_named_by_what_the_manifest_keeps_of_it) {
    lines(0, 0).pop_back();
    manifest.withdrawals = {{"B1", "C-B1", "Camille D.", {{{"1001", 2}, "Tourte", {2, Unit::piece}}}}};
    const auto incidents = ledger({kiosk.write(handed_over("B1"), 100)}).incidents();
    ASSERT_EQ(incidents.size(), 1U);
    EXPECT_EQ(incidents[0].kind, IncidentKind::order_changed) << "the order itself is still there";
    EXPECT_EQ(incidents[0].changes, (std::vector<OrderChange>{{{"1001", 2}, "Tourte", Unit::piece, 2, 0}}));
}

TEST_F(OrderChanges, what_never_left_is_none) {
    lines(0, 0).pop_back();
    auto done = handed_over("B1");
    done.lines[1].outcome = Outcome::missing;
    EXPECT_TRUE(ledger({kiosk.write(done, 100)}).incidents().empty());
}

TEST_F(OrderChanges, an_order_that_is_corrected_to_what_was_handed_over_is_none) {
    lines(0, 0)[1].quantity.amount = 1;
    auto done = handed_over("B1");
    done.lines[1].outcome = Outcome::short_;
    done.lines[1].amount = 1;
    EXPECT_TRUE(ledger({kiosk.write(done, 100)}).incidents().empty());
}

TEST_F(OrderChanges, an_order_and_a_basket_that_were_cancelled) {
    manifest.baskets[0].orders.pop_back();
    manifest.baskets.erase(manifest.baskets.begin() + 1);
    manifest.withdrawals = {{"B2", "C-B2", "René F.", {{{"1003", 1}, "Beurre", {3, Unit::piece}}}}};
    const auto folded = ledger({kiosk.write(handed_over("B1"), 100), kiosk.write(handed_over("B2"), 200)});
    const auto incidents = folded.incidents();
    ASSERT_EQ(incidents.size(), 2U);
    EXPECT_EQ(incidents[0].kind, IncidentKind::order_cancelled);
    EXPECT_EQ(incidents[1].kind, IncidentKind::order_cancelled);
    EXPECT_EQ(incidents[1].basket, "B2");
    EXPECT_EQ(folded.manifest().customer_of("B2"), "René F.");
    EXPECT_EQ(incidents[1].changes.size(), 2U);
    EXPECT_EQ(folded.totals().baskets_collected, 1) << "of the baskets that there are";
}

TEST_F(OrderChanges, a_basket_that_nobody_knows_and_its_second_hand_over_are_two_incidents) {
    auto strange = handed_over("B1");
    strange.basket = "B77";
    test::Kiosk other("self");
    const auto incidents = ledger({kiosk.write(strange, 100), other.write(strange, 200)}).incidents();
    ASSERT_EQ(incidents.size(), 2U);
    EXPECT_EQ(incidents[0].kind, IncidentKind::unknown_basket);
    EXPECT_EQ(incidents[1].kind, IncidentKind::double_hand_over);
    EXPECT_EQ(incidents[1].earlier->event.device, "counter");
}

TEST_F(OrderChanges, a_double_hand_over_stays_one_when_its_lines_are_ordered_no_more) {
    manifest.baskets[0].orders.pop_back();
    HandOver honey{
        "B1", Identification::camera, Actor::volunteer, {{{"1002", 1}, Outcome::collected, 0, {}, 1}}};
    test::Kiosk other("self");
    const auto incidents = ledger({kiosk.write(honey, 100), other.write(honey, 200)}).incidents();
    EXPECT_EQ(std::count_if(incidents.begin(), incidents.end(),
                            [](const Incident& one) { return one.kind == IncidentKind::double_hand_over; }),
              1);
}

TEST_F(OrderChanges, an_undone_hand_over_raises_none) {
    lines(0, 0)[1].quantity.amount = 3;
    const auto done = kiosk.write(handed_over("B1"), 100);
    const auto undone = kiosk.write(HandOverUndone{"B1", done.event.id, UndoReason::wrong_tap}, 200);
    EXPECT_TRUE(ledger({undone, done}).incidents().empty());
}

TEST_F(OrderChanges, a_further_change_is_a_further_incident_whatever_was_settled) {
    lines(0, 0)[1].quantity.amount = 3;
    const auto done = kiosk.write(handed_over("B1"), 100);
    const auto before = ledger({done}).incidents().at(0).key();
    const auto settled =
        kiosk.write(IncidentSettled{before.event, Resolution::refund_due, "U1", before.about}, 300);
    EXPECT_EQ(ledger({settled, done}).open_incidents(), 0);
    EXPECT_EQ(ledger({done, settled}).incidents().at(0).settled->resolution, Resolution::refund_due);
    lines(0, 0)[1].quantity.amount = 4;
    EXPECT_EQ(ledger({done, settled}).open_incidents(), 1);
}

TEST_F(OrderChanges, a_double_hand_over_is_settled_apart_from_the_changed_order) {
    lines(0, 0)[1].quantity.amount = 3;
    const auto done = kiosk.write(handed_over("B1"), 100);
    test::Kiosk other("self");
    const auto again = other.write(handed_over("B1"), 200);
    const auto settled = kiosk.write(IncidentSettled{again.event.id, Resolution::no_action}, 300);
    const auto folded = ledger({done, again, settled});
    EXPECT_EQ(folded.incidents().size(), 2U);
    EXPECT_EQ(folded.open_incidents(), 1);
}

TEST_F(OrderChanges, older_kiosks_that_did_not_say_what_was_ordered_are_believed) {
    lines(0, 0)[1].quantity.amount = 3;
    EXPECT_TRUE(
        ledger({kiosk.write(test::hand_over(test::small_manifest(), "B1"), 100)}).incidents().empty());
}

TEST_F(OrderChanges, a_wrong_clock_is_an_incident_with_its_offset) {
    const auto folded = ledger({kiosk.write(ClockError{-720'000}, 100)});
    ASSERT_EQ(folded.incidents().size(), 1U);
    EXPECT_EQ(folded.incidents()[0].kind, IncidentKind::clock_error);
    EXPECT_EQ(folded.incidents()[0].clock_offset, -720'000);
}

TEST_F(OrderChanges, stand_in_the_report_and_its_table) {
    lines(0, 0)[1].quantity.amount = 3;
    const auto report =
        make_report(ledger({kiosk.write(handed_over("B1"), 100), kiosk.write(ClockError{720'000}, 200)}), {});
    const auto list = nlohmann::json::parse(to_json(report)).at("incident_list");
    EXPECT_EQ(list[0]["kind"], "order_changed");
    EXPECT_EQ(list[0]["changes"][0], (nlohmann::json{{"order", "1001"},
                                                     {"line", 2},
                                                     {"product", "Tourte"},
                                                     {"unit", "piece"},
                                                     {"handed_over", 2},
                                                     {"ordered", 3}}));
    EXPECT_EQ(list[0]["about"], report.incidents[0].about);
    EXPECT_EQ(list[1]["clock_offset_ms"], 720'000);
    const auto table = to_csv(report, CsvTable::incidents);
    EXPECT_NE(table.find("1001/2 Tourte: 2 > 3"), std::string::npos) << table;
    EXPECT_NE(table.find(",720000\r\n"), std::string::npos) << table;
}

} // namespace
} // namespace guichet
