// Whole sessions in simulation: how many hold, and how many a second on one core. One that does not hold
// fails the benchmark and tells its seed.

#include "tests/bench/bench.hpp"
#include "tests/simulation/session_day.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <string>

namespace guichet::bench {
namespace {

using simulation::SessionDayFigures;

constexpr double bar = 50; ///< sessions a second

void tell(benchmark::State& state, const SessionDayFigures& figures) {
    const auto counter = [&](const char* name, std::uint64_t value) {
        state.counters[name] = static_cast<double>(value);
    };
    counter("sessions", figures.sessions);
    counter("kiosks", figures.kiosks);
    counter("hand_overs", figures.hand_overs);
    counter("double", figures.double_hand_overs);
    counter("undone", figures.undone);
    counter("kiosk_deaths", figures.kiosk_deaths);
    counter("server_deaths", figures.server_deaths);
    counter("server_restores", figures.server_restores);
    counter("new_disks", figures.new_disks);
    counter("older_disks", figures.older_disks);
    counter("twins", figures.twins);
    counter("incarnations", figures.incarnations);
    counter("revoked", figures.revoked);
    counter("forced_closings", figures.forced_closings);
    counter("calls", figures.calls);
    counter("calls_failed", figures.calls_failed);
    state.counters["sessions_a_second"] =
        benchmark::Counter(static_cast<double>(figures.sessions), benchmark::Counter::kIsRate);
}

void sessions(benchmark::State& state) {
    // The first of them make the stores with the orders that all the others begin with.
    const std::uint64_t wanted = long_run() ? 100'000 : 1'000;
    SessionDayFigures figures;
    const auto begin = std::chrono::steady_clock::now();
    for (auto _ : state)
        for (std::uint64_t seed = 1; seed <= wanted; ++seed) {
            simulation::SessionDayOptions options;
            options.seed = seed;
            if (const auto wrong = simulation::play_session_day(options, figures)) {
                const auto told = "seed " + std::to_string(seed) + ": " + *wrong;
                std::fprintf(stderr, "%s\n", told.c_str());
                state.SkipWithError(told.c_str());
                break;
            }
        }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    const bool held = static_cast<double>(figures.sessions) >= bar * taken.count();
    state.SetLabel(fmt::format("bar: {} sessions a second {}", bar, held ? "held" : "NOT HELD"));
    tell(state, figures);
}
BENCHMARK(sessions)->Name("simulation/sessions")->Iterations(1)->Unit(benchmark::kSecond);

} // namespace
} // namespace guichet::bench
