// What the day of 17 April 2020 weighs on the wire, by the server's own count: two kiosks with a network, all
// that can go wrong included.

#include "tests/bench/bench.hpp"
#include "tests/bench/server_place.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace guichet::bench {
namespace {

constexpr double manifest_bar = 60; ///< kilobytes, one answer
constexpr double push_bar = 200;    ///< kilobytes, all requests of the day

/// A counter of the text that Prometheus reads.
double value_in(const std::string& file, const std::string& counter) {
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);)
        if (line.starts_with(counter + " "))
            return std::strtod(line.c_str() + counter.size(), nullptr);
    return 0;
}

const char* held(bool is) {
    return is ? "held" : "NOT HELD";
}

void run(benchmark::State& state) {
    const ServerFolder folder;
    const auto out = folder.path() / "demo";
    const auto metrics = (out / "server-metrics.txt").string();
    const auto bytes = [&](const char* direction, const std::string& route) {
        return value_in(metrics,
                        fmt::format("guichet_http_{}_bytes_total{{route=\"{}\"}}", direction, route)) /
               1000;
    };
    const std::string push = "/v1/devices/{device}/events";
    const std::string pull = "/v1/sessions/{station}/{date}/events";
    const std::string manifest = "/v1/sessions/{station}/{date}/manifest";
    for (auto _ : state) {
        if (auto played =
                lab::run_to_end(lab::program_folder() / "guichet-kiosk",
                                {"demo", "--headless", "--out", out.string()}, folder.path() / "demo.log");
            !played)
            return state.SkipWithError(played.error().english().c_str());
    }
    const double sent = value_in(metrics, R"(guichet_manifest_fetches_total{status="200"})");
    const double same = value_in(metrics, R"(guichet_manifest_fetches_total{status="304"})");
    constexpr double an_empty_answer = 0.4; ///< kilobytes of a 304's head
    const double of_manifest = (bytes("sent", manifest) - same * an_empty_answer) / sent;
    const double pushed = bytes("received", push);
    state.counters["events"] = value_in(metrics, "guichet_events_stored_total");
    state.counters["pushes"] = value_in(metrics, R"(guichet_batches_total{answer="acknowledged"})");
    state.counters["push_kb"] = pushed;
    state.counters["push_answers_kb"] = bytes("sent", push);
    state.counters["pull_kb"] = bytes("received", pull) + bytes("sent", pull);
    state.counters["manifest_kb"] = of_manifest;
    state.SetLabel(std::string("headers included; bars: manifest 60 KB ") +
                   held(of_manifest <= manifest_bar) + ", the day's push 200 KB " +
                   held(pushed > 0 && pushed <= push_bar));
}
BENCHMARK(run)->Name("server/day_on_the_wire")->Iterations(1)->Unit(benchmark::kSecond);

} // namespace
} // namespace guichet::bench
