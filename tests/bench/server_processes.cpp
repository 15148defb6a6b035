// Days of the real programs that are killed and cut off: see tests/processes.

#include "tests/bench/bench.hpp"
#include "tests/bench/server_place.hpp"
#include "tests/processes/process_day.hpp"

#include <benchmark/benchmark.h>

namespace guichet::bench {
namespace {

void run(benchmark::State& state) {
    const int days = long_run() ? 30 : 3;
    processes::DayFigures all;
    for (auto _ : state)
        for (int day = 1; day <= days; ++day) {
            const ServerFolder folder;
            const auto seed = static_cast<std::uint64_t>(tuning() ? 10'000 + day : day);
            const auto wrong = processes::play_day(
                {.seed = seed, .customers = long_run() ? 40 : 20, .folder = folder.path()}, all);
            if (wrong)
                return state.SkipWithError(fmt::format("seed {}: {}", seed, *wrong).c_str());
        }
    state.counters["days"] = days;
    state.counters["hand_overs"] = all.hand_overs;
    state.counters["of_them_twice"] = all.twice;
    state.counters["kiosks_killed"] = all.kiosks_killed;
    state.counters["servers_killed"] = all.servers_killed;
    state.counters["networks_cut"] = all.cuts;
    state.SetLabel("none lost, none counted twice, all parties equal");
}
BENCHMARK(run)->Name("server/processes")->Iterations(1)->Unit(benchmark::kSecond);

} // namespace
} // namespace guichet::bench
