// Random walks over the screens: no crash, no dead end, nothing outside its place, nobody's data after a reset.

#include "tests/simulation/screen_walk.hpp"

#include <gtest/gtest.h>

namespace guichet::simulation {
namespace {

constexpr std::size_t steps = 400;

class ScreenWalk : public testing::TestWithParam<std::uint64_t> {};

TEST_P(ScreenWalk, KeepsWhatTheKioskPromises) {
    WalkFigures figures;
    const auto failure = walk_seed(GetParam(), steps, figures);
    EXPECT_FALSE(failure) << *failure;
    EXPECT_GT(figures.frames, figures.steps);
    EXPECT_GT(figures.homecomings, 0U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, ScreenWalk, testing::Range<std::uint64_t>(1, 13));

TEST(ScreenWalks, DoWhatPeopleDo) {
    WalkFigures figures;
    for (std::uint64_t seed = 100; seed < 106; ++seed)
        EXPECT_FALSE(walk_seed(seed, steps, figures));
    EXPECT_GT(figures.hand_overs, 3U);
    EXPECT_GT(figures.resets, 3U);
}

} // namespace
} // namespace guichet::simulation
