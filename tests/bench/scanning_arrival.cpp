// How long a customer waits: from the first sharp frame of a film until the code is read, decoding included.
// Frames come at 30 a second; a reader that is still busy misses them and takes the newest, as the kiosk's
// camera thread does. Often a code is read before it is sharp: then this wait is 0, and the share of such
// films is told (`earlier`); the wait since the whole code was in view tells more. A code that is not read
// counts as read at the film's end, a second after it was sharp.

#include "drivers/decoder/decoder.hpp"
#include "drivers/lab/camera/frame_maker.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/scanning_film.hpp"
#include "tests/bench/scanning_rivals.hpp"
#include "tests/bench/thread_time.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guichet::bench {
namespace {

constexpr double interval = 1000 / film_rate; ///< milliseconds

/// Families that end sharp; in the others (motion, defocus, overexposed, glare) there is no first sharp
/// frame.
constexpr std::array<std::string_view, 9> sharp_families{
    "paper", "phone", "inverted", "rotated", "tilted", "low_contrast", "shadow", "near", "far"};

/// The frames of a film, made when they are looked at.
class Frames {
public:
    Frames(lab::FrameMaker& maker, const Film& film) : maker_(maker), film_(film) {
        maker_.hold(film.sight.code, film.sight.conditions);
    }

    [[nodiscard]] std::size_t count() const { return film_.frames.size(); }

    [[nodiscard]] ports::Frame at(std::size_t number) {
        for (; made_.size() <= number; made_.push_back(maker_.next()))
            maker_.move(film_.frames[made_.size()]);
        const auto& picture = made_[number];
        return {picture.pixels.data(), picture.width, picture.height, picture.width, 1};
    }

private:
    lab::FrameMaker& maker_;
    const Film& film_;
    std::vector<pictures::GrayPicture> made_;
};

/// Whether a frame's code is read.
using Reader = std::function<bool(const ports::Frame&)>;

/// When a reader is done that reads the code, in milliseconds from the film's first frame on.
std::optional<double> time_of_reading(const Reader& reader, Frames& frames) {
    double now = 0;
    for (std::size_t next = 0; next < frames.count();) {
        now = std::max(now, interval * static_cast<double>(next));
        const auto newest = static_cast<std::size_t>(now / interval + 1e-9);
        const std::size_t taken = std::max(next, std::min(frames.count() - 1, newest));
        const ports::Frame frame = frames.at(taken);
        bool read = false;
        now += thread_time([&] { read = reader(frame); });
        if (read)
            return now;
        next = taken + 1;
    }
    return {};
}

/// What one reader made of the films.
struct Waits {
    int films = 0;
    int earlier = 0; ///< read before the first sharp frame came
    int never = 0;
    double sum = 0;        ///< of the times since the whole code was in view
    Samples since_sharp;   ///< never below 0
    Samples since_in_view; ///< likewise

    void add(const Film& film, std::optional<double> read_at) {
        const double sharp_at = interval * film.first_sharp;
        const double done = read_at.value_or(interval * static_cast<double>(film.frames.size()));
        const double in_view = std::max(0.0, done - interval * film.first_in_view);
        ++films;
        earlier += done < sharp_at;
        never += !read_at;
        sum += in_view;
        since_sharp.add(std::max(0.0, done - sharp_at));
        since_in_view.add(in_view);
    }

    void show(benchmark::State& state, const std::string& name) const {
        const double all = std::max(1, films);
        state.counters[name + "_earlier_%"] = 100 * earlier / all;
        state.counters[name + "_never_%"] = 100 * never / all;
        state.counters[name + "_median_ms"] = since_sharp.median();
        state.counters[name + "_p95_ms"] = since_sharp.percentile(95);
        state.counters[name + "_in_view_median_ms"] = since_in_view.median();
        state.counters[name + "_in_view_p95_ms"] = since_in_view.percentile(95);
    }
};

Reader reader_of(decoder::Decoder& decoder, const std::string& text) {
    return [&decoder, &text](const ports::Frame& frame) {
        const auto readings = decoder.decode(frame);
        return std::any_of(readings.begin(), readings.end(),
                           [&](const decoder::Reading& reading) { return reading.text == text; });
    };
}

Reader reader_of(Rival& rival, const std::string& text) {
    return [&rival, &text](const ports::Frame& frame) { return rival.read(frame) == text; };
}

void show_films(benchmark::State& state, const std::vector<SightFamily>& families, int width, int height) {
    lab::FrameMaker maker(width, height, 1);
    decoder::Decoder decoder("GU1:");
    const auto zxing = zxing_defaults();
    const auto rival = zbar();
    Waits ours;
    Waits theirs;
    Waits zbars;
    Samples leads;
    const std::uint64_t films = long_run() ? 60 : 8;
    for ([[maybe_unused]] auto _ : state)
        for (const SightFamily& family : families)
            for (std::uint64_t number = 0; number < films; ++number) {
                const Film shown = film(family, number, static_cast<double>(width) / height);
                Frames frames(maker, shown);
                const auto our_time = time_of_reading(reader_of(decoder, shown.sight.text), frames);
                const auto their_time = time_of_reading(reader_of(*zxing, shown.sight.text), frames);
                ours.add(shown, our_time);
                theirs.add(shown, their_time);
                if (our_time && their_time)
                    leads.add(*their_time - *our_time);
                if (rival && number % 4 == 0)
                    zbars.add(shown, time_of_reading(reader_of(*rival, shown.sight.text), frames));
            }
    ours.show(state, "ours");
    theirs.show(state, "zxing");
    if (rival)
        zbars.show(state, "zbar");
    state.counters["in_view_mean_ratio"] = ours.sum / theirs.sum;
    state.counters["lead_on_zxing_ms"] = leads.median();
}

void register_films() {
    std::vector<SightFamily> families;
    for (const SightFamily& family : sight_families())
        if (std::find(sharp_families.begin(), sharp_families.end(), family.name) != sharp_families.end())
            families.push_back(family);
    const auto add = [&families](int width, int height) {
        benchmark::RegisterBenchmark(
            fmt::format("scanning/first_sharp/{}x{}", width, height).c_str(),
            [=](benchmark::State& state) { show_films(state, families, width, height); })
            ->Iterations(1)
            ->Unit(benchmark::kSecond);
    };
    for (const auto& [width, height] : {std::pair(640, 480), std::pair(1280, 720), std::pair(1920, 1080)})
        add(width, height);
}

const bool registered = (register_films(), true);

} // namespace
} // namespace guichet::bench
