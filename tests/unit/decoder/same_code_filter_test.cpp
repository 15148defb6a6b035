#include "drivers/decoder/same_code_filter.hpp"

#include <gtest/gtest.h>

namespace guichet::decoder {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

TEST(SameCodeFilter, LetsACodeThroughOnceWhileItStaysInView) {
    SameCodeFilter filter;
    EXPECT_TRUE(filter.accept("A", 0ms));
    for (milliseconds now = 33ms; now < 60s; now += 33ms)
        ASSERT_FALSE(filter.accept("A", now));
}

TEST(SameCodeFilter, ASecondOutOfViewMakesItNew) {
    SameCodeFilter filter;
    EXPECT_TRUE(filter.accept("A", 0ms));
    EXPECT_FALSE(filter.accept("A", 900ms));
    EXPECT_FALSE(filter.accept("A", 1899ms));
    EXPECT_TRUE(filter.accept("A", 2899ms));
}

TEST(SameCodeFilter, AnotherCodeIsLetThroughAtOnce) {
    SameCodeFilter filter;
    EXPECT_TRUE(filter.accept("A", 0ms));
    EXPECT_TRUE(filter.accept("B", 10ms));
}

TEST(SameCodeFilter, TwoCodesInViewTogetherDoNotTakeTurns) {
    SameCodeFilter filter;
    int accepted = 0;
    for (milliseconds now = 0ms; now < 5s; now += 66ms)
        accepted += filter.accept("A", now) + filter.accept("B", now + 33ms);
    EXPECT_EQ(accepted, 2);
}

TEST(SameCodeFilter, FramesInWhichItCouldNotBeReadAreNoAbsence) {
    SameCodeFilter filter;
    EXPECT_TRUE(filter.accept("A", 0ms));
    for (milliseconds now = 33ms; now < 2'500ms; now += 33ms)
        filter.unread_in_view(now);
    EXPECT_FALSE(filter.accept("A", 2'500ms)) << "it trembled";
    EXPECT_TRUE(filter.accept("A", 3'600ms));
}

TEST(SameCodeFilter, SomethingElseThatCannotBeReadDoesNotKeepACodeForEver) {
    SameCodeFilter filter;
    EXPECT_TRUE(filter.accept("A", 0ms));
    for (milliseconds now = 33ms; now < 10s; now += 33ms)
        filter.unread_in_view(now);
    EXPECT_TRUE(filter.accept("A", 10s));
}

TEST(SameCodeFilter, AClockThatIsSetBackChangesNothing) {
    SameCodeFilter filter;
    EXPECT_TRUE(filter.accept("A", 3'600s));
    EXPECT_FALSE(filter.accept("A", 0ms));
    EXPECT_TRUE(filter.accept("A", 1s));
}

TEST(SameCodeFilter, TheTimeOfAbsenceCanBeChosen) {
    SameCodeFilter filter(5s);
    EXPECT_TRUE(filter.accept("A", 0ms));
    EXPECT_FALSE(filter.accept("A", 4999ms));
    EXPECT_TRUE(filter.accept("A", 9999ms));
}

} // namespace
} // namespace guichet::decoder
