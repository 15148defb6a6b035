// No receipt lost, none printed twice without its mark, whatever goes wrong at whatever byte.

#include "tests/simulation/printing_day.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace guichet::simulation {
namespace {

RC_GTEST_PROP(Printing, EachReceiptIsOnPaperOnceOrAgainOnlyWithTheMark, ()) {
    PrintingDayOptions options;
    options.seed = *rc::gen::arbitrary<std::uint64_t>();
    options.receipts = *rc::gen::inRange(1, 8);
    options.printer =
        *rc::gen::element(Talkativeness::confirms, Talkativeness::barrier, Talkativeness::silent);
    const PrintingFigures figures = play_printing_day(options);
    RC_ASSERT(figures.lost == 0U);
    RC_ASSERT(figures.twice_unmarked == 0U);
    RC_ASSERT(figures.after_confirmed == 0U);
    RC_ASSERT(figures.printer_faults == 0U);
    RC_ASSERT(figures.once_unmarked + figures.again_marked == figures.documents);
}

// A receipt is out but for its cut, somebody says so, and the program dies again before the next one.
TEST(Printing, AnInterruptionIsRememberedThroughTwoDeathsOfTheProgram) {
    PrintingDayOptions options;
    options.seed = 73356665208280459U;
    options.receipts = 3;
    options.printer = Talkativeness::silent;
    EXPECT_TRUE(play_printing_day(options).sound());
}

TEST(Printing, ADayOfAccidentsIsTheSameForTheSameSeed) {
    PrintingDayOptions options;
    options.seed = 42;
    options.receipts = 60;
    const PrintingFigures first = play_printing_day(options);
    EXPECT_EQ(play_printing_day(options), first);
    EXPECT_TRUE(first.sound());
    EXPECT_GT(first.restarts, 0U);
    EXPECT_GT(first.again_marked, 0U);
    EXPECT_GT(first.once_unmarked, 0U);
    options.seed = 43;
    EXPECT_NE(play_printing_day(options).fingerprint, first.fingerprint);
}

} // namespace
} // namespace guichet::simulation
