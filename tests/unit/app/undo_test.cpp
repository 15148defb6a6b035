#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

namespace guichet::app::test {
namespace {

class Undo : public testing::Test {
protected:
    void SetUp() override { bench.open(); }

    FakeServer server;
    Bench bench{server};
};

TEST_F(Undo, is_an_event_and_reopens_the_basket) {
    bench.hand_over("B1");
    const auto done = bench.on_screen<HandedOver>().hand_over;
    bench.send(AskUndo{});
    ASSERT_EQ(bench.screen(), "collected");
    EXPECT_TRUE(bench.on_screen<AlreadyCollected>().choosing_reason);
    bench.send(ConfirmUndo{UndoReason::wrong_customer});
    const auto undone = bench.written<HandOverUndone>();
    ASSERT_EQ(undone.size(), 1U);
    EXPECT_EQ(undone[0].hand_over, done);
    EXPECT_EQ(undone[0].reason, UndoReason::wrong_customer);
    EXPECT_EQ(bench.written<HandOver>().size(), 1U) << "no erasure";
    EXPECT_EQ(bench.screen(), "basket") << "to be handed over anew";
    EXPECT_EQ(bench.state.ledger->counts().unclaimed, 5);
}

TEST_F(Undo, of_a_basket_collected_before) {
    bench.hand_over("B2");
    bench.send(GoHome{});
    bench.scan("B2");
    bench.send(AskUndo{});
    bench.send(CancelQuestion{});
    EXPECT_FALSE(bench.on_screen<AlreadyCollected>().choosing_reason);
    bench.send(AskUndo{});
    bench.send(ConfirmUndo{});
    EXPECT_EQ(bench.state.ledger->counts().unclaimed, 5);
}

TEST_F(Undo, takes_back_the_hand_over_on_the_screen_not_an_earlier_one) {
    Bench other(server, Mode::counter, "another");
    other.open();
    other.hand_over("B1");
    bench.wait(1);
    server.reachable = true;
    bench.scan("B1");
    ASSERT_EQ(bench.screen(), "basket") << "what the other kiosk did has not arrived";
    bench.send(EverythingHere{});
    bench.wait(5'000);
    bench.send(ConfirmHandOver{});
    const auto own = bench.on_screen<HandedOver>().hand_over;
    bench.send(AskUndo{});
    bench.send(ConfirmUndo{});
    EXPECT_EQ(bench.written<HandOverUndone>().at(0).hand_over, own);
    EXPECT_EQ(bench.state.ledger->basket("B1").standing()->event.device, "another");
}

TEST_F(Undo, a_failed_commit_says_so_and_changes_nothing) {
    bench.hand_over("B1");
    bench.send(AskUndo{});
    bench.store_works = false;
    bench.send(ConfirmUndo{});
    ASSERT_EQ(bench.screen(), "collected");
    EXPECT_FALSE(bench.on_screen<AlreadyCollected>().saving);
    EXPECT_EQ(bench.on_screen<AlreadyCollected>().problem->english(), "The disk is full.");
    EXPECT_EQ(bench.state.ledger->counts().unclaimed, 2);
}

TEST_F(Undo, two_at_once_do_not_take_each_other_s_screen) {
    bench.hand_over("B1");
    bench.hand_over("B2");
    bench.store_waits = true;
    for (const auto* basket : {"B1", "B2"}) {
        bench.send(GoHome{});
        bench.scan(basket);
        bench.send(AskUndo{});
        bench.send(ConfirmUndo{});
    }
    bench.answer_first();
    ASSERT_EQ(bench.written<HandOverUndone>().size(), 1U);
    EXPECT_EQ(bench.on_screen<AlreadyCollected>().basket->id, "B2");
    bench.store_waits = false;
    bench.settle();
    EXPECT_EQ(bench.on_screen<BasketWork>().basket->id, "B2");
}

TEST_F(Undo, is_not_for_customers) {
    Bench self(server, Mode::self, "self");
    self.open();
    self.hand_over("B1");
    self.send(AskUndo{});
    EXPECT_EQ(self.screen(), "done");
    self.send(GoHome{});
    self.scan("B1");
    self.send(AskUndo{});
    self.send(ConfirmUndo{});
    EXPECT_TRUE(self.written<HandOverUndone>().empty());
}

TEST_F(Undo, ends_with_the_session) {
    bench.hand_over("B1");
    bench.send(GoHome{});
    bench.scan("B1");
    const auto shown = bench.state.screen;
    server.reachable = false;
    bench.confirm_closing();
    ASSERT_EQ(bench.state.phase, SessionPhase::closed);
    bench.state.screen = shown;
    bench.send(AskUndo{});
    bench.send(ConfirmUndo{});
    EXPECT_TRUE(bench.written<HandOverUndone>().empty());
}

} // namespace
} // namespace guichet::app::test
