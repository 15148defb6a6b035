// What a frame costs: building it with Dear ImGui, and drawing it in software, for every screen at every
// panel.

#include "tests/bench/thread_time.hpp"
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <map>

namespace guichet::bench {
namespace {

struct Panel {
    const char* name;
    int width;
    int height;
    float pixels_per_mm;
};
constexpr Panel panels[]{
    {"1280x800", 1280, 800, 5.9F}, {"1920x1080", 1920, 1080, 5.6F}, {"1080x1920", 1080, 1920, 4.0F}};

constexpr double build_bar = 0.5; ///< milliseconds
constexpr int warm_frames = 4;    ///< until every letter and every buffer is there
constexpr int frames = 20;
constexpr int rounds = 4;

/// Of one frame of one sample, milliseconds: the lowest of the rounds' medians, since what others take from
/// the machine meanwhile only adds.
struct Cost {
    double build = 1e9;
    double draw = 1e9;
};

Cost cost_of(ui::TestScreen& screen, const app::State& state, const ui::TestLocality& locality) {
    ui::Screens screens(locality, ui::test_qr);
    Cost cost;
    Samples builds;
    Samples draws;
    for (int count = 0; count < warm_frames + rounds * frames; ++count) {
        screen.stage().begin(std::chrono::milliseconds(16 * (count + 1)));
        const double build = thread_time([&] {
            benchmark::DoNotOptimize(screens.draw(state, screen.theme, {}));
            ImGui::Render();
        });
        const double draw = thread_time([&] {
            screen.window().renderer().draw(*ImGui::GetDrawData(), {0, 0, 0});
        });
        if (count < warm_frames) {
            continue;
        }
        builds.add(build);
        draws.add(draw);
        if ((count - warm_frames + 1) % frames == 0) {
            cost = {std::min(cost.build, builds.median()), std::min(cost.draw, draws.median())};
            builds = {};
            draws = {};
        }
    }
    return cost;
}

/// The kinds of screens, by their names in scenarios: the dearest sample of each is what is told.
void measure(benchmark::State& bench, const Panel& panel) {
    const ui::TestLocality locality;
    double worst_build = 0;
    double worst_draw = 0;
    std::string worst;
    std::map<std::string, std::pair<double, double>> kinds;
    for (auto _ : bench) {
        ui::TestScreen screen(panel.width, panel.height, panel.pixels_per_mm);
        for (const auto& sample : ui::sample_states("fr")) {
            const Cost cost = cost_of(screen, sample.state, locality);
            auto& kind = kinds[std::string(app::name_of(sample.state.screen))];
            kind.first = std::max(kind.first, cost.build);
            kind.second = std::max(kind.second, cost.draw);
            if (cost.build > worst_build) {
                worst_build = cost.build;
                worst = sample.name;
            }
            worst_draw = std::max(worst_draw, cost.draw);
        }
    }
    for (const auto& [kind, cost] : kinds) {
        bench.counters[kind + "_build_ms"] = cost.first;
        bench.counters[kind + "_draw_ms"] = cost.second;
    }
    bench.SetLabel("dearest to build: " + worst + ", " + std::to_string(worst_build) + " ms, bar 0.5 ms " +
                   (worst_build <= build_bar ? "held" : "NOT HELD"));
}

const bool registered = [] {
    for (const Panel& panel : panels)
        benchmark::RegisterBenchmark((std::string("screen/frame/") + panel.name).c_str(),
                                     [&panel](benchmark::State& bench) { measure(bench, panel); })
            ->Iterations(1)
            ->Unit(benchmark::kMillisecond);
    return true;
}();

} // namespace
} // namespace guichet::bench
