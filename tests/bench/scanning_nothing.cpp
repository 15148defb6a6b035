// What a frame costs in which nothing is to be found: most frames of a day are such.

#include "drivers/decoder/decoder.hpp"
#include "tests/bench/scanning_rivals.hpp"
#include "tests/bench/scanning_sights.hpp"
#include "tests/bench/thread_time.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace guichet::bench {
namespace {

constexpr int pictures_of_a_kind = 24;
/// The costly passes take turns: enough frames that each has several.
constexpr int looks_at_each = 12;

struct Cost {
    double ours = 0;  ///< milliseconds for a frame on average
    double zxing = 0; ///< likewise
    double zbar = 0;  ///< likewise; 0 when it is not there
    int found = 0;    ///< texts that are not there
};

Cost cost_of(Nothing kind, int width, int height) {
    decoder::Decoder decoder;
    const auto zxing = zxing_defaults();
    const auto rival = zbar();
    Cost cost;
    for (int number = 0; number < pictures_of_a_kind; ++number) {
        const auto picture = nothing_there(kind, width, height, static_cast<std::uint64_t>(number));
        const ports::Frame frame{picture.pixels.data(), width, height, width, 1};
        for (int look = 0; look < looks_at_each; ++look) {
            cost.ours += thread_time([&] { cost.found += static_cast<int>(decoder.decode(frame).size()); });
            cost.zxing += thread_time([&] { benchmark::DoNotOptimize(zxing->read(frame)); });
        }
        if (rival)
            cost.zbar += looks_at_each * thread_time([&] { benchmark::DoNotOptimize(rival->read(frame)); });
    }
    constexpr int looks = pictures_of_a_kind * looks_at_each;
    return {cost.ours / looks, cost.zxing / looks, cost.zbar / looks, cost.found};
}

void nothing(benchmark::State& state, const std::vector<Nothing>& kinds, int width, int height) {
    Cost sum;
    for ([[maybe_unused]] auto _ : state)
        for (const Nothing kind : kinds) {
            const Cost cost = cost_of(kind, width, height);
            sum = {sum.ours + cost.ours, sum.zxing + cost.zxing, sum.zbar + cost.zbar,
                   sum.found + cost.found};
        }
    const auto count = static_cast<double>(kinds.size());
    state.counters["ours_ms"] = sum.ours / count;
    state.counters["zxing_ms"] = sum.zxing / count;
    state.counters["ratio"] = sum.ours / sum.zxing;
    if (sum.zbar > 0)
        state.counters["zbar_ratio"] = sum.zbar / sum.zxing;
    if (sum.found > 0)
        state.SkipWithError("something was read where nothing is");
}

void register_nothing() {
    const auto add = [](const std::string& name, const std::vector<Nothing>& kinds, int width, int height) {
        benchmark::RegisterBenchmark(name.c_str(),
                                     [=](benchmark::State& state) { nothing(state, kinds, width, height); })
            ->Iterations(1)
            ->Unit(benchmark::kSecond);
    };
    constexpr std::array kinds{std::pair("photo", Nothing::photo), std::pair("text", Nothing::text),
                               std::pair("noise", Nothing::noise), std::pair("flat", Nothing::flat)};
    for (const auto& [width, height] : {std::pair(640, 480), std::pair(1280, 720), std::pair(1920, 1080)}) {
        const std::string size = fmt::format("{}x{}", width, height);
        for (const auto& [name, kind] : kinds)
            add("scanning/nothing/" + size + "/" + name, {kind}, width, height);
        add("scanning/nothing/" + size + "/all",
            {Nothing::photo, Nothing::text, Nothing::noise, Nothing::flat}, width, height);
    }
}

const bool registered = (register_nothing(), true);

} // namespace
} // namespace guichet::bench
