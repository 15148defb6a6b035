// The kiosk's own work on a customer: reading a code, finding its basket, writing the journal.

#include "kiosk/core/journal.hpp"
#include "kiosk/core/manifest.hpp"
#include "kiosk/core/pickup_code.hpp"

#include <benchmark/benchmark.h>

namespace guichet::bench {
namespace {

PickupCode code_of(int number) {
    PickupCode code;
    code.bytes[0] = static_cast<std::uint8_t>(number & 0xFF);
    code.bytes[1] = static_cast<std::uint8_t>(number >> 8);
    return code;
}

/// So many customers with two orders of five lines, as at a large drive.
Manifest manifest_of(int customers) {
    Manifest manifest;
    manifest.station_id = "saint-flour";
    manifest.station_name = "Gare de Saint-Flour";
    manifest.date = "2020-04-17";
    manifest.revision = 1;
    manifest.producers = {"GAEC Ferrand"};
    for (int number = 0; number < customers; ++number) {
        Basket basket;
        basket.id = "B" + std::to_string(number);
        basket.customer_ref = "C" + std::to_string(number);
        basket.customer_name = "Camille D.";
        basket.language = "fr";
        basket.code_digest = code_of(number).digest();
        basket.short_code = make_short_code(static_cast<std::uint64_t>(number));
        for (int order = 0; order < 2; ++order) {
            basket.orders.push_back({std::to_string(2 * number + order), {}});
            for (int line = 1; line <= 5; ++line)
                basket.orders.back().lines.push_back({line,
                                                      "Cantal entre-deux",
                                                      0,
                                                      {1250, Unit::gram},
                                                      {1690},
                                                      55,
                                                      StorageClass::chilled,
                                                      "COLD-1"});
        }
        manifest.baskets.push_back(std::move(basket));
    }
    manifest.index();
    return manifest;
}

JournalEvent hand_over(std::int64_t sequence, const Digest& previous) {
    JournalEvent event;
    event.id = {"saint-flour-1", "bench", sequence};
    event.time = {{1'587'132'300'000 + sequence}, 0};
    event.boot = 1;
    event.session = "saint-flour/2020-04-17";
    event.manifest_revision = 1;
    event.previous = previous;
    HandOver body{"B1", Identification::camera, Actor::volunteer, {}};
    for (int line = 1; line <= 5; ++line)
        body.lines.push_back({{"1001", line}, Outcome::collected, 0, {}});
    event.body = std::move(body);
    return event;
}

void find_by_code(benchmark::State& state) {
    constexpr int customers = 1000;
    const Manifest manifest = manifest_of(customers);
    const std::string shown = code_of(customers / 2).text();
    for (auto _ : state) {
        const ScannedCode scanned = read_code(shown);
        benchmark::DoNotOptimize(manifest.find_by_code(std::get<PickupCode>(scanned)));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(find_by_code)->Name("scan/pickup_code_to_basket/1000_customers");

void parse(benchmark::State& state) {
    const std::string json = to_json(manifest_of(static_cast<int>(state.range(0))));
    for (auto _ : state)
        benchmark::DoNotOptimize(parse_manifest(json));
    state.counters["bytes"] = static_cast<double>(json.size());
}
BENCHMARK(parse)->Name("manifest/parse")->Arg(160)->Arg(1000)->Unit(benchmark::kMillisecond);

void seal_events(benchmark::State& state) {
    std::int64_t sequence = 0;
    Digest head{};
    for (auto _ : state)
        head = seal(hand_over(++sequence, head)).digest;
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(seal_events)->Name("journal/seal_event");

void verify_events(benchmark::State& state) {
    const SealedEvent event = seal(hand_over(1, {}));
    for (auto _ : state) {
        ChainVerifier chain;
        benchmark::DoNotOptimize(chain.accept(unseal(event.bytes).value()));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(verify_events)->Name("journal/read_and_verify_event");

} // namespace
} // namespace guichet::bench
