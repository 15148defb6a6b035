// How many codes are read, at once and within six frames, and what a frame costs; beside ZXing as it comes,
// and zbar, on the same frames.

#include "drivers/decoder/decoder.hpp"
#include "drivers/lab/camera/frame_maker.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/scanning_rivals.hpp"
#include "tests/bench/scanning_sights.hpp"
#include "tests/bench/thread_time.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <functional>

namespace guichet::bench {
namespace {

constexpr int frames_of_a_sight = 6;

/// Gives the texts of a frame's codes.
using Reader = std::function<std::vector<std::string>(const ports::Frame&)>;

/// What one reader made of the sights.
struct Tally {
    int sights = 0;
    int at_once = 0; ///< read in the first frame
    int within = 0;  ///< read in one of six
    int wrong = 0;   ///< read as something else
    Samples times;   ///< of a frame

    /// Shows it the frames of one sight until it reads the code.
    void look(const Reader& reader, const std::vector<pictures::GrayPicture>& frames, const Sight& sight) {
        ++sights;
        for (std::size_t at = 0; at < frames.size(); ++at) {
            const auto& frame = frames[at];
            std::vector<std::string> texts;
            times.add(thread_time([&] {
                texts = reader({frame.pixels.data(), frame.width, frame.height, frame.width, 1});
            }));
            for (const std::string& text : texts)
                wrong += text != sight.text;
            if (texts.empty())
                continue;
            at_once += at == 0;
            ++within;
            return;
        }
    }

    [[nodiscard]] double percent(int part) const { return 100.0 * part / std::max(1, sights); }
};

Reader reader_of(decoder::Decoder& decoder) {
    return [&decoder](const ports::Frame& frame) {
        std::vector<std::string> texts;
        for (const auto& reading : decoder.decode(frame))
            texts.push_back(reading.text);
        return texts;
    };
}

Reader reader_of(Rival& rival) {
    return [&rival](const ports::Frame& frame) {
        std::string text = rival.read(frame);
        return text.empty() ? std::vector<std::string>() : std::vector{std::move(text)};
    };
}

std::vector<pictures::GrayPicture> frames_of(lab::FrameMaker& maker, const Sight& sight) {
    maker.hold(sight.code, sight.conditions);
    std::vector<pictures::GrayPicture> frames;
    for (int frame = 0; frame < frames_of_a_sight; ++frame)
        frames.push_back(maker.next());
    maker.clear();
    return frames;
}

void show(benchmark::State& state, const std::string& name, const Tally& tally) {
    state.counters[name + "_at_once_%"] = tally.percent(tally.at_once);
    state.counters[name + "_in_6_%"] = tally.percent(tally.within);
    state.counters[name + "_median_ms"] = tally.times.median();
    state.counters[name + "_p95_ms"] = tally.times.percentile(95);
}

/// All readers on all sights of some families. Each sight comes after an empty hall, so that nothing helps
/// from the one before and the costly passes are met in any turn.
void read_sights(benchmark::State& state, const std::vector<SightFamily>& families, int width, int height) {
    lab::FrameMaker maker(width, height, 1);
    decoder::Decoder decoder;
    const auto zxing = zxing_defaults();
    const auto rival = zbar();
    Tally ours;
    Tally theirs;
    Tally zbars;
    const std::uint64_t sights = long_run() ? 400 : 60;
    for ([[maybe_unused]] auto _ : state)
        for (const SightFamily& family : families)
            for (std::uint64_t number = 0; number < sights; ++number) {
                const pictures::GrayPicture& hall = maker.next();
                benchmark::DoNotOptimize(
                    decoder.decode({hall.pixels.data(), hall.width, hall.height, hall.width, 1}));
                const Sight held = sight(family, number);
                const auto frames = frames_of(maker, held);
                ours.look(reader_of(decoder), frames, held);
                theirs.look(reader_of(*zxing), frames, held);
                if (rival && number % 4 == 0)
                    zbars.look(reader_of(*rival), {frames.front()}, held);
            }
    show(state, "ours", ours);
    show(state, "zxing", theirs);
    state.counters["median_ratio"] = ours.times.median() / theirs.times.median();
    if (rival) {
        state.counters["zbar_at_once_%"] = zbars.percent(zbars.at_once);
        state.counters["zbar_median_ms"] = zbars.times.median();
    }
    state.counters["wrong"] = ours.wrong;
    if (ours.wrong > 0)
        state.SkipWithError("a code was read as something else");
}

void register_rates() {
    const auto add = [](const std::string& name, const std::vector<SightFamily>& families, int width,
                        int height) {
        benchmark::RegisterBenchmark(
            name.c_str(), [=](benchmark::State& state) { read_sights(state, families, width, height); })
            ->Iterations(1)
            ->Unit(benchmark::kSecond);
    };
    const auto& all = sight_families();
    for (const auto& [width, height] : {std::pair(640, 480), std::pair(1280, 720), std::pair(1920, 1080)})
        add(fmt::format("scanning/rate/{}x{}", width, height), {all.begin(), all.end()}, width, height);
    for (const SightFamily& family : all)
        add(fmt::format("scanning/condition/{}", family.name), {family}, 1280, 720);
}

const bool registered = (register_rates(), true);

} // namespace
} // namespace guichet::bench
