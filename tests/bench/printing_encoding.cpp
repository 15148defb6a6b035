// A receipt from its document to the bytes for the printer: how long it takes, how much it is, and how long
// cable and paper then take.

#include "drivers/printer/escpos_encoder.hpp"
#include "drivers/printer/picture_renderer.hpp"
#include "tests/bench/printing_papers.hpp"

#include <benchmark/benchmark.h>

namespace guichet::bench {
namespace {

using printer::Letters;
using printer::Profile;

constexpr double link_bits_per_second = 12e6; ///< USB full speed, as receipt printers have it
constexpr double paper_millimetres_per_second = 150;

Profile profile_with(Letters letters) {
    Profile profile;
    profile.letters = letters;
    return profile;
}

void encode_receipt(benchmark::State& state, Letters letters) {
    const auto document = sample_receipt(static_cast<int>(state.range(0)));
    const Profile profile = profile_with(letters);
    std::size_t bytes = 0;
    for ([[maybe_unused]] auto _ : state) {
        const auto encoded = printer::encode(document, profile);
        bytes = encoded.size();
        benchmark::DoNotOptimize(encoded.data());
    }
    const double millimetres = printer::paper_length(document, profile);
    state.counters["receipts/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    state.counters["bytes"] = static_cast<double>(bytes);
    state.counters["link_ms"] = static_cast<double>(bytes) * 8 * 1000 / link_bits_per_second;
    state.counters["paper_ms"] = millimetres * 1000 / paper_millimetres_per_second;
}

void text(benchmark::State& state) {
    encode_receipt(state, Letters::printer);
}
void raster(benchmark::State& state) {
    encode_receipt(state, Letters::drawn);
}

BENCHMARK(text)->Name("printing/receipt_text")->Arg(10)->Arg(60)->Unit(benchmark::kMillisecond);
BENCHMARK(raster)->Name("printing/receipt_raster")->Arg(10)->Arg(60)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace guichet::bench
