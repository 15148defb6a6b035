#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace guichet::app::test {
namespace {

class ClosingTheSession : public testing::Test {
protected:
    void SetUp() override { bench.open(); }

    FakeServer server;
    Bench bench{server};
};

TEST_F(ClosingTheSession, ends_with_a_report_on_which_kiosk_and_server_agree) {
    bench.hand_over("B1");
    bench.send(ShowClosing{});
    EXPECT_EQ(closing_step(bench.state), ClosingStep::confirm);
    EXPECT_EQ(bench.state.phase, SessionPhase::open) << "until the volunteer confirms";
    bench.send(ConfirmClosing{});
    EXPECT_EQ(bench.state.phase, SessionPhase::reconciled);
    ASSERT_EQ(bench.screen(), "report");
    const auto& shown = bench.on_screen<Report>();
    EXPECT_FALSE(shown.difference);
    EXPECT_EQ(shown.report.counts, (OutcomeCounts{5, 3, 0, 0, 0, 2}));
    EXPECT_TRUE(shown.report.standing.reconciled);
    EXPECT_EQ(shown.report.standing.unsent_events, 0);
    EXPECT_EQ(bench.papers.back().kind, receipt::Kind::report);
    EXPECT_TRUE(bench.disk.reconciled);
}

TEST_F(ClosingTheSession, the_closing_event_is_the_last_and_counts_right) {
    bench.hand_over("B1");
    bench.confirm_closing();
    const auto* closed = std::get_if<SessionClosed>(&bench.disk.own_events.back().event.body);
    ASSERT_NE(closed, nullptr);
    EXPECT_EQ(closed->events, static_cast<std::int64_t>(bench.disk.own_events.size()));
    EXPECT_EQ(closed->hand_overs, 1);
    EXPECT_EQ(closed->unclaimed_lines, 2);
}

TEST_F(ClosingTheSession, waits_for_the_receipts) {
    bench.printer_confirms = false;
    bench.hand_over("B1");
    bench.confirm_closing();
    EXPECT_EQ(bench.screen(), "closing");
    EXPECT_EQ(closing_step(bench.state), ClosingStep::receipts);
    EXPECT_TRUE(bench.written<SessionClosed>().empty());
    bench.printer_confirms = true;
    bench.end_print(ports::PrintResult::printed);
    EXPECT_EQ(bench.state.phase, SessionPhase::reconciled);
    EXPECT_TRUE(std::holds_alternative<SessionClosed>(bench.disk.own_events.back().event.body));
}

TEST_F(ClosingTheSession, a_basket_handed_over_meanwhile_comes_before_the_closing_event) {
    bench.printer_confirms = false;
    bench.hand_over("B1");
    bench.confirm_closing();
    bench.send(GoHome{});
    bench.scan("B2");
    bench.end_print(ports::PrintResult::printed);
    EXPECT_EQ(bench.state.phase, SessionPhase::open) << "somebody is being served";
    bench.send(EverythingHere{});
    bench.send(ConfirmHandOver{});
    ASSERT_EQ(bench.screen(), "done");
    bench.end_print(ports::PrintResult::printed);
    EXPECT_EQ(bench.written<SessionClosed>().size(), 1U);
    EXPECT_TRUE(std::holds_alternative<SessionClosed>(bench.disk.own_events.back().event.body));
    EXPECT_EQ(bench.written<SessionClosed>()[0].hand_overs, 2);
}

TEST_F(ClosingTheSession, nothing_is_taken_while_the_closing_event_is_being_written) {
    bench.hand_over("B1");
    bench.send(GoHome{});
    bench.store_waits = true;
    bench.confirm_closing();
    ASSERT_TRUE(bench.state.journal.committing);
    bench.send(GoHome{});
    bench.scan("B2");
    bench.send(CodeRead{"rubbish", Identification::camera});
    bench.send(EverythingHere{});
    bench.send(ConfirmHandOver{});
    bench.send(ReprintLast{});
    bench.store_waits = false;
    bench.settle();
    EXPECT_TRUE(std::holds_alternative<SessionClosed>(bench.disk.own_events.back().event.body));
    EXPECT_EQ(bench.state.phase, SessionPhase::reconciled);
}

TEST_F(ClosingTheSession, without_network_it_waits_visibly_and_goes_on_by_itself) {
    server.reachable = false;
    bench.hand_over("B1");
    bench.confirm_closing();
    EXPECT_EQ(bench.state.phase, SessionPhase::closed);
    EXPECT_EQ(bench.screen(), "closing");
    EXPECT_EQ(closing_step(bench.state), ClosingStep::sending);
    bench.wait(600'000);
    EXPECT_EQ(closing_step(bench.state), ClosingStep::sending);
    EXPECT_GT(bench.state.unsent_events(), 0);
    server.reachable = true;
    bench.wait(31'000);
    EXPECT_EQ(bench.screen(), "report");
    EXPECT_EQ(bench.state.unsent_events(), 0);
}

TEST_F(ClosingTheSession, a_failed_commit_asks_for_the_confirmation_again) {
    bench.store_works = false;
    bench.confirm_closing();
    EXPECT_EQ(bench.state.phase, SessionPhase::open);
    EXPECT_EQ(closing_step(bench.state), ClosingStep::confirm);
    bench.store_works = true;
    bench.wait(5'000);
    EXPECT_EQ(bench.state.phase, SessionPhase::open);
    bench.send(ConfirmClosing{});
    EXPECT_EQ(bench.state.phase, SessionPhase::reconciled);
}

/// Another kiosk that the server has heard of, and that stays silent since.
struct SilentKiosk {
    explicit SilentKiosk(FakeServer& server) : kiosk(server, Mode::self, "silent") {
        kiosk.open();
        server.reachable = false;
        kiosk.hand_over("B2");
        server.reachable = true;
    }
    Bench kiosk;
};

TEST_F(ClosingTheSession, waits_for_a_silent_kiosk_until_a_coordinator_says_otherwise) {
    SilentKiosk silent(server);
    bench.hand_over("B1");
    bench.confirm_closing();
    bench.wait(600'000);
    ASSERT_EQ(closing_step(bench.state), ClosingStep::other_kiosks);
    bench.send(ForceClosing{});
    EXPECT_TRUE(bench.written<ClosingForced>().empty()) << "what it means was not told";
    bench.send(AskToForceClosing{});
    bench.send(ForceClosing{});
    ASSERT_EQ(bench.written<ClosingForced>().size(), 1U);
    EXPECT_EQ(bench.written<ClosingForced>()[0].missing, (std::vector<std::string>{"silent"}));
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_EQ(bench.on_screen<Report>().report.left_out(), (std::vector<std::string>{"silent"}));
    EXPECT_FALSE(bench.on_screen<Report>().difference);
    EXPECT_EQ(server.events.size(), bench.disk.own_events.size() + 1) << "it is on record at the server";
}

TEST_F(ClosingTheSession, a_kiosk_that_was_not_waited_for_is_counted_when_it_comes) {
    SilentKiosk silent(server);
    bench.confirm_closing();
    bench.wait(10'000);
    bench.send(AskToForceClosing{});
    bench.send(ForceClosing{});
    ASSERT_EQ(bench.screen(), "report");
    silent.kiosk.wait(60'000);
    bench.wait(70'000);
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_EQ(bench.on_screen<Report>().report.totals.baskets_collected, 1);
    EXPECT_TRUE(bench.on_screen<Report>().replaces_earlier);
}

TEST_F(ClosingTheSession, a_closing_is_not_forced_when_nothing_is_waited_for) {
    server.reachable = false;
    bench.confirm_closing();
    bench.send(AskToForceClosing{});
    bench.send(ForceClosing{});
    EXPECT_TRUE(bench.written<ClosingForced>().empty()) << "own events are not sent yet";
}

TEST_F(ClosingTheSession, a_difference_with_the_server_is_told) {
    auto other = nlohmann::json::parse(server.report());
    other["lines"] = 99;
    server.other_report = other.dump();
    bench.confirm_closing();
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_TRUE(bench.on_screen<Report>().difference);
}

TEST_F(ClosingTheSession, a_difference_is_still_told_after_the_menu) {
    server.other_report = "{}";
    bench.confirm_closing();
    ASSERT_EQ(bench.screen(), "report");
    bench.send(ShowStaff{});
    ASSERT_EQ(bench.screen(), "staff");
    bench.send(GoHome{});
    EXPECT_TRUE(bench.on_screen<Report>().difference);
}

TEST_F(ClosingTheSession, the_report_does_not_take_the_screen_from_who_is_in_the_menu) {
    server.reachable = false;
    bench.confirm_closing();
    ASSERT_EQ(bench.screen(), "closing");
    bench.send(ShowStaff{});
    server.reachable = true;
    bench.wait(60'000);
    EXPECT_EQ(bench.state.phase, SessionPhase::reconciled);
    EXPECT_EQ(bench.screen(), "staff");
    ASSERT_FALSE(bench.papers.empty());
    EXPECT_EQ(bench.papers.back().kind, receipt::Kind::report) << "it is printed all the same";
    bench.send(GoHome{});
    EXPECT_EQ(bench.screen(), "report");
}

TEST_F(ClosingTheSession, a_restart_after_it_shows_where_it_stands) {
    server.reachable = false;
    bench.confirm_closing();
    bench.restart();
    EXPECT_EQ(bench.screen(), "closing");
    server.reachable = true;
    bench.wait(31'000);
    EXPECT_EQ(bench.screen(), "report");
    bench.restart();
    EXPECT_EQ(bench.state.phase, SessionPhase::reconciled);
    EXPECT_EQ(bench.screen(), "report");
}

class TwoKiosks : public ClosingTheSession {
protected:
    void SetUp() override {
        ClosingTheSession::SetUp();
        self.restart();
        ASSERT_EQ(self.screen(), "attract") << "it opened by itself, with the counter";
    }

    void together(std::int64_t milliseconds) {
        for (std::int64_t gone = 0; gone < milliseconds; gone += 1'000) {
            bench.wait(1'000);
            self.wait(1'000);
        }
    }

    Bench self{server, Mode::self, "self"};
};

TEST_F(TwoKiosks, a_self_kiosk_that_waits_opens_when_the_counter_does) {
    FakeServer fresh;
    Bench early(fresh, Mode::self, "early");
    early.restart();
    early.wait(1);
    EXPECT_EQ(early.state.phase, SessionPhase::planned);
    EXPECT_EQ(early.screen(), "waiting");
    Bench counter(fresh);
    counter.open();
    early.wait(3'000);
    EXPECT_EQ(early.screen(), "attract");
    EXPECT_EQ(early.written<SessionOpened>().at(0).mode, "self");
}

TEST_F(TwoKiosks, the_counter_closes_and_the_other_follows) {
    self.hand_over("B2");
    self.wait(16'000);
    bench.wait(16'000);
    bench.confirm_closing();
    EXPECT_EQ(bench.state.phase, SessionPhase::closed);
    EXPECT_EQ(closing_step(bench.state), ClosingStep::other_kiosks) << "not before all have closed";
    together(6'000);
    EXPECT_EQ(self.state.phase, SessionPhase::reconciled);
    EXPECT_EQ(self.screen(), "waiting");
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_FALSE(bench.on_screen<Report>().difference);
    EXPECT_EQ(bench.on_screen<Report>().report.totals.baskets_collected, 1);
}

TEST_F(TwoKiosks, a_customer_who_is_being_served_finishes_first) {
    self.scan("B2");
    bench.confirm_closing();
    together(4'000);
    EXPECT_EQ(self.state.phase, SessionPhase::open);
    self.send(EverythingHere{});
    self.send(ConfirmHandOver{});
    EXPECT_EQ(self.screen(), "done");
    together(25'000);
    EXPECT_EQ(self.state.phase, SessionPhase::reconciled);
    EXPECT_EQ(bench.on_screen<Report>().report.totals.baskets_collected, 1);
}

TEST_F(TwoKiosks, the_same_basket_at_both_without_network_is_an_incident) {
    server.reachable = false;
    self.hand_over("B1");
    bench.now = bench.now + 20;
    bench.hand_over("B1");
    bench.send(GoHome{});
    server.reachable = true;
    together(40'000);
    bench.confirm_closing();
    together(10'000);
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_FALSE(bench.on_screen<Report>().difference);
    const auto& report = bench.on_screen<Report>().report;
    ASSERT_EQ(report.incidents.size(), 1U);
    EXPECT_EQ(report.incidents[0].event.device, "counter");
    EXPECT_EQ(report.incidents[0].earlier->event.device, "self");
    EXPECT_EQ(report.counts.collected, 3);
}

TEST_F(TwoKiosks, counts_that_do_not_match_are_waited_for) {
    bench.confirm_closing();
    ports::PullAnswer answer = server.pull("counter", 0);
    bench.give(Tick{});
    bench.now = bench.now + 3'000;
    bench.give(Tick{});
    ASSERT_TRUE(std::holds_alternative<Pull>(bench.asked.front()));
    bench.asked.clear();
    answer.kiosks = {{"counter", static_cast<std::int64_t>(bench.disk.own_events.size()), true},
                     {"self", 7, true}};
    bench.give(Pulled{answer});
    EXPECT_EQ(bench.state.phase, SessionPhase::closed);
    EXPECT_TRUE(bench.asked.empty()) << "no report is asked for while events of the other kiosk are missing";
}

} // namespace
} // namespace guichet::app::test
