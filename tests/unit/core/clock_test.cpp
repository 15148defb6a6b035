#include "kiosk/core/clock.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace guichet {
namespace {

HybridTime any_time() {
    return {{*rc::gen::inRange<std::int64_t>(0, 9'999'999'999'998)},
            *rc::gen::inRange<std::uint32_t>(0, 100'000)};
}

TEST(Moments, are_written_in_utc_to_the_second) {
    EXPECT_EQ(utc_text({1'587'132'300'000}), "2020-04-17T14:05:00Z");
    EXPECT_EQ(utc_text({1'587'132'299'999}), "2020-04-17T14:04:59Z");
    EXPECT_EQ(utc_text({1'582'934'400'000}), "2020-02-29T00:00:00Z");
    EXPECT_EQ(utc_text({0}), "1970-01-01T00:00:00Z");
    EXPECT_EQ(utc_text({9'999'999'999'999}), "2286-11-20T17:46:39Z") << "the last that an event can have";
}

TEST(HybridClock, follows_the_wall_clock_when_it_goes_on) {
    EXPECT_EQ(next_hybrid_time({{1000}, 7}, {1001}), (HybridTime{{1001}, 0}));
}

TEST(HybridClock, counts_on_within_a_millisecond_and_while_the_wall_clock_is_behind) {
    EXPECT_EQ(next_hybrid_time({{1000}, 7}, {1000}), (HybridTime{{1000}, 8}));
    EXPECT_EQ(next_hybrid_time({{1000}, 7}, {3}), (HybridTime{{1000}, 8}));
}

TEST(HybridClock, a_full_counter_goes_over_into_the_next_millisecond) {
    const auto next = next_hybrid_time({{1000}, 99'999}, {3});
    EXPECT_EQ(next, (HybridTime{{1001}, 0}));
}

RC_GTEST_PROP(HybridClock, never_goes_back, ()) {
    const auto last = any_time();
    const Instant now{*rc::gen::inRange<std::int64_t>(0, 9'999'999'999'999)};
    const auto next = next_hybrid_time(last, now);
    RC_ASSERT(next > last);
    RC_ASSERT(next.wall >= now);
    RC_ASSERT(next.text() > last.text());
}

RC_GTEST_PROP(HybridClock, letters_compare_as_times_do, ()) {
    const auto left = any_time();
    const auto right = *rc::gen::element(any_time(), left, HybridTime{left.wall, left.counter / 2});
    RC_ASSERT((left < right) == (left.text() < right.text()));
    RC_ASSERT((left == right) == (left.text() == right.text()));
}

RC_GTEST_PROP(HybridClock, its_text_is_read_back, ()) {
    const auto time = any_time();
    const auto read = parse_hybrid_time(time.text());
    RC_ASSERT(read.ok());
    RC_ASSERT(*read == time);
}

TEST(HybridClock, refuses_what_is_no_reading) {
    EXPECT_EQ((HybridTime{{1587132300000}, 2}).text(), "1587132300000.00002");
    for (const auto* text :
         {"", "1587132300000", "1587132300000.0002", "1587132300000,00002", "158713230000.000002",
          "-587132300000.00002", "1587132300000.-0002", "15871323000 0.00002", "1587132300000.00002 "})
        EXPECT_FALSE(parse_hybrid_time(text).ok()) << text;
}

} // namespace
} // namespace guichet
