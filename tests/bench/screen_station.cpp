// The running kiosk at 1920×1080: how soon it is there, what it costs when nobody stands before it, its
// memory.

#include "tests/bench/bench.hpp"
#include "tests/bench/station_program.hpp"

#include <benchmark/benchmark.h>

#include <thread>

namespace guichet::bench {
namespace {

constexpr double first_frame_bar = 400; ///< milliseconds
constexpr double idle_bar = 0.5;        ///< percent of a core
constexpr double memory_bar = 120;      ///< MB
constexpr std::chrono::seconds looked_at{10};
constexpr std::chrono::seconds comes_to_rest{5};

const char* held(bool is) {
    return is ? "held" : "NOT HELD";
}

/// The kiosk on its display until its session is open.
Result<> open_session(const OpenedStation& station) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (std::chrono::steady_clock::now() < deadline) {
        if (station.kiosk_is_open())
            return {};
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
    return fail("The customers' kiosk does not open.");
}

Result<> measure(benchmark::State& state, const std::filesystem::path& folder) {
    auto display = Display::open();
    if (!display)
        return display.error();
    auto station = OpenedStation::make(folder);
    if (!station)
        return station.error();
    double frame = 0;
    for (int starts = 0; starts < 3; ++starts) { // the first one reads the program from the disk
        StationProgram kiosk(station->configuration(), display->name(), true);
        const auto shown = kiosk.first_frame();
        if (!shown)
            return shown.error();
        frame = starts == 0 ? shown->count() : std::min(frame, shown->count());
    }
    StationProgram kiosk(station->configuration(), display->name(), true);
    if (const auto shown = kiosk.first_frame(); !shown)
        return shown.error();
    if (auto opened = open_session(*station); !opened)
        return opened;
    std::this_thread::sleep_for(comes_to_rest);
    const double before = kiosk.cpu_time();
    std::this_thread::sleep_for(looked_at);
    const double idle = (kiosk.cpu_time() - before) / (static_cast<double>(looked_at.count()) * 10);
    const double memory = static_cast<double>(kiosk.resident()) / 1024;
    state.counters["first_frame_ms"] = frame;
    state.counters["idle_percent"] = idle;
    state.counters["resident_mb"] = memory;
    state.counters["own_mb"] = static_cast<double>(kiosk.anonymous()) / 1024;
    state.SetLabel(std::string("bars: 400 ms ") + held(frame <= first_frame_bar) + ", 0.5 % " +
                   held(idle <= idle_bar) + ", 120 MB " + held(memory <= memory_bar));
    return {};
}

void run(benchmark::State& state) {
    std::string name = (std::filesystem::temp_directory_path() / "guichet-bench-XXXXXX").string();
    const std::filesystem::path folder = ::mkdtemp(name.data());
    for (auto _ : state)
        if (const auto measured = measure(state, folder); !measured)
            state.SkipWithError(measured.error().english().c_str());
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
}
BENCHMARK(run)->Name("screen/station/1920x1080")->Iterations(1)->Unit(benchmark::kSecond);

} // namespace
} // namespace guichet::bench
