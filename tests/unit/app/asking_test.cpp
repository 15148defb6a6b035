// Papers that people ask for: a receipt on request or again, from the journal of any kiosk.

#include "kiosk/app/papers.hpp"
#include "kiosk/app/spool.hpp"
#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::app::test {
namespace {

class OnRequest : public testing::Test {
protected:
    void SetUp() override {
        bench.open();
        bench.set_up({PrinterRoles{}}, ReceiptPaper::on_request);
    }

    FakeServer server;
    Bench bench{server};
};

TEST_F(OnRequest, nothing_is_queued_before_somebody_asks) {
    bench.hand_over("B1");
    EXPECT_TRUE(bench.documents.empty());
    EXPECT_TRUE(offers_keepsake(bench.state));
    bench.send(PrintReceipt{});
    ASSERT_EQ(bench.papers.size(), 1U);
    EXPECT_FALSE(is_marked(bench.papers[0]));
    EXPECT_EQ(bench.papers[0].id, receipt_id(bench.on_screen<HandedOver>().hand_over));
    EXPECT_EQ(place_of(bench.state, bench.papers[0].id), PaperPlace::out);
}

TEST_F(OnRequest, asking_twice_never_gives_two_without_mark) {
    bench.printer_confirms = false;
    bench.hand_over("B1");
    bench.store_waits = true;
    bench.give(PrintReceipt{});
    bench.give(PrintReceipt{});
    bench.store_waits = false;
    bench.settle();
    bench.send(PrintReceipt{});
    ASSERT_EQ(bench.papers.size(), 1U) << "as long as it is on its way";
    bench.end_print(ports::PrintResult::printed);
    bench.send(PrintReceipt{});
    ASSERT_EQ(bench.papers.size(), 2U);
    EXPECT_TRUE(is_marked(bench.papers[1]));
}

TEST_F(OnRequest, who_comes_back_for_the_first_paper_gets_it_without_mark) {
    bench.hand_over("B1");
    bench.restart();
    bench.scan("B1");
    ASSERT_EQ(bench.screen(), "collected");
    bench.send(PrintReceipt{});
    bench.send(PrintReceipt{});
    ASSERT_EQ(bench.papers.size(), 2U);
    EXPECT_FALSE(is_marked(bench.papers[0]));
    EXPECT_TRUE(is_marked(bench.papers[1]));
    bench.restart();
    bench.scan("B1");
    bench.send(PrintReceipt{});
    EXPECT_TRUE(is_marked(bench.papers.at(2))) << "what was printed is known from the journal";
}

TEST_F(OnRequest, a_customer_gets_one_paper_only) {
    Bench self(server, Mode::self, "self");
    self.open();
    self.set_up({PrinterRoles{}}, ReceiptPaper::on_request);
    self.hand_over("B1");
    self.send(PrintReceipt{});
    self.send(PrintReceipt{});
    EXPECT_EQ(self.papers.size(), 1U);
    self.scan("B1");
    ASSERT_EQ(self.screen(), "collected");
    self.send(PrintReceipt{});
    self.send(ReprintLast{});
    EXPECT_EQ(self.papers.size(), 1U);
}

TEST_F(OnRequest, a_customer_is_asked_receipt_or_none) {
    Bench self(server, Mode::self, "self");
    self.open();
    self.set_up({PrinterRoles{}}, ReceiptPaper::on_request);
    self.hand_over("B1");
    EXPECT_TRUE(asks_about_receipt(self.state));
    EXPECT_TRUE(offers_keepsake(self.state)) << "a telephone may keep it instead";
    self.send(DeclineReceipt{});
    EXPECT_FALSE(asks_about_receipt(self.state));
    EXPECT_FALSE(offers_keepsake(self.state));
    EXPECT_EQ(self.screen(), "done") << "they are thanked";
    self.wait(15'000);
    EXPECT_EQ(self.screen(), "attract");
    EXPECT_TRUE(self.papers.empty());

    self.hand_over("B2");
    self.send(PrintReceipt{});
    EXPECT_FALSE(asks_about_receipt(self.state));
    self.wait(15'000);
    EXPECT_EQ(self.screen(), "attract");
    EXPECT_EQ(self.papers.size(), 1U);
}

TEST_F(OnRequest, paper_that_does_not_come_leaves_the_code_to_the_customer) {
    Bench self(server, Mode::self, "self");
    self.open();
    self.set_up({PrinterRoles{}}, ReceiptPaper::on_request);
    self.printer_confirms = false;
    self.hand_over("B1");
    self.send(PrinterState{{ports::PrinterCondition::paper_out, {}}});
    self.send(PrintReceipt{});
    EXPECT_TRUE(offers_keepsake(self.state));
    self.wait(59'000);
    EXPECT_EQ(self.screen(), "done") << "a telephone needs its time";
}

TEST_F(OnRequest, where_nothing_is_printed_nobody_is_asked) {
    Bench self(server, Mode::self, "self");
    self.open();
    self.set_up({}, ReceiptPaper::on_request);
    self.hand_over("B1");
    EXPECT_FALSE(asks_about_receipt(self.state));
    EXPECT_TRUE(offers_keepsake(self.state));
    bench.hand_over("B2");
    EXPECT_FALSE(asks_about_receipt(bench.state)) << "at the counter a volunteer does it";
}

TEST_F(OnRequest, the_question_stays_with_a_countdown_and_gives_way_to_the_next_customer) {
    Bench self(server, Mode::self, "self");
    self.open();
    self.set_up({PrinterRoles{}}, ReceiptPaper::on_request);
    self.hand_over("B1");
    self.wait(61'000);
    EXPECT_EQ(seconds_left(self.state), 29);
    self.send(StayHere{});
    EXPECT_EQ(seconds_left(self.state), std::nullopt);
    EXPECT_EQ(self.screen(), "done");
    self.wait(90'000);
    EXPECT_EQ(self.screen(), "attract");
    EXPECT_TRUE(self.papers.empty()) << "no answer is no paper";
    self.hand_over("B2");
    self.scan("B3");
    EXPECT_EQ(self.screen(), "basket") << "and no longer than until the next customer comes";
}

TEST_F(OnRequest, never_means_no_receipt_at_all_but_the_report_comes) {
    bench.set_up({PrinterRoles{}}, ReceiptPaper::never);
    bench.hand_over("B1");
    bench.send(PrintReceipt{});
    bench.send(ReprintLast{});
    EXPECT_TRUE(bench.papers.empty());
    EXPECT_TRUE(offers_keepsake(bench.state));
    bench.confirm_closing();
    ASSERT_EQ(bench.papers.size(), 1U);
    EXPECT_EQ(bench.papers[0].kind, receipt::Kind::report);
}

TEST(Reprint, the_last_receipt_outlasts_a_restart) {
    FakeServer server;
    Bench bench(server);
    bench.open();
    bench.hand_over("B1");
    bench.hand_over("B2");
    bench.restart();
    bench.send(ReprintLast{});
    ASSERT_EQ(bench.papers.size(), 3U);
    EXPECT_TRUE(is_marked(bench.papers[2]));
    EXPECT_NE(receipt::to_json(bench.papers[2]).find("Jean-Marc L."), std::string::npos);
    EXPECT_TRUE(bench.papers[2].blocks == receipt::marked(bench.papers[1], "DUPLICATE").blocks)
        << "the same paper, from the journal's own event";
}

TEST(Reprint, an_undone_hand_over_is_not_the_last) {
    FakeServer server;
    Bench bench(server);
    bench.open();
    bench.hand_over("B1");
    bench.hand_over("B2");
    bench.send(AskUndo{});
    bench.send(ConfirmUndo{UndoReason::wrong_tap});
    bench.send(ReprintLast{});
    EXPECT_NE(receipt::to_json(bench.papers.back()).find("Élodie M."), std::string::npos);
}

TEST(Reprint, another_kiosk_s_hand_over_is_marked_and_bears_its_name) {
    FakeServer server;
    Bench self(server, Mode::self, "self");
    Bench bench(server);
    bench.open();
    self.restart();
    self.wait(10'000);
    self.hand_over("B1");
    self.wait(5'000);
    bench.now = self.now;
    bench.send(Tick{});
    bench.wait(5'000);
    bench.scan("B1");
    ASSERT_EQ(bench.screen(), "collected");
    bench.send(PrintReceipt{});
    ASSERT_EQ(bench.papers.size(), 1U);
    EXPECT_TRUE(is_marked(bench.papers[0])) << "there is one at the other kiosk";
    EXPECT_EQ(place_of(bench.state, bench.on_screen<AlreadyCollected>().reprint), PaperPlace::out);
    EXPECT_EQ(basket_of_receipt(bench.state, bench.papers[0].id)->id, "B1");
    EXPECT_EQ(bench.written<ReceiptPrinted>().at(0).duplicate, true);
}

TEST(Reprint, a_receipt_that_was_given_up_may_be_out_in_part) {
    FakeServer server;
    Bench bench(server);
    bench.open();
    bench.printer_confirms = false;
    bench.hand_over("B1");
    bench.send(ShowClosing{});
    bench.send(GiveUpReceipts{});
    ASSERT_EQ(bench.written<ReceiptLost>().size(), 1U);
    bench.send(GoHome{});
    bench.scan("B1");
    bench.send(PrintReceipt{});
    ASSERT_EQ(bench.papers.size(), 2U);
    EXPECT_TRUE(is_marked(bench.papers[1]));
}

TEST(Slips, come_once_for_each_producer_after_the_closing_only) {
    FakeServer server;
    Bench bench(server);
    bench.open();
    bench.hand_over("B1");
    bench.send(PrintSlips{});
    EXPECT_EQ(bench.papers.size(), 1U);
    bench.confirm_closing();
    bench.send(PrintSlips{});
    EXPECT_EQ(bench.papers.back().kind, receipt::Kind::slip);
    EXPECT_EQ(bench.papers.size(), 3U) << "receipt, report, and the slip of the only producer";
    bench.restart();
    bench.send(PrintSlips{});
    EXPECT_EQ(bench.papers.back().kind, receipt::Kind::slip) << "also after a restart";
}

} // namespace
} // namespace guichet::app::test
