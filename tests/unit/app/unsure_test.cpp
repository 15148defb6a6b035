// A printer that never tells, interrupted when it had everything: only a person knows whether the paper is
// out.

#include "kiosk/app/spool.hpp"
#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

namespace guichet::app::test {
namespace {

using ports::PrinterCondition;
using ports::PrintOutcome;
using ports::PrintResult;
using ports::SpoolState;

/// All bytes were taken by a printer that does not confirm, and then it was lost.
PrintOutcome lost_after_all_bytes() {
    return {PrintResult::interrupted_unknown, 1'800, {}, 1'800, false};
}

class Unsure : public testing::Test {
protected:
    void SetUp() override {
        bench.printer_confirms = false;
        bench.open();
    }

    /// The printer is well, and of a model that never confirms.
    void silent_printer() { bench.send(PrinterState{{PrinterCondition::unknown, {}, false}}); }

    void answer(bool came_out) {
        ASSERT_EQ(bench.state.unsure.size(), 1U);
        bench.send(AnswerPaper{bench.state.unsure.front().entry.id, came_out});
    }

    FakeServer server;
    Bench bench{server};
};

TEST_F(Unsure, a_person_is_asked_and_the_paper_stays_inside_meanwhile) {
    silent_printer();
    bench.hand_over("B1");
    const auto id = bench.on_screen<HandedOver>().document;
    bench.end_print(lost_after_all_bytes());
    ASSERT_EQ(bench.state.unsure.size(), 1U);
    EXPECT_EQ(bench.state_of(id), SpoolState::unsure);
    EXPECT_EQ(place_of(bench.state, id), PaperPlace::unsure);
    EXPECT_EQ(basket_of_receipt(bench.state, id)->customer_name, "Élodie M.");
    bench.wait(600'000);
    EXPECT_EQ(bench.papers.size(), 1U);
    bench.hand_over("B2");
    EXPECT_EQ(bench.papers.size(), 2U) << "nobody waits for the answer";
}

TEST_F(Unsure, yes_it_is_out_is_recorded_without_confirmation) {
    silent_printer();
    bench.hand_over("B1");
    bench.end_print(lost_after_all_bytes());
    answer(true);
    ASSERT_EQ(bench.written<ReceiptPrinted>().size(), 1U);
    EXPECT_FALSE(bench.written<ReceiptPrinted>()[0].confirmed);
    EXPECT_FALSE(bench.written<ReceiptPrinted>()[0].duplicate);
    EXPECT_EQ(bench.state_of(bench.documents.front().id), SpoolState::sent);
    bench.wait(60'000);
    bench.restart();
    EXPECT_EQ(bench.papers.size(), 1U);
    EXPECT_TRUE(bench.state.unsure.empty());
}

TEST_F(Unsure, no_prints_it_again_with_the_mark) {
    silent_printer();
    bench.hand_over("B1");
    bench.end_print(lost_after_all_bytes());
    answer(false);
    bench.wait(2'000);
    ASSERT_EQ(bench.papers.size(), 2U);
    EXPECT_TRUE(is_marked(bench.papers[1]));
    bench.end_print(PrintResult::sent_not_confirmable);
    EXPECT_TRUE(bench.written<ReceiptPrinted>().at(0).duplicate);
}

TEST_F(Unsure, half_a_paper_that_it_may_be_is_cut_off_before_the_next_after_any_number_of_power_cuts) {
    silent_printer();
    bench.hand_over("B1");
    bench.restart();
    bench.restart();
    silent_printer();
    bench.history.clear();
    answer(false);
    bench.wait(2'000);
    ASSERT_TRUE(bench.last_print());
    EXPECT_TRUE(bench.last_print()->job.after_interruption);
}

TEST_F(Unsure, a_paper_that_is_out_but_perhaps_not_cut_off_is_cut_off_after_any_number_of_power_cuts) {
    silent_printer();
    bench.hand_over("B1");
    bench.restart();
    answer(true);
    bench.restart();
    bench.restart();
    silent_printer();
    bench.hand_over("B2");
    ASSERT_TRUE(bench.last_print());
    EXPECT_TRUE(bench.last_print()->job.after_interruption);
    bench.end_print(PrintResult::sent_not_confirmable);
    bench.restart();
    silent_printer();
    bench.hand_over("B3");
    EXPECT_FALSE(bench.last_print()->job.after_interruption) << "the paper between them was cut off";
}

TEST_F(Unsure, an_answer_to_no_question_changes_nothing) {
    silent_printer();
    bench.hand_over("B1");
    const auto id = bench.on_screen<HandedOver>().document;
    bench.send(AnswerPaper{id, true});
    EXPECT_TRUE(bench.written<ReceiptPrinted>().empty()) << "it is still being printed";
    bench.end_print(lost_after_all_bytes());
    answer(true);
    bench.send(AnswerPaper{id, false});
    bench.wait(5'000);
    EXPECT_EQ(bench.papers.size(), 1U) << "answered once";
}

TEST_F(Unsure, the_question_outlasts_a_restart) {
    silent_printer();
    bench.hand_over("B1");
    bench.end_print(lost_after_all_bytes());
    bench.restart();
    bench.restart();
    ASSERT_EQ(bench.state.unsure.size(), 1U);
    EXPECT_EQ(bench.papers.size(), 1U);
    answer(false);
    bench.restart();
    EXPECT_TRUE(bench.state.unsure.empty());
    ASSERT_GE(bench.papers.size(), 2U);
    EXPECT_TRUE(is_marked(bench.papers.back()));
}

TEST_F(Unsure, a_power_cut_at_a_printer_that_never_confirms_is_asked_about) {
    silent_printer();
    bench.hand_over("B1");
    ASSERT_TRUE(bench.in_printer);
    bench.restart();
    EXPECT_EQ(bench.state.unsure.size(), 1U);
    EXPECT_EQ(bench.papers.size(), 1U);
    EXPECT_EQ(bench.state_of(bench.documents.front().id), SpoolState::unsure) << "on record";
}

TEST_F(Unsure, a_printer_is_known_to_be_silent_by_its_last_paper_too) {
    bench.hand_over("B1");
    bench.end_print(PrintResult::sent_not_confirmable);
    bench.hand_over("B2");
    bench.restart();
    EXPECT_EQ(bench.state.unsure.size(), 1U);
}

TEST_F(Unsure, printers_that_confirm_are_believed) {
    bench.hand_over("B1");
    bench.end_print(PrintOutcome{PrintResult::interrupted_unknown, 1'800, {}, 1'800, true});
    EXPECT_TRUE(bench.state.unsure.empty());
    bench.wait(2'000);
    ASSERT_EQ(bench.papers.size(), 2U);
    EXPECT_TRUE(is_marked(bench.papers[1]));
}

TEST_F(Unsure, half_a_paper_is_no_question) {
    silent_printer();
    bench.hand_over("B1");
    bench.end_print(PrintOutcome{PrintResult::interrupted_unknown, 900, {}, 1'800, false});
    EXPECT_TRUE(bench.state.unsure.empty());
    bench.wait(2'000);
    EXPECT_TRUE(is_marked(bench.papers.at(1)));
}

TEST_F(Unsure, customers_are_not_asked_they_get_it_again_with_the_mark) {
    Bench self(server, Mode::self, "self");
    self.printer_confirms = false;
    self.open();
    self.send(PrinterState{{PrinterCondition::unknown, {}, false}});
    self.hand_over("B1");
    self.end_print(lost_after_all_bytes());
    EXPECT_TRUE(self.state.unsure.empty());
    self.wait(2'000);
    EXPECT_TRUE(is_marked(self.papers.at(1)));
    self.restart();
    EXPECT_TRUE(self.state.unsure.empty());
    EXPECT_TRUE(is_marked(self.papers.at(2)));
}

TEST_F(Unsure, the_closing_waits_for_the_answer_or_gives_the_receipt_up) {
    silent_printer();
    bench.hand_over("B1");
    bench.end_print(lost_after_all_bytes());
    bench.confirm_closing();
    EXPECT_EQ(bench.state.phase, SessionPhase::open);
    EXPECT_EQ(closing_step(bench.state), ClosingStep::receipts);
    bench.send(GiveUpReceipts{});
    EXPECT_EQ(bench.written<ReceiptLost>().size(), 1U);
    EXPECT_EQ(bench.state.phase, SessionPhase::reconciled);
}

TEST_F(Unsure, a_document_that_cannot_be_read_does_not_stop_the_kiosk) {
    bench.documents.push_back(
        {"from-tomorrow", "{\"blocks\":[{\"hologram\":1}]}", SpoolState::queued, false});
    bench.restart();
    EXPECT_EQ(bench.screen(), "attract");
    EXPECT_EQ(papers_waiting(bench.state), 0);
    EXPECT_EQ(bench.state_of("from-tomorrow"), SpoolState::queued)
        << "it stays for the program that knows it";
}

} // namespace
} // namespace guichet::app::test
