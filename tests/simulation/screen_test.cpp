// Random walks over the screens: no crash, no dead end, nothing outside its place, nobody's data after a
// reset.

#include "tests/simulation/screen_walk.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

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

/// For whoever looks for more, or at one again.
TEST(ScreenWalks, OfTheSeedsThatAreAskedFor) {
    const char* asked = std::getenv("GUICHET_WALK_SEEDS");
    if (asked == nullptr)
        GTEST_SKIP() << "GUICHET_WALK_SEEDS=FROM-TO asks for some";
    const std::string text = asked;
    const std::uint64_t from = std::stoull(text);
    const auto dash = text.find('-');
    const std::uint64_t to = dash == std::string::npos ? from : std::stoull(text.substr(dash + 1));
    WalkFigures figures;
    for (std::uint64_t seed = from; seed <= to; ++seed) {
        const auto failure = walk_seed(seed, steps, figures);
        EXPECT_FALSE(failure) << *failure;
    }
}

} // namespace
} // namespace guichet::simulation
