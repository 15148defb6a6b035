#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::app::test {
namespace {

using ports::PrintResult;
using ports::SpoolState;

class Printing : public testing::Test {
protected:
    void SetUp() override {
        bench.printer_confirms = false;
        bench.open();
    }

    void printer(ports::PrinterCondition condition) { bench.send(PrinterState{{condition, {}}}); }

    std::vector<ReceiptPrinted> printed() const { return bench.written<ReceiptPrinted>(); }

    FakeServer server;
    Bench bench{server};
};

TEST_F(Printing, the_receipt_is_kept_in_the_commit_of_its_hand_over) {
    bench.hand_over("B1");
    for (const auto& effect : bench.history)
        if (const auto* write = std::get_if<WriteCommit>(&effect);
            write != nullptr && !write->commit.events.empty() &&
            std::holds_alternative<HandOver>(write->commit.events[0].event.body)) {
            ASSERT_EQ(write->commit.documents.size(), 1U);
            EXPECT_EQ(write->commit.documents[0].state, SpoolState::queued);
            EXPECT_EQ(write->commit.documents[0].id, bench.on_screen<HandedOver>().document);
            return;
        }
    FAIL() << "no hand-over was written";
}

TEST_F(Printing, a_confirmed_receipt_is_recorded_and_never_printed_again) {
    bench.hand_over("B1");
    ASSERT_EQ(bench.papers.size(), 1U);
    EXPECT_FALSE(is_marked(bench.papers[0]));
    EXPECT_TRUE(printed().empty()) << "the printer has not confirmed";
    const auto id = *bench.in_printer;
    bench.end_print(PrintResult::printed);
    ASSERT_EQ(printed().size(), 1U);
    EXPECT_TRUE(printed()[0].confirmed);
    EXPECT_FALSE(printed()[0].duplicate);
    EXPECT_EQ(bench.state_of(id), SpoolState::printed);
    bench.wait(60'000);
    bench.restart();
    EXPECT_EQ(bench.papers.size(), 1U);
}

TEST_F(Printing, what_a_silent_printer_took_counts_as_sent) {
    bench.hand_over("B1");
    bench.end_print(PrintResult::sent_not_confirmable);
    EXPECT_FALSE(printed().at(0).confirmed);
    bench.restart();
    EXPECT_EQ(bench.papers.size(), 1U);
}

TEST_F(Printing, what_may_be_on_paper_comes_again_with_the_mark) {
    bench.hand_over("B1");
    bench.end_print(PrintResult::interrupted_unknown);
    EXPECT_EQ(bench.papers.size(), 1U) << "after a pause";
    bench.wait(2'000);
    ASSERT_EQ(bench.papers.size(), 2U);
    EXPECT_EQ(bench.papers[1].id, bench.papers[0].id);
    EXPECT_TRUE(is_marked(bench.papers[1]));
    bench.end_print(PrintResult::interrupted_before_any_byte);
    bench.wait(2'000);
    ASSERT_EQ(bench.papers.size(), 3U);
    EXPECT_TRUE(is_marked(bench.papers[2])) << "once in doubt, always marked";
    bench.end_print(PrintResult::printed);
    ASSERT_EQ(printed().size(), 1U);
    EXPECT_TRUE(printed()[0].duplicate);
    EXPECT_EQ(bench.state.ledger->totals().receipts_duplicate, 1);
}

TEST_F(Printing, half_a_paper_is_fed_out_before_the_next) {
    bench.hand_over("B1");
    bench.end_print(PrintResult::interrupted_unknown);
    bench.wait(2'000);
    EXPECT_TRUE(std::any_of(bench.history.begin(), bench.history.end(), [](const Effect& effect) {
        const auto* print = std::get_if<Print>(&effect);
        return print != nullptr && print->job.after_interruption;
    }));
}

TEST_F(Printing, what_did_not_begin_comes_again_without_mark) {
    bench.hand_over("B1");
    bench.end_print(PrintResult::interrupted_before_any_byte);
    bench.wait(2'000);
    ASSERT_EQ(bench.papers.size(), 2U);
    EXPECT_FALSE(is_marked(bench.papers[1]));
    bench.end_print(PrintResult::printed);
    EXPECT_FALSE(printed().at(0).duplicate);
}

TEST_F(Printing, after_a_power_cut_in_the_middle_it_comes_again_with_the_mark) {
    bench.hand_over("B1");
    ASSERT_TRUE(bench.in_printer);
    bench.restart();
    ASSERT_EQ(bench.papers.size(), 2U);
    EXPECT_TRUE(is_marked(bench.papers[1]));
}

TEST_F(Printing, after_a_power_cut_before_it_began_it_comes_without_mark) {
    printer(ports::PrinterCondition::paper_out);
    bench.hand_over("B1");
    ASSERT_TRUE(bench.papers.empty());
    bench.restart();
    ASSERT_EQ(bench.papers.size(), 1U);
    EXPECT_FALSE(is_marked(bench.papers[0]));
}

TEST_F(Printing, papers_come_in_order_when_the_printer_is_well_again) {
    printer(ports::PrinterCondition::unplugged);
    bench.hand_over("B1");
    bench.hand_over("B2");
    EXPECT_TRUE(bench.papers.empty()) << "and handing over went on";
    bench.printer_confirms = true;
    printer(ports::PrinterCondition::ready);
    ASSERT_EQ(bench.papers.size(), 2U);
    EXPECT_LT(bench.papers[0].id, bench.papers[1].id);
    EXPECT_EQ(printed().size(), 2U);
}

TEST_F(Printing, the_last_receipt_is_printed_again_with_the_mark) {
    bench.printer_confirms = true;
    bench.send(ReprintLast{});
    EXPECT_TRUE(bench.papers.empty()) << "there is none yet";
    bench.hand_over("B1");
    bench.send(ReprintLast{});
    ASSERT_EQ(bench.papers.size(), 2U);
    EXPECT_TRUE(is_marked(bench.papers[1]));
    EXPECT_EQ(bench.state.ledger->totals().receipts_printed, 1);
    EXPECT_EQ(bench.state.ledger->totals().receipts_duplicate, 1);
}

TEST_F(Printing, a_store_that_fails_keeps_the_paper_back) {
    bench.hand_over("B1");
    bench.end_print(PrintResult::interrupted_before_any_byte);
    bench.store_works = false;
    bench.wait(10'000);
    EXPECT_EQ(bench.papers.size(), 1U) << "nothing goes out that is not on record as sending";
    bench.store_works = true;
    bench.wait(5'000);
    EXPECT_EQ(bench.papers.size(), 2U);
}

TEST_F(Printing, given_up_receipts_are_incidents_and_stay_away) {
    bench.hand_over("B1");
    bench.hand_over("B2");
    bench.confirm_closing();
    bench.send(GiveUpReceipts{});
    EXPECT_EQ(bench.written<ReceiptLost>().size(), 2U);
    EXPECT_EQ(bench.state.phase, SessionPhase::reconciled);
    EXPECT_EQ(bench.state.ledger->incidents().size(), 2U);
    EXPECT_EQ(bench.papers.size(), 2U) << "the first receipt, and the report: " << bench.papers.back().id;
    EXPECT_EQ(bench.papers.back().kind, receipt::Kind::report);
}

TEST_F(Printing, given_up_while_it_is_about_to_go_out_it_stays_inside) {
    bench.hand_over("B1");
    bench.end_print(PrintResult::interrupted_before_any_byte);
    bench.store_waits = true;
    bench.wait(2'000); // `sending` is being recorded
    bench.confirm_closing();
    bench.send(GiveUpReceipts{});
    bench.store_waits = false;
    bench.settle();
    EXPECT_EQ(bench.papers.front().id, bench.documents.front().id);
    EXPECT_EQ(std::count_if(bench.papers.begin(), bench.papers.end(),
                            [](const auto& paper) { return paper.kind == receipt::Kind::receipt; }),
              1);
    EXPECT_EQ(bench.written<ReceiptLost>().size(), 1U);
}

TEST_F(Printing, given_up_while_its_return_to_the_line_is_recorded_it_does_not_come_back) {
    bench.hand_over("B1");
    bench.store_waits = true;
    bench.end_print(PrintResult::interrupted_before_any_byte);
    bench.confirm_closing();
    bench.send(GiveUpReceipts{});
    bench.store_waits = false;
    bench.settle();
    bench.wait(10'000);
    EXPECT_EQ(std::count_if(bench.papers.begin(), bench.papers.end(),
                            [](const auto& paper) { return paper.kind == receipt::Kind::receipt; }),
              1);
    EXPECT_EQ(bench.written<ReceiptLost>().size(), 1U);
    EXPECT_EQ(bench.state_of(bench.papers.front().id), SpoolState::failed);
}

} // namespace
} // namespace guichet::app::test
