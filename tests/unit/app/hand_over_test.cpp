#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

namespace guichet::app::test {
namespace {

const LineKey cantal{"1001", 1};
const LineKey honey{"1001", 2};
const LineKey bread{"1002", 1};

class HandingOver : public testing::Test {
protected:
    void SetUp() override { bench.open(); }

    /// What was said of one line in the hand-over that was written last.
    LineOutcome written(const LineKey& key) {
        const auto hand_overs = bench.written<HandOver>();
        for (const auto& line : hand_overs.back().lines)
            if (line.key == key)
                return line;
        ADD_FAILURE() << "nothing was said of " << key.order << "." << key.line;
        return {};
    }

    FakeServer server;
    Bench bench{server};
};

TEST_F(HandingOver, one_scan_brings_all_orders_of_a_customer) {
    bench.scan("B1", Identification::hand_scanner);
    const auto& work = bench.on_screen<BasketWork>();
    EXPECT_EQ(work.basket->id, "B1");
    EXPECT_EQ(work.line_count, 3U);
    ASSERT_EQ(work.crates.size(), 2U);
    EXPECT_EQ(work.crates[1].storage, StorageClass::chilled);
    EXPECT_TRUE(bench.written<CodeRefused>().empty());
}

TEST_F(HandingOver, is_shown_as_done_only_when_it_is_durable) {
    bench.store_waits = true;
    bench.scan("B1");
    bench.send(EverythingHere{});
    bench.send(ConfirmHandOver{});
    EXPECT_EQ(bench.screen(), "basket");
    EXPECT_TRUE(bench.on_screen<BasketWork>().saving);
    EXPECT_EQ(bench.state.ledger->counts().unclaimed, 5);
    bench.send(GoHome{});
    bench.send(ShowStaff{});
    EXPECT_EQ(bench.screen(), "basket") << "nobody leaves while it is being saved";
    bench.store_waits = false;
    bench.settle();
    EXPECT_EQ(bench.screen(), "done");
    EXPECT_EQ(bench.state.ledger->counts().unclaimed, 2);
    const auto written = bench.written<HandOver>();
    ASSERT_EQ(written.size(), 1U);
    EXPECT_EQ(written[0].basket, "B1");
    EXPECT_EQ(written[0].lines.size(), 3U);
    EXPECT_EQ(written[0].actor, Actor::volunteer);
    EXPECT_EQ(bench.on_screen<HandedOver>().hand_over, bench.disk.own_events[1].event.id);
}

TEST_F(HandingOver, a_failed_commit_leaves_the_basket_and_records_nothing) {
    bench.scan("B1");
    bench.send(EverythingHere{});
    bench.store_works = false;
    bench.send(ConfirmHandOver{});
    ASSERT_EQ(bench.screen(), "basket");
    const auto& work = bench.on_screen<BasketWork>();
    EXPECT_FALSE(work.saving);
    EXPECT_TRUE(work.complete()) << "what was said is still there";
    EXPECT_EQ(work.problem->english(), "The disk is full.");
    EXPECT_FALSE(bench.state.store.well);
    EXPECT_EQ(bench.state.ledger->counts().unclaimed, 5);
    EXPECT_TRUE(bench.state.sync.unsent.empty());
    bench.store_works = true;
    bench.wait(10'000);
    EXPECT_TRUE(bench.written<HandOver>().empty()) << "the person decides, not a retry";
    bench.send(ConfirmHandOver{});
    EXPECT_EQ(bench.screen(), "done");
    EXPECT_TRUE(bench.state.store.well);
    EXPECT_EQ(bench.written<HandOver>().size(), 1U);
}

TEST_F(HandingOver, a_commit_that_failed_for_another_act_does_not_free_the_basket) {
    bench.hand_over("B2");
    bench.send(AskUndo{});
    bench.store_waits = true;
    bench.send(ConfirmUndo{});
    bench.send(GoHome{});
    bench.scan("B1");
    bench.send(EverythingHere{});
    bench.send(ConfirmHandOver{});
    bench.store_works = bench.store_waits = false;
    bench.settle();
    ASSERT_EQ(bench.screen(), "basket");
    EXPECT_TRUE(bench.on_screen<BasketWork>().saving) << "its own commit still waits";
    bench.store_works = true;
    bench.wait(5'000);
    EXPECT_EQ(bench.screen(), "done");
    EXPECT_EQ(bench.written<HandOver>().size(), 2U);
}

TEST_F(HandingOver, needs_an_outcome_for_every_line) {
    bench.scan("B1");
    bench.send(ConfirmHandOver{});
    EXPECT_EQ(bench.count_asked<WriteCommit>(), 1U) << "the opening only";
    bench.send(AskLine{honey});
    bench.send(AnswerLine{Outcome::missing});
    bench.send(ConfirmHandOver{});
    EXPECT_EQ(bench.screen(), "basket");
    bench.send(EverythingHere{});
    bench.send(ConfirmHandOver{});
    EXPECT_EQ(bench.screen(), "done");
    EXPECT_EQ(written(honey).outcome, Outcome::missing) << "everything else is here";
    EXPECT_EQ(written(bread).outcome, Outcome::collected);
}

TEST_F(HandingOver, a_short_amount_is_more_than_nothing_and_less_than_ordered) {
    bench.scan("B1");
    for (const auto* amount : {"", "0", "4", "5", "9999999"}) {
        bench.send(AskLine{honey});
        bench.send(AnswerLine{Outcome::short_});
        bench.send(TypeText{amount});
        bench.send(AnswerAmount{});
        EXPECT_TRUE(bench.on_screen<BasketWork>().problem) << amount;
        EXPECT_TRUE(bench.on_screen<BasketWork>().question) << amount;
        EXPECT_TRUE(bench.on_screen<BasketWork>().choices.empty()) << amount;
    }
    bench.send(AskLine{cantal});
    bench.send(AnswerLine{Outcome::short_});
    bench.send(TypeText{"12x499"});
    bench.send(EraseLetter{});
    bench.send(AnswerAmount{});
    EXPECT_FALSE(bench.on_screen<BasketWork>().question);
    EXPECT_FALSE(bench.on_screen<BasketWork>().problem);
    bench.send(EverythingHere{});
    bench.send(ConfirmHandOver{});
    EXPECT_EQ(written(cantal).outcome, Outcome::short_);
    EXPECT_EQ(written(cantal).amount, 1249);
}

TEST_F(HandingOver, a_refused_line_has_its_reason) {
    bench.scan("B1");
    bench.send(AskLine{honey});
    bench.send(AnswerLine{Outcome::refused});
    EXPECT_TRUE(bench.on_screen<BasketWork>().choices.empty());
    bench.send(AnswerReason{RefusalReason::damaged});
    bench.send(EverythingHere{});
    bench.send(ConfirmHandOver{});
    EXPECT_EQ(written(honey), (LineOutcome{honey, Outcome::refused, 0, RefusalReason::damaged, 4}));
}

TEST_F(HandingOver, a_line_can_be_said_anew_and_a_question_be_dropped) {
    bench.scan("B1");
    bench.send(AskLine{{"1003", 1}});
    EXPECT_FALSE(bench.on_screen<BasketWork>().question) << "a line of another basket";
    bench.send(AskLine{honey});
    bench.send(AnswerLine{Outcome::missing});
    bench.send(AskLine{honey});
    bench.send(CancelQuestion{});
    EXPECT_EQ(bench.on_screen<BasketWork>().choices.at(honey).outcome, Outcome::missing);
    bench.send(AskLine{honey});
    bench.send(AnswerLine{Outcome::collected});
    EXPECT_EQ(bench.on_screen<BasketWork>().choices.at(honey).outcome, Outcome::collected);
    bench.send(AnswerReason{RefusalReason::expired});
    EXPECT_EQ(bench.on_screen<BasketWork>().choices.at(honey).outcome, Outcome::collected)
        << "nothing was asked";
}

TEST_F(HandingOver, an_unconfirmed_basket_is_left_as_it_was) {
    bench.scan("B1");
    bench.send(EverythingHere{});
    bench.send(GoHome{});
    EXPECT_EQ(bench.screen(), "attract");
    bench.scan("B1");
    EXPECT_TRUE(bench.on_screen<BasketWork>().choices.empty());
    EXPECT_TRUE(bench.written<HandOver>().empty());
}

TEST_F(HandingOver, a_basket_collected_before_says_when_and_where) {
    bench.hand_over("B1");
    bench.send(GoHome{});
    const auto at = bench.disk.own_events[1].event.time;
    bench.wait(60'000);
    bench.scan("B1");
    ASSERT_EQ(bench.screen(), "collected");
    const auto& shown = bench.on_screen<AlreadyCollected>();
    EXPECT_EQ(shown.basket->id, "B1");
    EXPECT_EQ(shown.delivery.time, at);
    EXPECT_EQ(bench.state.ledger->kiosk_name(shown.delivery.event.device), "Guichet");
    EXPECT_EQ(bench.written<HandOver>().size(), 1U);
}

TEST_F(HandingOver, the_same_code_before_the_camera_disturbs_nothing) {
    bench.scan("B1");
    bench.send(EverythingHere{});
    bench.scan("B1");
    EXPECT_TRUE(bench.on_screen<BasketWork>().complete());
    EXPECT_FALSE(bench.on_screen<BasketWork>().problem);
}

TEST_F(HandingOver, takes_one_touch_at_the_counter) {
    bench.scan("B1");
    bench.send(HandOverRest{});
    EXPECT_EQ(bench.screen(), "done");
    EXPECT_EQ(written(cantal).outcome, Outcome::collected);
    bench.wait(3'600'000);
    EXPECT_EQ(bench.screen(), "done") << "it holds until the volunteer confirms";
}

TEST_F(HandingOver, the_rest_is_handed_over_beside_what_was_said) {
    bench.scan("B1");
    bench.send(AskLine{honey});
    bench.send(AnswerLine{Outcome::missing});
    bench.send(HandOverRest{});
    EXPECT_EQ(bench.screen(), "done");
    EXPECT_EQ(written(honey).outcome, Outcome::missing);
    EXPECT_EQ(written(bread).outcome, Outcome::collected);
}

TEST_F(HandingOver, customers_tick_before_they_confirm) {
    Bench self(server, Mode::self, "self");
    self.open();
    self.scan("B1");
    self.send(HandOverRest{});
    EXPECT_EQ(self.screen(), "basket");
    EXPECT_TRUE(self.on_screen<BasketWork>().choices.empty());
}

TEST_F(HandingOver, a_touch_on_a_crate_ticks_its_lines_and_another_unticks_them) {
    bench.scan("B1");
    const auto& work = bench.on_screen<BasketWork>();
    const auto lines = work.crates[0].line_count();
    bench.send(TickCrate{0});
    EXPECT_EQ(work.choices.size(), lines);
    bench.send(TickCrate{0});
    EXPECT_TRUE(work.choices.empty());
    bench.send(TickCrate{99});
    EXPECT_TRUE(work.choices.empty());
}

TEST_F(HandingOver, unticking_a_crate_leaves_what_is_missing) {
    bench.scan("B1");
    const auto& work = bench.on_screen<BasketWork>();
    const auto key = work.crates[0].groups[0].lines[0].key;
    bench.send(AskLine{key});
    bench.send(AnswerLine{Outcome::missing});
    bench.send(TickCrate{0});
    bench.send(TickCrate{0});
    ASSERT_EQ(work.choices.size(), 1U);
    EXPECT_EQ(work.choices.begin()->second.outcome, Outcome::missing);
}

TEST_F(HandingOver, something_missing_is_asked_about_until_it_is_found) {
    Bench self(server, Mode::self, "self");
    self.open();
    self.scan("B1");
    const auto& work = self.on_screen<BasketWork>();
    self.send(AskMissing{});
    EXPECT_TRUE(work.pointing);
    self.send(AskLine{honey});
    self.send(CancelQuestion{});
    EXPECT_TRUE(work.pointing) << "another line was meant";
    self.send(AskLine{bread});
    self.send(AnswerLine{Outcome::missing});
    EXPECT_FALSE(work.pointing);
    self.send(AskMissing{});
    self.send(CancelQuestion{});
    EXPECT_FALSE(work.pointing);
}

} // namespace
} // namespace guichet::app::test
