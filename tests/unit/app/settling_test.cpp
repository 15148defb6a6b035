// The session at a glance, and incidents that a coordinator settles.
#include "kiosk/app/glance.hpp"
#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

namespace guichet::app::test {
namespace {

class Settling : public testing::Test {
protected:
    void SetUp() override {
        bench.open();
        bench.send(CodeRead{PickupCode{}.text(), Identification::camera}); // nobody's
        bench.send(ShowIncidents{});
        ASSERT_EQ(bench.state.ledger->open_incidents(), 1);
        incident = bench.state.ledger->incidents().at(0).key();
    }

    FakeServer server;
    Bench bench{server};
    IncidentKey incident;
};

TEST_F(Settling, is_an_event_and_both_stay) {
    bench.send(ChooseIncident{incident});
    bench.send(SettleIncident{incident, Resolution::typing_error});
    ASSERT_EQ(bench.written<IncidentSettled>().size(), 1U);
    EXPECT_EQ(bench.written<IncidentSettled>()[0].incident, incident.event);
    EXPECT_FALSE(bench.on_screen<Incidents>().chosen) << "back to the list";
    const auto report = own_report(bench.state);
    EXPECT_EQ(report.incidents.size(), 1U);
    EXPECT_EQ(report.open_incidents(), 0);
    EXPECT_EQ(report.incidents[0].settled->resolution, Resolution::typing_error);
}

TEST_F(Settling, happens_once) {
    bench.send(SettleIncident{incident, Resolution::typing_error});
    bench.send(SettleIncident{incident, Resolution::refund_due});
    EXPECT_EQ(bench.written<IncidentSettled>().size(), 1U);
}

TEST_F(Settling, a_failed_commit_says_so_and_leaves_it_open) {
    bench.store_works = false;
    bench.send(ChooseIncident{incident});
    bench.send(SettleIncident{incident, Resolution::no_action});
    EXPECT_EQ(bench.on_screen<Incidents>().problem->english(), "The disk is full.");
    EXPECT_EQ(bench.state.ledger->open_incidents(), 1);
}

TEST_F(Settling, reaches_the_other_kiosks_and_the_report_of_the_server_agrees) {
    Bench other(server, Mode::counter, "another");
    other.open();
    bench.send(SettleIncident{incident, Resolution::seen_with_customer});
    bench.wait(10'000);
    other.wait(10'000);
    EXPECT_EQ(other.state.ledger->open_incidents(), 0);
    bench.send(GoHome{});
    bench.confirm_closing();
    other.wait(60'000);
    bench.wait(60'000);
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_FALSE(bench.on_screen<Report>().difference);
}

TEST_F(Settling, after_the_closing_is_left_to_the_kiosks_that_are_still_open) {
    Bench other(server, Mode::counter, "another");
    Bench customers(server, Mode::self, "self");
    other.open();
    customers.open();
    bench.send(GoHome{});
    bench.wait(10'000);
    bench.confirm_closing();
    ASSERT_EQ(bench.screen(), "closing");
    bench.send(ShowStaff{});
    bench.send(ShowIncidents{});
    ASSERT_EQ(bench.screen(), "incidents");
    EXPECT_FALSE(can_settle(bench.state));
    EXPECT_EQ(others_that_settle(bench.state), std::vector<std::string>{"Guichet"}) << "no customers' kiosk";
    bench.send(ChooseIncident{incident});
    bench.send(SettleIncident{incident, Resolution::no_action});
    EXPECT_TRUE(bench.written<IncidentSettled>().empty());
    other.wait(10'000);
    other.send(GoHome{});
    bench.wait(10'000);
    EXPECT_TRUE(others_that_settle(bench.state).empty()) << "it has closed by itself";
}

TEST(Glances, pace_counts_what_stands_by_the_half_hour) {
    FakeServer server;
    Bench bench(server);
    bench.now = morning + 10 * 60'000;
    bench.open();
    bench.hand_over("B1"); // 8:10
    bench.wait(45 * 60'000);
    bench.hand_over("B2"); // 8:55
    bench.hand_over("B3");
    bench.send(AskUndo{});
    bench.send(ConfirmUndo{});
    auto pace = pace_of(*bench.state.ledger, 12);
    ASSERT_EQ(pace.stretches.size(), 2U);
    EXPECT_EQ(pace.stretches[0].begin, morning);
    EXPECT_EQ(pace.stretches[0].hand_overs, 1);
    EXPECT_EQ(pace.stretches[1].hand_overs, 1) << "the undone one does not count";
    pace = pace_of(*bench.state.ledger, 1);
    ASSERT_EQ(pace.stretches.size(), 1U) << "longer stretches when there is no room";
    EXPECT_EQ(pace.length, 60 * 60'000);
    EXPECT_EQ(pace.stretches[0].hand_overs, 2);
    ASSERT_EQ(still_to_come(*bench.state.ledger).size(), 1U);
    EXPECT_EQ(still_to_come(*bench.state.ledger)[0]->id, "B3");
}

TEST(Glances, leads_from_who_has_not_come_to_their_basket) {
    FakeServer server;
    Bench bench(server);
    bench.open();
    bench.send(ShowGlance{GlancePart::to_come, 0});
    bench.send(ChooseBasket{"B2"});
    EXPECT_EQ(bench.screen(), "basket");
}

TEST(Glances, a_producer_s_exceptions_are_what_did_not_go_out_as_ordered) {
    FakeServer server;
    Bench bench(server);
    bench.open();
    bench.scan("B1");
    bench.send(AskLine{{"1001", 2}});
    bench.send(AnswerLine{Outcome::missing});
    bench.send(EverythingHere{});
    bench.send(ConfirmHandOver{});
    const auto exceptions = exceptions_of(*bench.state.ledger, 0);
    ASSERT_EQ(exceptions.size(), 1U);
    EXPECT_EQ(exceptions[0].line->product, "Miel");
    EXPECT_EQ(exceptions[0].basket->id, "B1");
}

} // namespace
} // namespace guichet::app::test
