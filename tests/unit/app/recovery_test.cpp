#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

namespace guichet::app::test {
namespace {

class Recovery : public testing::Test {
protected:
    FakeServer server;
    Bench bench{server};
};

TEST_F(Recovery, a_first_start_waits_for_a_manifest_and_says_so) {
    server.reachable = false;
    bench.restart();
    EXPECT_EQ(bench.screen(), "waiting");
    EXPECT_EQ(bench.state.phase, SessionPhase::unknown);
    bench.send(OpenSession{});
    EXPECT_EQ(bench.state.phase, SessionPhase::unknown);
    server.reachable = true;
    bench.wait(31'000);
    EXPECT_EQ(bench.state.phase, SessionPhase::planned);
    EXPECT_EQ(bench.disk.manifest->revision, 1);
    bench.send(OpenSession{});
    bench.send(OpenSession{});
    EXPECT_EQ(bench.screen(), "attract");
    EXPECT_EQ(bench.written<SessionOpened>().size(), 1U);
}

TEST_F(Recovery, a_store_that_cannot_be_opened_is_told_and_tried_again) {
    bench.store_works = false;
    bench.restart();
    ASSERT_EQ(bench.screen(), "starting");
    EXPECT_EQ(bench.on_screen<Starting>().problem->english(), "The disk is full.");
    for (const Event& event : {Event{GoHome{}}, Event{ShowStaff{}}, Event{OpenSession{}},
                               Event{CodeRead{code_of("B1").text(), {}}}})
        bench.send(event);
    EXPECT_EQ(bench.screen(), "starting") << "nothing can be done before";
    bench.wait(60'000);
    EXPECT_EQ(bench.screen(), "starting");
    bench.store_works = true;
    bench.wait(5'000);
    EXPECT_NE(bench.screen(), "starting");
    EXPECT_TRUE(bench.state.store.well);
}

TEST_F(Recovery, goes_on_where_it_was) {
    bench.open();
    server.reachable = false;
    bench.hand_over("B1");
    const auto before = bench.state.journal.head;
    bench.restart();
    EXPECT_EQ(bench.state.phase, SessionPhase::open);
    EXPECT_EQ(bench.screen(), "attract");
    EXPECT_EQ(bench.state.unsent_events(), 2) << "the hand-over and its receipt";
    EXPECT_EQ(bench.state.ledger->totals().baskets_collected, 1);
    EXPECT_EQ(bench.state.journal.head, before);
    bench.hand_over("B2");
    ChainVerifier chain;
    for (const auto& sealed : bench.disk.own_events)
        ASSERT_TRUE(chain.accept(sealed).ok());
    EXPECT_EQ(bench.disk.own_events.back().event.boot, 2);
}

TEST_F(Recovery, a_hand_over_that_was_not_durable_did_not_happen) {
    bench.open();
    bench.scan("B1");
    bench.send(EverythingHere{});
    bench.store_waits = true;
    bench.send(ConfirmHandOver{});
    bench.store_waits = false;
    bench.restart();
    EXPECT_EQ(bench.state.ledger->counts().unclaimed, 5);
    bench.scan("B1");
    EXPECT_EQ(bench.screen(), "basket");
}

TEST_F(Recovery, the_hybrid_clock_goes_on_when_the_wall_clock_went_back) {
    bench.open();
    bench.hand_over("B1");
    const auto last = bench.disk.own_events.back().event.time;
    bench.now = morning + -86'400'000;
    bench.restart();
    bench.hand_over("B2");
    EXPECT_GT(bench.disk.own_events.back().event.time, last);
}

TEST_F(Recovery, a_session_that_was_begun_is_ended_before_another_day_s) {
    bench.open();
    bench.hand_over("B1");
    bench.state.kiosk.date = "2020-04-24";
    bench.restart();
    EXPECT_EQ(bench.state.phase, SessionPhase::open);
    EXPECT_EQ(bench.state.kiosk.session(), session);
    bench.confirm_closing();
    ASSERT_EQ(bench.state.phase, SessionPhase::reconciled);
    server.reachable = false;
    bench.state.kiosk.date = "2020-04-24";
    bench.restart();
    EXPECT_EQ(bench.state.phase, SessionPhase::unknown) << "the settled one is left alone";
    EXPECT_EQ(bench.state.sync.cursor, 0);
    EXPECT_EQ(bench.screen(), "waiting");
}

TEST_F(Recovery, a_manifest_in_the_store_that_cannot_be_read_is_fetched_anew) {
    bench.disk.manifest = ports::StoredManifest{"{", 1, "", ""};
    bench.restart();
    EXPECT_EQ(bench.state.phase, SessionPhase::planned);
    EXPECT_EQ(bench.state.manifest->revision, 1);
}

} // namespace
} // namespace guichet::app::test
