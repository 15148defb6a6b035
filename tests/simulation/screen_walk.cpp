#include "tests/simulation/screen_walk.hpp"

#include "tests/simulation/screen_walker.hpp"

#include <csignal>
#include <random>
#include <unistd.h>

namespace guichet::simulation {

namespace {

constexpr std::size_t home_every = 60;
constexpr std::size_t steps_after_the_end = 40; ///< of the session: little happens then
constexpr std::size_t shrinking_steps = 30'000; ///< walked at most to find a shorter walk that fails

/// A broken invariant ends the program at once: the seed must be told all the same.
char seed_told[64] = "";

void tell_seed(int /*signal*/) {
    const auto length = std::char_traits<char>::length(seed_told);
    static_cast<void>(!::write(STDERR_FILENO, seed_told, length));
    std::signal(SIGABRT, SIG_DFL);
}

} // namespace

std::vector<WalkStep> walk_of(std::uint64_t seed, std::size_t steps) {
    std::mt19937_64 random(seed);
    std::vector<WalkStep> walk(steps);
    for (auto& step : walk)
        step = {static_cast<std::uint32_t>(random() >> 32U), static_cast<std::uint32_t>(random() >> 32U)};
    return walk;
}

WalkKiosk kiosk_of(std::uint64_t seed) {
    std::mt19937_64 random(~seed);
    const auto luck = random() >> 32U;
    return {.self_service = seed % 2 == 0,
            .panel = static_cast<std::size_t>(luck % 3),
            .second_printer = luck / 3 % 4 == 0,
            .paper_on_request = luck / 12 % 4 == 0,
            .users = luck / 48 % 2 == 0};
}

std::optional<WalkFailure> walk(const WalkKiosk& kiosk, const std::vector<WalkStep>& steps,
                                WalkFigures& figures) {
    Walker walker(kiosk, figures);
    std::size_t after = 0;
    for (std::size_t at = 0; at < steps.size(); ++at) {
        auto wrong = walker.step(steps[at]);
        if (wrong.empty() && (at + 1) % home_every == 0)
            wrong = walker.go_home(steps[at].which);
        if (!wrong.empty())
            return WalkFailure{at, wrong + "\n  " + walker.what_is_there()};
        if (walker.over() && ++after == steps_after_the_end)
            return std::nullopt;
    }
    if (auto wrong = walker.go_home(1); !wrong.empty())
        return WalkFailure{steps.size(), wrong + "\n  " + walker.what_is_there()};
    return std::nullopt;
}

std::vector<WalkStep> shrink(const WalkKiosk& kiosk, std::vector<WalkStep> steps) {
    WalkFigures figures;
    if (const auto failure = walk(kiosk, steps, figures); failure && failure->step + 1 < steps.size())
        steps.resize(failure->step + 1);
    for (std::size_t piece = std::max<std::size_t>(1, steps.size() / 2); piece > 0; piece /= 2)
        for (std::size_t from = 0; from < steps.size();) {
            if (figures.steps > shrinking_steps)
                return steps;
            auto fewer = steps;
            const auto begin = fewer.begin() + static_cast<std::ptrdiff_t>(from);
            fewer.erase(begin, begin + static_cast<std::ptrdiff_t>(std::min(piece, steps.size() - from)));
            if (walk(kiosk, fewer, figures))
                steps = std::move(fewer);
            else
                from += piece;
        }
    return steps;
}

std::optional<std::string> walk_seed(std::uint64_t seed, std::size_t steps, WalkFigures& figures) {
    const auto text = fmt::format("screen walk: seed {}\n", seed);
    text.copy(seed_told, sizeof seed_told - 1);
    seed_told[std::min(text.size(), sizeof seed_told - 1)] = '\0';
    std::signal(SIGABRT, tell_seed);
    const auto kiosk = kiosk_of(seed);
    const auto all = walk_of(seed, steps);
    const auto failure = walk(kiosk, all, figures);
    if (!failure)
        return std::nullopt;
    std::string told =
        fmt::format("seed {} fails after step {}: {}\nshrunken:\n", seed, failure->step, failure->what);
    std::fputs((told + "(it is being shrunken)\n").c_str(), stderr);
    WalkFigures unused;
    Walker walker(kiosk, unused);
    for (const auto& step : shrink(kiosk, all)) {
        const auto wrong = walker.step(step);
        told += fmt::format("  {} {}\n", walker.did(), wrong);
    }
    return told;
}

} // namespace guichet::simulation
