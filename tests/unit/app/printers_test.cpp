// Several printers: each kind of paper has its own, and no printer's trouble holds another's papers.

#include "kiosk/app/spool.hpp"
#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::app::test {
namespace {

using ports::PrinterCondition;
using ports::PrintResult;

constexpr PrinterRoles only_labels{false, true, false};
constexpr PrinterRoles only_reports{false, false, true};
constexpr PrinterRoles receipts_and_reports{true, false, true};

class Printers : public testing::Test {
protected:
    void set_up(std::vector<PrinterRoles> printers) {
        bench.open();
        bench.set_up(std::move(printers));
    }

    void close() {
        bench.confirm_closing();
        ASSERT_EQ(bench.screen(), "report");
    }

    /// Which printers were given papers of a kind.
    std::vector<std::size_t> printers_of(receipt::Kind kind) const {
        std::vector<std::size_t> printers;
        for (std::size_t n = 0; n < bench.papers.size(); ++n)
            if (bench.papers[n].kind == kind)
                printers.push_back(bench.printed_by[n]);
        return printers;
    }

    FakeServer server;
    Bench bench{server};
};

TEST_F(Printers, each_kind_of_paper_goes_to_the_printer_for_it) {
    set_up({only_labels, receipts_and_reports});
    bench.hand_over("B1");
    close();
    bench.send(PrintSlips{});
    EXPECT_EQ(printers_of(receipt::Kind::receipt), std::vector<std::size_t>{1});
    EXPECT_EQ(printers_of(receipt::Kind::report), std::vector<std::size_t>{1});
    EXPECT_EQ(printers_of(receipt::Kind::slip), std::vector<std::size_t>{0}) << "one for each producer";
}

TEST_F(Printers, what_no_printer_is_for_comes_out_of_the_one_for_receipts_or_the_first) {
    set_up({only_labels, {true, false, false}});
    bench.hand_over("B1");
    close();
    EXPECT_EQ(printers_of(receipt::Kind::report), std::vector<std::size_t>{1});
    State state = initial_state(bench.state.kiosk);
    state.spools[1].roles = only_reports;
    EXPECT_EQ(printer_for(state, receipt::Kind::receipt), 0U);
    EXPECT_EQ(printer_for(state, receipt::Kind::report), 1U);
    state.spools.clear();
    EXPECT_EQ(printer_for(state, receipt::Kind::receipt), std::nullopt);
}

TEST_F(Printers, one_that_is_stuck_holds_nobody_else_s_papers) {
    set_up({receipts_and_reports, only_labels});
    bench.send(PrinterState{{PrinterCondition::cutter_fault, {}}, 1});
    bench.send(PrintTestPage{1});
    EXPECT_EQ(papers_waiting(bench.state), 1);
    bench.hand_over("B1");
    EXPECT_EQ(printers_of(receipt::Kind::receipt), std::vector<std::size_t>{0});
    close();
    EXPECT_EQ(bench.state.phase, SessionPhase::reconciled) << "a test page does not keep the session open";
    bench.send(PrinterState{{PrinterCondition::ready, {}}, 1});
    EXPECT_EQ(printers_of(receipt::Kind::test), std::vector<std::size_t>{1});
}

TEST_F(Printers, print_at_the_same_time) {
    set_up({receipts_and_reports, only_labels});
    bench.printer_confirms = false;
    bench.hand_over("B1");
    bench.send(PrintTestPage{1});
    ASSERT_TRUE(bench.in_printer);
    ASSERT_TRUE(bench.in_others.contains(1));
    bench.end_print(ports::PrintOutcome{PrintResult::interrupted_unknown, 1, {}}, 1);
    bench.end_print(PrintResult::printed);
    EXPECT_EQ(bench.written<ReceiptPrinted>().size(), 1U);
    bench.wait(5'000);
    EXPECT_TRUE(bench.in_others.empty()) << "half a test page has said enough";
}

TEST_F(Printers, a_test_page_is_for_the_printer_that_was_asked) {
    set_up({receipts_and_reports, only_labels});
    bench.send(PrinterState{{PrinterCondition::ready, {}}, 1, {"EPSON TM-T20III", {}, {}, "port 1-2"}});
    bench.send(PrintTestPage{1});
    bench.send(PrintTestPage{0});
    EXPECT_EQ(printers_of(receipt::Kind::test), (std::vector<std::size_t>{1, 0}));
    EXPECT_NE(to_json(bench.papers[0]).find("EPSON TM-T20III"), std::string::npos);
    bench.send(PrintTestPage{7});
    EXPECT_EQ(bench.papers.size(), 2U);
}

TEST_F(Printers, a_test_page_is_forgotten_by_a_restart) {
    set_up({receipts_and_reports});
    bench.send(PrinterState{{PrinterCondition::paper_out, {}}});
    bench.send(PrintTestPage{0});
    bench.restart();
    EXPECT_TRUE(bench.papers.empty());
    EXPECT_EQ(papers_waiting(bench.state), 0);
}

TEST_F(Printers, after_a_power_cut_each_paper_comes_from_its_printer) {
    set_up({only_labels, receipts_and_reports});
    bench.printer_confirms = false;
    bench.hand_over("B1");
    ASSERT_TRUE(bench.in_others.contains(1));
    bench.restart();
    ASSERT_EQ(bench.papers.size(), 2U);
    EXPECT_EQ(bench.printed_by[1], 1U);
    EXPECT_TRUE(is_marked(bench.papers[1]));
    EXPECT_TRUE(bench.last_print()->job.after_interruption) << "half a paper may hang in that one";
    EXPECT_FALSE(bench.state.spools[0].interrupted) << "and not in the other";
}

TEST_F(Printers, without_any_nothing_is_queued_and_nothing_waits) {
    set_up({});
    bench.hand_over("B1");
    EXPECT_TRUE(bench.documents.empty());
    bench.send(PrintReceipt{});
    bench.send(ReprintLast{});
    close();
    bench.send(PrintReport{});
    bench.send(PrintSlips{});
    EXPECT_TRUE(bench.documents.empty());
}

TEST_F(Printers, a_printer_that_was_taken_out_of_the_configuration_takes_its_receipts_along) {
    bench.open();
    bench.send(PrinterState{{PrinterCondition::paper_out, {}}});
    bench.hand_over("B1");
    bench.set_up({});
    EXPECT_EQ(bench.written<ReceiptLost>().size(), 1U) << "an incident for a person to settle";
    EXPECT_EQ(bench.state_of(bench.documents.front().id), ports::SpoolState::failed);
    close();
}

} // namespace
} // namespace guichet::app::test
