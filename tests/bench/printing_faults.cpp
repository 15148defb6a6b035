// 100,000 receipts, an accident in the way of nearly each: how many came out once, how many again under the
// mark, how many were lost or came twice without it. The last two fail the benchmark.

#include "tests/simulation/printing_day.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace guichet::bench {
namespace {

using simulation::PrintingDayOptions;
using simulation::PrintingFigures;
using simulation::Talkativeness;

constexpr int receipts_a_day = 200;

/// Of ten counters six have a printer that confirms, three one that answers, one a silent one.
Talkativeness printer_of(std::uint64_t day) {
    return day % 10 < 6   ? Talkativeness::confirms
           : day % 10 < 9 ? Talkativeness::barrier
                          : Talkativeness::silent;
}

PrintingFigures play(std::uint64_t first_day, std::uint64_t end_day) {
    PrintingFigures figures;
    for (std::uint64_t day = first_day; day < end_day; ++day) {
        PrintingDayOptions options;
        options.seed = day;
        options.receipts = receipts_a_day;
        options.printer = printer_of(day);
        figures.add(simulation::play_printing_day(options));
    }
    return figures;
}

/// The same days give the same figures, on however many cores.
PrintingFigures play_all(std::uint64_t days) {
    constexpr std::uint64_t at_once = 10;
    std::vector<PrintingFigures> parts((days + at_once - 1) / at_once);
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t part = next++; part < parts.size(); part = next++)
            parts[part] = play(1 + part * at_once, 1 + std::min(days, (part + 1) * at_once));
    };
    std::vector<std::jthread> workers;
    for (unsigned core = 0; core < std::max(1U, std::thread::hardware_concurrency()); ++core)
        workers.emplace_back(work);
    workers.clear();
    PrintingFigures figures;
    for (const PrintingFigures& part : parts)
        figures.add(part);
    return figures;
}

void faults(benchmark::State& state) {
    PrintingFigures figures;
    for ([[maybe_unused]] auto _ : state)
        figures = play_all(static_cast<std::uint64_t>(state.range(0)) / receipts_a_day);
    const auto tell = [&state](const char* name, std::uint64_t figure) {
        state.counters[name] = static_cast<double>(figure);
    };
    tell("documents", figures.documents);
    tell("once_unmarked", figures.once_unmarked);
    tell("again_marked", figures.again_marked);
    tell("lost", figures.lost);
    tell("twice_unmarked", figures.twice_unmarked);
    tell("after_confirmed", figures.after_confirmed);
    tell("restarts", figures.restarts);
    tell("people_asked", figures.people_asked);
    for (std::size_t fault = 0; fault < figures.faults.size(); ++fault)
        tell(simulation::fault_words.at(fault).data(), figures.faults.at(fault));
    tell("fingerprint", figures.fingerprint % 1'000'000);
    if (!figures.sound())
        state.SkipWithError("a receipt was lost, came twice without its mark, or spoiled");
}

BENCHMARK(faults)
    ->Name("printing/faults")
    ->Arg(100'000)
    ->Iterations(1)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kSecond);

} // namespace
} // namespace guichet::bench
