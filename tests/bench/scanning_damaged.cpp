// What is read from damaged symbols is what was drawn, or nothing. Counted, not timed: a wrong text would be
// another customer's basket.

#include "drivers/decoder/decoder.hpp"
#include "kiosk/core/pickup_code.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/scanning_damage.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace guichet::bench {
namespace {

/// One decoder sees so many symbols one after the other, whatever thread it runs on: the same symbols then
/// meet the same turns of its looks however many cores there are.
constexpr std::uint64_t symbols_in_a_row = 500;
/// Frames of each symbol: what the looks that take turns see of it, and the thorough one now and then.
constexpr int frames_of_a_symbol = 2;

struct Count {
    std::uint64_t symbols = 0;
    std::uint64_t read = 0;
    std::uint64_t wrong = 0;    ///< texts that were not drawn
    std::uint64_t accepted = 0; ///< of these, pickup codes as far as their form goes
    std::array<std::uint64_t, damage_names.size()> symbols_of{}; ///< by damage
    std::array<std::uint64_t, damage_names.size()> read_of{};

    void add(const Count& other) {
        symbols += other.symbols;
        read += other.read;
        wrong += other.wrong;
        accepted += other.accepted;
        for (std::size_t damage = 0; damage < damage_names.size(); ++damage) {
            symbols_of[damage] += other.symbols_of[damage];
            read_of[damage] += other.read_of[damage];
        }
    }
};

void look(decoder::Decoder& decoder, std::uint64_t number, Count& count) {
    const DamagedSymbol symbol = damaged_symbol(number);
    const auto damage = static_cast<std::size_t>(symbol.damage);
    const auto& picture = symbol.picture;
    bool read = false;
    for (int frame = 0; frame < frames_of_a_symbol && !read; ++frame)
        for (const auto& reading :
             decoder.decode({picture.pixels.data(), picture.width, picture.height, picture.width, 1})) {
            read = true;
            if (reading.text == symbol.text || reading.text == symbol.other)
                continue;
            ++count.wrong;
            count.accepted += std::holds_alternative<PickupCode>(read_code(reading.text));
            std::fprintf(stderr, "symbol %llu (%s): drawn %s %s, read %s\n",
                         static_cast<unsigned long long>(number), damage_names[damage].data(),
                         symbol.text.c_str(), symbol.other.c_str(), reading.text.c_str());
        }
    ++count.symbols;
    count.read += read;
    ++count.symbols_of[damage];
    count.read_of[damage] += read;
}

/// All symbols up to `end`, on every core; says how far it is now and then.
Count count_readings(std::uint64_t end) {
    std::atomic<std::uint64_t> next = 0;
    std::mutex guard;
    Count sum;
    const auto work = [&] {
        for (std::uint64_t first = 0; (first = next.fetch_add(symbols_in_a_row)) < end;) {
            Count count;
            decoder::Decoder decoder("GU1:");
            for (std::uint64_t number = first; number < std::min(end, first + symbols_in_a_row); ++number)
                look(decoder, number, count);
            const std::lock_guard lock(guard);
            sum.add(count);
            if (sum.symbols % 20'000 < symbols_in_a_row)
                std::fprintf(stderr, "%llu damaged symbols of %llu, %llu wrong\n",
                             static_cast<unsigned long long>(sum.symbols),
                             static_cast<unsigned long long>(end),
                             static_cast<unsigned long long>(sum.wrong));
        }
    };
    std::vector<std::jthread> threads;
    for (unsigned core = 0; core < std::max(1U, std::thread::hardware_concurrency()); ++core)
        threads.emplace_back(work);
    threads.clear(); // joins them
    return sum;
}

void damaged(benchmark::State& state) {
    Count count;
    for ([[maybe_unused]] auto _ : state)
        count = count_readings(long_run() ? 1'000'000 : 5'000);
    state.counters["symbols"] = static_cast<double>(count.symbols);
    state.counters["read_%"] = 100.0 * static_cast<double>(count.read) / static_cast<double>(count.symbols);
    state.counters["wrong"] = static_cast<double>(count.wrong);
    std::string label = "read %:";
    for (std::size_t damage = 0; damage < damage_names.size(); ++damage)
        label += fmt::format(" {} {:.0f}", damage_names[damage],
                             100.0 * static_cast<double>(count.read_of[damage]) /
                                 static_cast<double>(std::max<std::uint64_t>(1, count.symbols_of[damage])));
    state.SetLabel(label);
    if (count.wrong > 0)
        state.SkipWithError(fmt::format("{} texts were read that nobody drew, {} of them pickup codes",
                                        count.wrong, count.accepted)
                                .c_str());
}

BENCHMARK(damaged)->Name("scanning/damaged")->Iterations(1)->Unit(benchmark::kSecond)->UseRealTime();

} // namespace
} // namespace guichet::bench
