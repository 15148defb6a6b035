// How many events kiosks bring to the real server at once, over real sockets, and how long each waits.

#include "tests/bench/bench.hpp"
#include "tests/bench/server_place.hpp"
#include "tests/exchange/kept_connection.hpp"
#include "tests/exchange/sending_device.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <latch>
#include <memory>
#include <thread>

namespace guichet::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr double slow_clients_bar = 50; ///< milliseconds, the 99th percentile of a healthy push

struct Load {
    Database database = Database::sqlite;
    int kiosks = 1;
    std::size_t events = 2; ///< in one push: a hand-over and the receipt before it
    int slow_clients = 0;
};

/// The pushes of one kiosk, made beforehand.
std::vector<std::string> pushes_of(int number, std::size_t count, std::size_t events) {
    exchange::SendingDevice device(fmt::format("kiosk-{}", number));
    std::vector<std::string> pushes;
    for (std::size_t push = 0; push < count; ++push) {
        const auto from = device.events().size() + 1;
        for (std::size_t event = 0; event < events; event += 2)
            device.add_customer(static_cast<int>(from + event));
        pushes.push_back(device.push(device.batch(from, events)));
    }
    return pushes;
}

struct Measured {
    std::vector<double> milliseconds;
    double seconds = 0;
    int refused = 0;
};

/// Sends one push after another until the time is over or there is none left.
Measured send_all(std::uint16_t port, const std::vector<std::string>& pushes, std::latch& ready,
                  Clock::duration longest) {
    exchange::KeptConnection connection(port);
    Measured measured;
    ready.arrive_and_wait();
    const auto begin = Clock::now();
    for (const auto& push : pushes) {
        const auto asked = Clock::now();
        if (connection.ask(push).status != 200)
            ++measured.refused;
        const auto answered = Clock::now();
        measured.milliseconds.push_back(std::chrono::duration<double, std::milli>(answered - asked).count());
        if (answered - begin > longest)
            break;
    }
    measured.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    return measured;
}

/// Clients that send a part of a request and then nothing more.
std::vector<std::unique_ptr<exchange::KeptConnection>> slow_clients(std::uint16_t port, int count) {
    std::vector<std::unique_ptr<exchange::KeptConnection>> slow;
    for (int client = 0; client < count; ++client) {
        slow.push_back(std::make_unique<exchange::KeptConnection>(port));
        slow.back()->send(
            client % 2 == 0
                ? "POST /v1/devices/slow/events HTTP/1.1\r\nContent-Length: 1000\r\n\r\n{\"device\""
                : "POST /v1/devices/slow/events HTTP/1.1\r\nX-Slow: ");
    }
    return slow;
}

Measured put_load_on(std::uint16_t port, const Load& load) {
    const auto longest = std::chrono::seconds(long_run() ? 10 : 2);
    const std::size_t pushes =
        (long_run() ? 5U : 1U) * (load.events > 2 ? 60U : 12'000U) / static_cast<std::size_t>(load.kiosks);
    std::vector<std::vector<std::string>> made;
    for (int kiosk = 0; kiosk < load.kiosks; ++kiosk)
        made.push_back(pushes_of(kiosk, std::max<std::size_t>(pushes, 2), load.events));
    const auto slow = slow_clients(port, load.slow_clients);
    std::vector<Measured> of_kiosks(made.size());
    std::latch ready(load.kiosks);
    std::vector<std::thread> threads;
    for (std::size_t kiosk = 0; kiosk < made.size(); ++kiosk)
        threads.emplace_back([&, kiosk] { of_kiosks[kiosk] = send_all(port, made[kiosk], ready, longest); });
    for (auto& thread : threads)
        thread.join();
    Measured all;
    for (const auto& kiosk : of_kiosks) {
        all.milliseconds.insert(all.milliseconds.end(), kiosk.milliseconds.begin(), kiosk.milliseconds.end());
        all.seconds = std::max(all.seconds, kiosk.seconds);
        all.refused += kiosk.refused;
    }
    std::sort(all.milliseconds.begin(), all.milliseconds.end());
    return all;
}

double percentile(const std::vector<double>& sorted, double share) {
    return sorted.at(
        std::min(sorted.size() - 1, static_cast<std::size_t>(share * static_cast<double>(sorted.size()))));
}

void measure(benchmark::State& state, const Load& load) {
    MeasuredServer server(load.database);
    if (auto started = server.start(std::string(one_order)); !started)
        return state.SkipWithError(started.error().english().c_str());
    static_cast<void>(put_load_on(server.program().port(), {load.database, 1, 2, 0})); // it is warm now
    server.program().stop();
    MeasuredServer fresh(load.database);
    if (auto started = fresh.start(std::string(one_order)); !started)
        return state.SkipWithError(started.error().english().c_str());
    const auto measured = put_load_on(fresh.program().port(), load);
    if (measured.refused > 0)
        return state.SkipWithError(fmt::format("{} pushes were not acknowledged.", measured.refused).c_str());
    const auto count = static_cast<double>(measured.milliseconds.size() * load.events);
    const double p99 = percentile(measured.milliseconds, 0.99);
    state.counters["events_per_second"] = count / measured.seconds;
    state.counters["median_ms"] = percentile(measured.milliseconds, 0.5);
    state.counters["p99_ms"] = p99;
    if (load.slow_clients > 0)
        state.SetLabel(p99 <= slow_clients_bar ? "bar: p99 50 ms held" : "bar: p99 50 ms NOT HELD");
}

void run(benchmark::State& state, const Load& load) {
    for (auto _ : state) {
        try {
            measure(state, load);
        } catch (const std::exception& error) {
            state.SkipWithError(error.what());
        }
    }
}

/// Registers itself, as the BENCHMARK macros do.
const bool registered = [] {
    for (const auto database : {Database::sqlite, Database::postgresql}) {
        const std::string name = database == Database::sqlite ? "sqlite" : "postgresql";
        const auto add = [&](const std::string& kind, const Load& load) {
            benchmark::RegisterBenchmark(fmt::format("server/{}/{}/{}", kind, name, load.kiosks).c_str(),
                                         [load](benchmark::State& state) { run(state, load); })
                ->Iterations(1)
                ->Unit(benchmark::kSecond);
        };
        for (const int kiosks : {1, 8, 64}) {
            add("live", {database, kiosks, 2, 0});
            add("backlog", {database, kiosks, 500, 0});
        }
        for (const int kiosks : {1, 8})
            add("live_beside_64_slow_clients", {database, kiosks, 2, 64});
    }
    return true;
}();

} // namespace
} // namespace guichet::bench
