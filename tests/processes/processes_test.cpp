// The real programs, killed and cut off: what a screen confirmed is never lost and never counted twice.

#include "tests/processes/process_day.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace guichet::processes {
namespace {

class Processes : public testing::Test {
protected:
    Processes() {
        std::string name = (std::filesystem::temp_directory_path() / "guichet-processes-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    ~Processes() override {
        if (!HasFailure())
            std::filesystem::remove_all(folder_);
    }
    std::filesystem::path folder_;
};

// Another day each time; GUICHET_PROCESSES_SEED plays one again, as far as real programs do the same again.
TEST_F(Processes, KilledAndCutOffLoseNothingAndCountNothingTwice) {
    const char* asked = std::getenv("GUICHET_PROCESSES_SEED");
    const std::uint64_t seed =
        asked != nullptr ? std::strtoull(asked, nullptr, 10) : std::random_device{}() % 1'000'000;
    std::printf("GUICHET_PROCESSES_SEED=%llu\n", static_cast<unsigned long long>(seed));
    DayFigures figures;
    const auto wrong = play_day({.seed = seed, .customers = 12, .folder = folder_}, figures);
    EXPECT_EQ(wrong, std::nullopt) << wrong.value_or("") << "\nseed " << seed << ", files in " << folder_;
    std::printf("%d hand-overs, %d of them twice; kiosks killed %d times, servers %d, networks cut %d\n",
                figures.hand_overs, figures.twice, figures.kiosks_killed, figures.servers_killed,
                figures.cuts);
}

} // namespace
} // namespace guichet::processes
