#include "tests/unit/app/bench.hpp"

#include "kiosk/app/sending.hpp"
#include "kiosk/receipt/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::app::test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The closing reports that a kiosk printed, as text.
std::vector<std::string> reports(const Bench& bench) {
    std::vector<std::string> texts;
    for (const auto& paper : bench.papers)
        if (auto text = receipt::to_plain_text(paper, 48); text.find("Closing report") != std::string::npos)
            texts.push_back(std::move(text));
    return texts;
}

class Syncing : public testing::Test {
protected:
    void SetUp() override { bench.open(); }

    FakeServer server;
    Bench bench{server};
};

TEST_F(Syncing, what_is_recorded_reaches_the_server_at_once) {
    bench.hand_over("B1");
    EXPECT_EQ(server.events.back().event.session, bench.state.kiosk.session());
    EXPECT_TRUE(std::holds_alternative<HandOver>(server.events.back().event.body));
    EXPECT_EQ(bench.disk.acknowledged, server.last_of("counter"));
    EXPECT_TRUE(bench.state.sync.online);
}

TEST_F(Syncing, a_receipt_travels_with_the_next_event_or_after_five_minutes) {
    bench.hand_over("B1");
    const auto pushes = bench.count_asked<Push>();
    EXPECT_EQ(bench.state.unsent_events(), 1) << "its receipt";
    EXPECT_EQ(overdue_events(bench.state), 0) << "by choice: nobody needs to hear of it";
    bench.send(GoHome{});
    bench.hand_over("B2");
    EXPECT_EQ(bench.count_asked<Push>(), pushes + 1) << "with the hand-over";
    EXPECT_EQ(bench.state.unsent_events(), 1);
    bench.wait(290'000);
    EXPECT_EQ(bench.state.unsent_events(), 1);
    bench.wait(15'000);
    EXPECT_EQ(bench.state.unsent_events(), 0);
    EXPECT_EQ(bench.count_asked<Push>(), pushes + 2);
    server.reachable = false;
    bench.send(GoHome{});
    bench.hand_over("B3");
    EXPECT_EQ(overdue_events(bench.state), 2) << "without network nothing waits by choice";
    server.reachable = true;
    bench.wait(40'000);
    bench.confirm_closing();
    bench.wait(10'000);
    EXPECT_EQ(bench.state.unsent_events(), 0) << "a closing waits for nothing";
    EXPECT_EQ(bench.state.phase, SessionPhase::reconciled);
}

TEST_F(Syncing, a_server_that_fails_never_empties_the_queue) {
    server.reachable = false;
    bench.hand_over("B1");
    bench.hand_over("B2");
    const auto unsent = bench.state.unsent_events();
    EXPECT_EQ(unsent, 4) << "two hand-overs, two receipts";
    const auto calls = bench.count_asked<Push>();
    bench.wait(3'600'000);
    EXPECT_EQ(bench.state.unsent_events(), unsent);
    EXPECT_FALSE(bench.state.sync.online);
    EXPECT_EQ(bench.state.sync.problem->english(), "There is no network.");
    EXPECT_EQ(own_report(bench.state).standing.unsent_why, bench.state.sync.problem);
    const auto tries = bench.count_asked<Push>() + bench.count_asked<FetchManifest>() - calls;
    EXPECT_LT(tries, 130U) << "it tries again after growing pauses";
    EXPECT_GT(tries, 60U);
    server.reachable = true;
    bench.wait(31'000);
    EXPECT_EQ(bench.state.unsent_events(), 0);
    EXPECT_FALSE(bench.state.sync.problem);
    EXPECT_FALSE(own_report(bench.state).standing.unsent_why);
    server.reachable = false;
    bench.wait(60'000);
    EXPECT_TRUE(bench.state.sync.problem);
    EXPECT_FALSE(own_report(bench.state).standing.unsent_why) << "there is nothing to send";
}

TEST_F(Syncing, a_server_that_wants_another_version_leaves_the_queue_as_it_is) {
    server.reachable = false;
    bench.hand_over("B1");
    const auto queue = [&] {
        std::vector<std::string> bytes;
        for (const auto& sealed : bench.state.sync.unsent)
            bytes.push_back(sealed.bytes);
        return bytes;
    };
    const auto before = queue();
    ASSERT_EQ(before.size(), 2U);
    const auto acknowledged = bench.disk.acknowledged;
    for (int time = 0; time < 20; ++time) {
        bench.now = bench.now + 60'000;
        bench.give(ServerFailed{fail("This kiosk's program is too old for the server.")});
    }
    EXPECT_EQ(queue(), before);
    EXPECT_EQ(bench.disk.acknowledged, acknowledged);
    EXPECT_FALSE(bench.state.sync.refusal) << "it is asked again: the update may be at the other end";
    bench.hand_over("B2");
    EXPECT_EQ(bench.state.unsent_events(), 4) << "work goes on";
    server.reachable = true; // everything is up to date
    bench.wait(31'000);
    EXPECT_EQ(bench.state.unsent_events(), 0);
    EXPECT_EQ(server.last_of("counter"), static_cast<std::int64_t>(bench.disk.own_events.size()));
}

TEST_F(Syncing, an_answer_that_was_lost_does_no_harm) {
    server.reachable = false;
    bench.hand_over("B1");
    server.push({"counter", "i1", session, {bench.disk.own_events.end() - 2, bench.disk.own_events.end()}});
    server.reachable = true;
    bench.wait(31'000);
    EXPECT_EQ(bench.state.unsent_events(), 0);
    EXPECT_EQ(server.last_of("counter"), static_cast<std::int64_t>(bench.disk.own_events.size()));
}

TEST_F(Syncing, a_partial_acknowledgement_keeps_the_rest) {
    server.reachable = false;
    bench.hand_over("B1");
    bench.now = bench.now + 60'000;
    bench.give(Tick{});
    bench.asked.clear();
    bench.give(ManifestFetched{});
    ASSERT_TRUE(std::holds_alternative<Push>(bench.asked.front()));
    bench.asked.clear();
    const auto first_unsent = bench.state.sync.unsent.front().event.id.sequence;
    bench.give(Pushed{ports::Acknowledged{first_unsent, {}}});
    EXPECT_EQ(bench.state.unsent_events(), 1);
    EXPECT_EQ(bench.state.sync.unsent.front().event.id.sequence, first_unsent + 1);
}

TEST_F(Syncing, a_gap_that_stays_keeps_everything_and_is_told) {
    FakeServer other;
    Bench kiosk(other);
    kiosk.open();
    other.refusal = ports::Gap{2};
    kiosk.hand_over("B1");
    const auto pushes = kiosk.count_asked<Push>();
    EXPECT_EQ(kiosk.state.unsent_events(), 2);
    ASSERT_TRUE(kiosk.state.sync.refusal);
    EXPECT_NE(kiosk.state.sync.refusal->english().find("tell the organiser"), std::string::npos);
    EXPECT_EQ(own_report(kiosk.state).standing.unsent_why, kiosk.state.sync.refusal);
    kiosk.wait(60'000);
    EXPECT_EQ(kiosk.count_asked<Push>(), pushes) << "a person must look first";
    kiosk.hand_over("B2");
    EXPECT_EQ(kiosk.state.unsent_events(), 4) << "work goes on";
    kiosk.confirm_closing();
    kiosk.wait(60'000);
    EXPECT_EQ(kiosk.state.phase, SessionPhase::closed) << "never reconciled with events unsent";
}

TEST_F(Syncing, a_server_that_was_restored_is_given_what_it_forgot) {
    bench.hand_over("B1");
    bench.send(GoHome{});
    const auto before = server.events;
    bench.hand_over("B2");
    bench.send(GoHome{});
    server.events = before; // its backup of a minute ago
    bench.hand_over("B3");
    EXPECT_FALSE(bench.state.sync.refusal);
    EXPECT_EQ(overdue_events(bench.state), 0);
    bench.wait(310'000);
    EXPECT_EQ(server.last_of("counter"), static_cast<std::int64_t>(bench.disk.own_events.size()));
}

TEST_F(Syncing, a_server_that_was_restored_is_given_what_it_forgot_when_nothing_more_happens) {
    bench.hand_over("B1");
    bench.confirm_closing();
    bench.wait(10'000);
    ASSERT_EQ(bench.state.phase, SessionPhase::reconciled);
    server.events.resize(1);
    bench.wait(40'000);
    EXPECT_EQ(reports(bench).size(), 1U) << "the figures are those that were printed";
    EXPECT_EQ(server.last_of("counter"), static_cast<std::int64_t>(bench.disk.own_events.size()));
    EXPECT_EQ(bench.state.phase, SessionPhase::reconciled);
}

TEST_F(Syncing, a_kiosk_with_a_new_store_learns_what_its_old_one_recorded) {
    bench.hand_over("B1");
    bench.send(GoHome{});
    Bench again(server); // the same kiosk, an empty disk
    again.disk.incarnation = "i2";
    again.open();
    again.wait(5'000);
    again.scan("B1");
    EXPECT_EQ(again.screen(), "collected");
    EXPECT_EQ(again.on_screen<AlreadyCollected>().delivery.event.incarnation, "i1");
}

TEST_F(Syncing, what_came_to_a_restored_server_under_old_numbers_is_read_too) {
    Bench other(server, Mode::counter, "another");
    other.open();
    other.hand_over("B2");
    bench.wait(2'500);
    server.events.pop_back(); // restored: what comes now stands where the kiosk has read already
    other.wait(2'500);
    other.send(GoHome{});
    other.hand_over("B3");
    bench.wait(70'000);
    EXPECT_EQ(bench.state.ledger->totals().baskets_collected, 2);
}

TEST_F(Syncing, a_clock_that_is_set_back_stops_nothing) {
    bench.now = bench.now + -3'600'000;
    bench.hand_over("B1");
    bench.wait(5'000);
    EXPECT_EQ(overdue_events(bench.state), 0);
    Bench other(server, Mode::counter, "another");
    other.open();
    other.hand_over("B2");
    bench.wait(5'000);
    EXPECT_EQ(bench.state.ledger->totals().baskets_collected, 2);
}

TEST_F(Syncing, orders_that_change_after_the_closing_are_compared_too) {
    server.reachable = false;
    bench.hand_over("B1");
    bench.send(GoHome{});
    bench.confirm_closing();
    server.current = manifest(2);
    server.current.baskets.pop_back();
    server.current.index();
    server.reachable = true;
    bench.wait(60'000);
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_FALSE(bench.on_screen<Report>().difference);
    EXPECT_EQ(bench.on_screen<Report>().report.customers, 2);
}

TEST_F(Syncing, a_kiosk_that_comes_late_settles_the_session_again) {
    Bench late(server, Mode::counter, "late");
    late.open();
    server.reachable = false;
    late.hand_over("B2");
    late.send(GoHome{});
    server.events.clear(); // it was never heard of
    server.reachable = true;
    bench.hand_over("B1");
    bench.send(GoHome{});
    bench.confirm_closing();
    bench.wait(10'000);
    ASSERT_EQ(bench.state.phase, SessionPhase::reconciled) << "nobody has heard of the other one";
    late.wait(31'000);
    bench.wait(40'000);
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_FALSE(bench.on_screen<Report>().difference);
    EXPECT_EQ(bench.on_screen<Report>().report.totals.baskets_collected, 2);
    EXPECT_TRUE(bench.on_screen<Report>().replaces_earlier);
    ASSERT_EQ(reports(bench).size(), 2U);
    EXPECT_THAT(reports(bench)[0], Not(HasSubstr("replaces the earlier")));
    EXPECT_THAT(reports(bench)[1], HasSubstr("replaces the earlier"));
}

TEST_F(Syncing, a_server_that_never_shows_what_was_sent_is_sent_it_ever_more_seldom) {
    bench.hand_over("B1");
    server.shows_kiosks = false;
    const auto before = bench.count_asked<ReadJournal>();
    bench.wait(600'000);
    const auto sent = bench.count_asked<ReadJournal>() - before;
    EXPECT_GT(sent, 4U);
    EXPECT_LT(sent, 12U);
}

TEST_F(Syncing, other_kiosks_hand_overs_arrive) {
    Bench other(server, Mode::counter, "another");
    other.open();
    other.hand_over("B2");
    bench.wait(2'500);
    bench.scan("B2");
    ASSERT_EQ(bench.screen(), "collected");
    EXPECT_EQ(bench.on_screen<AlreadyCollected>().delivery.event.device, "another");
    EXPECT_FALSE(bench.disk.foreign.events.empty());
}

TEST_F(Syncing, what_comes_after_another_kiosk_s_event_is_later_than_it) {
    Bench ahead(server, Mode::counter, "ahead");
    ahead.now = ahead.now + 3'600'000;
    ahead.open();
    ahead.hand_over("B2");
    bench.wait(2'500);
    bench.hand_over("B1");
    EXPECT_GT(bench.disk.own_events.back().event.time, server.events[2].event.time);
}

TEST_F(Syncing, a_new_revision_comes_while_no_basket_is_worked_on_and_keeps_the_facts) {
    bench.hand_over("B1");
    bench.scan("B3");
    server.current = manifest(2);
    server.current.baskets[1].customer_name = "Jean-Luc L.";
    server.current.index();
    bench.wait(120'000);
    EXPECT_EQ(bench.state.manifest->revision, 1) << "a basket is worked on";
    bench.send(GoHome{});
    bench.wait(3'000);
    EXPECT_EQ(bench.state.manifest->revision, 2);
    EXPECT_EQ(bench.disk.manifest->revision, 2);
    EXPECT_EQ(bench.state.ledger->totals().collected_lines, 3);
    EXPECT_EQ(bench.state.phase, SessionPhase::open);
    bench.scan("B2");
    EXPECT_EQ(bench.on_screen<BasketWork>().basket->customer_name, "Jean-Luc L.");
}

TEST_F(Syncing, a_manifest_that_cannot_be_read_is_told_and_the_old_one_stays) {
    bench.now = bench.now + 60'000;
    bench.give(Tick{});
    ASSERT_TRUE(std::holds_alternative<FetchManifest>(bench.asked.front()));
    bench.asked.clear();
    bench.send(ManifestFetched{ports::StoredManifest{"{}", 9, "", ""}});
    EXPECT_EQ(bench.state.manifest->revision, 1);
    EXPECT_EQ(bench.disk.manifest->revision, 1);
}

} // namespace
} // namespace guichet::app::test
