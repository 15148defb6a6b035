// Short sessions of several kiosks with every kind of accident; and mistakes that must be found.
#include "tests/simulation/session_day.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

namespace guichet::simulation {
namespace {

TEST(SessionDay, KeepsWhatItPromises) {
    SessionDayFigures figures;
    const char* asked = std::getenv("GUICHET_SESSION_SEED");
    const std::uint64_t first = asked != nullptr ? std::strtoull(asked, nullptr, 10) : 1;
    const char* to = std::getenv("GUICHET_SESSION_LAST");
    const std::uint64_t last = to != nullptr      ? std::strtoull(to, nullptr, 10)
                               : asked != nullptr ? first
                                                  : 150;
    for (std::uint64_t seed = first; seed <= last; ++seed) {
        SessionDayOptions options;
        options.seed = seed;
        if (first == last)
            options.trace = [](const std::string& line) { std::puts(line.c_str()); };
        const auto wrong = play_session_day(options, figures);
        EXPECT_EQ(wrong, std::nullopt) << "seed " << seed << ": " << wrong.value_or("");
    }
    fmt::print(
        "{} sessions: {} hand-overs, {} calls, {} of them failed, {} deaths of kiosks and {} of the server, "
        "{} older disks, {} twins, {} revoked\n",
        figures.sessions, figures.hand_overs, figures.calls, figures.calls_failed, figures.kiosk_deaths,
        figures.server_deaths, figures.older_disks, figures.twins, figures.revoked);
}

TEST(SessionDay, TheSameSeedIsTheSameDay) {
    SessionDayFigures one;
    SessionDayFigures other;
    EXPECT_EQ(play_session_day({.seed = 7}, one), std::nullopt);
    EXPECT_EQ(play_session_day({.seed = 7}, other), std::nullopt);
    EXPECT_EQ(one.fingerprint, other.fingerprint);
}

class PlantedMistake : public ::testing::TestWithParam<Planted> {};

TEST_P(PlantedMistake, IsFoundWithinAThousandSeeds) {
    SessionDayFigures figures;
    for (std::uint64_t seed = 1; seed <= 1'000; ++seed)
        if (const auto wrong = play_session_day({.seed = seed, .planted = GetParam()}, figures)) {
            std::printf("found at seed %llu: %s\n", static_cast<unsigned long long>(seed), wrong->c_str());
            return;
        }
    FAIL() << "no seed finds it";
}

// Planted::cursor_before_events is none of them: the server tells how many events it has of whom, so that
// what a kiosk passed over is read again, and no harm comes of it.
INSTANTIATE_TEST_SUITE_P(All, PlantedMistake,
                         ::testing::Values(Planted::acknowledged_before_commit, Planted::refused_means_sent,
                                           Planted::shown_before_commit, Planted::numbers_used_again,
                                           Planted::known_by_number));

} // namespace
} // namespace guichet::simulation
