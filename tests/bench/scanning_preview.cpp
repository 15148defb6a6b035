// What the live preview costs: made once a frame on the camera's thread while somebody looks, and uploaded
// by the thread that draws.

#include "kiosk/station/preview.hpp"
#include "tests/bench/scanning_sights.hpp"
#include "tests/bench/thread_time.hpp"

#include <benchmark/benchmark.h>

#include <cstring>
#include <string>
#include <vector>

namespace guichet::bench {
namespace {

constexpr int frames = 200;

/// `us`: microseconds for one frame, where the camera's thread makes the small picture. `taking_us`: those of
/// the drawing thread until it has it, most of them the clock's own. `ratio`: the first against a copy of the
/// bytes that are uploaded.
void preview(benchmark::State& state, int width, int height, int step) {
    const auto hall = nothing_there(Nothing::photo, width * step, height, 1);
    const ports::Frame frame{hall.pixels.data(), width, height, width * step, step, true};
    Samples making;
    Samples taking;
    Samples copying;
    std::vector<std::uint8_t> texture;
    for ([[maybe_unused]] auto _ : state) {
        station::Preview shown;
        shown.watch(true);
        for (int n = 0; n < frames; ++n) {
            making.add(thread_time([&] { shown.show(frame); }));
            const pictures::ColourPicture* picture = nullptr;
            taking.add(thread_time([&] { picture = shown.take(); }));
            texture.resize(picture->pixels.size());
            copying.add(
                thread_time([&] { std::memcpy(texture.data(), picture->pixels.data(), texture.size()); }));
            benchmark::DoNotOptimize(texture.data());
        }
    }
    state.counters["us"] = making.median() * 1e3;
    state.counters["taking_us"] = taking.median() * 1e3;
    state.counters["ratio"] = making.median() / copying.median();
}

void register_preview() {
    const auto add = [](const std::string& name, int width, int height, int step) {
        benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) {
            preview(state, width, height, step);
        })->Iterations(1);
    };
    add("scanning/preview/640x480", 640, 480, 1);
    add("scanning/preview/1280x720", 1280, 720, 1);
    add("scanning/preview/1280x720/yuyv", 1280, 720, 2);
    add("scanning/preview/1920x1080", 1920, 1080, 1);
}

const bool registered = (register_preview(), true);

} // namespace
} // namespace guichet::bench
