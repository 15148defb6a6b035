// Many people at the screens: memory that stays, and random walks.

#include "tests/bench/bench.hpp"
#include "tests/simulation/screen_walk.hpp"
#include "tests/unit/app/bench.hpp"
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <thread>
#include <vector>

namespace guichet::bench {
namespace {

/// VmRSS without what the allocator has kept for later, in kilobytes.
double resident() {
    ::malloc_trim(0);
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmRSS:") {
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes;
        }
    return 0;
}

/// A customers' kiosk at 1920×1080, drawn in software.
class Kiosk {
public:
    Kiosk() { bench_.open(); }

    void serve_customer() {
        const std::string basket = "B" + std::to_string(1 + served_++ % 3);
        do_and_show(app::CodeRead{app::test::code_of(basket).text(), Identification::camera});
        do_and_show(app::EverythingHere{});
        do_and_show(app::ConfirmHandOver{});
        do_and_show(app::GoHome{});
        if (served_ % 3 == 0)
            next_day();
    }

private:
    void do_and_show(const app::Event& event) {
        bench_.send(event);
        static_cast<void>(screen_.show_screens(screens_, bench_.state));
    }
    /// The three have their baskets: the lists of the bench, which stand for disk and server, begin anew.
    void next_day() {
        bench_.disk = {};
        bench_.disk.incarnation = "i" + std::to_string(served_);
        bench_.documents = {};
        bench_.papers = {};
        bench_.printed_by = {};
        bench_.history = {};
        bench_.before_last_sent = 0;
        server_.events = {};
        bench_.state.sync = {};
        bench_.open();
    }

    ui::TestLocality locality_;
    app::test::FakeServer server_;
    app::test::Bench bench_{server_, app::Mode::self, "self"};
    ui::TestScreen screen_{1920, 1080, 5.6F};
    ui::Screens screens_{locality_, ui::test_qr};
    int served_ = 0;
};

void customers(benchmark::State& state) {
    constexpr int warm = 60;
    constexpr int served = 1'000;
    constexpr double flat = 1'024; ///< kilobytes
    for (auto _ : state) {
        Kiosk kiosk;
        for (int count = 0; count < warm; ++count)
            kiosk.serve_customer();
        const double before = resident();
        for (int count = 0; count < served; ++count)
            kiosk.serve_customer();
        const double grown = resident() - before;
        state.counters["before_mb"] = before / 1024;
        state.counters["grown_kb"] = grown;
        state.SetLabel(grown <= flat ? "flat over 1,000 customers: held"
                                     : "flat over 1,000 customers: NOT HELD");
    }
}
BENCHMARK(customers)->Name("screen/memory/1000_customers")->Iterations(1)->Unit(benchmark::kSecond);

/// What a process that walks tells of it.
struct Walked {
    simulation::WalkFigures figures;
    std::uint64_t failed = 0; ///< the seed; 0: none
};

/// Every so many seeds one, from `first`.
Walked walk_seeds(std::uint64_t first, std::uint64_t every, std::size_t wanted) {
    constexpr std::size_t steps = 1'000;
    Walked walked;
    for (std::uint64_t seed = first; walked.figures.steps < wanted; seed += every)
        if (const auto failure = simulation::walk_seed(seed, steps, walked.figures)) {
            std::fputs(failure->c_str(), stderr);
            walked.failed = seed;
            break;
        }
    return walked;
}

/// A process of its own: Dear ImGui has one current context in each. Gives where its figures are read.
int walk_aside(std::uint64_t first, std::uint64_t every, std::size_t wanted) {
    std::array<int, 2> ends{};
    require(::pipe(ends.data()) == 0, "a process may have pipes");
    const auto process = ::fork();
    require(process >= 0, "a process may have children");
    if (process == 0) {
        const auto walked = walk_seeds(first, every, wanted);
        ::_exit(::write(ends[1], &walked, sizeof walked) == sizeof walked ? 0 : 1);
    }
    ::close(ends[1]);
    return ends[0];
}

void add(simulation::WalkFigures& sum, const simulation::WalkFigures& more) {
    sum.steps += more.steps;
    sum.frames += more.frames;
    sum.hand_overs += more.hand_overs;
    sum.resets += more.resets;
    sum.homecomings += more.homecomings;
}

void walks(benchmark::State& state) {
    const std::size_t wanted = long_run() ? 1'000'000 : 10'000;
    const auto processes = std::max(1U, std::thread::hardware_concurrency());
    simulation::WalkFigures figures;
    for (auto _ : state) {
        std::vector<int> ends;
        for (std::uint64_t first = 1; first <= processes; ++first)
            ends.push_back(walk_aside(first, processes, (wanted + processes - 1) / processes));
        for (const int end : ends) {
            Walked walked;
            if (::read(end, &walked, sizeof walked) != sizeof walked)
                state.SkipWithError("a walk broke off, see above");
            else if (walked.failed != 0)
                state.SkipWithError(("seed " + std::to_string(walked.failed) + " fails, see above").c_str());
            ::close(end);
            add(figures, walked.figures);
            ::wait(nullptr);
        }
    }
    state.counters["steps"] = static_cast<double>(figures.steps);
    state.counters["frames"] = static_cast<double>(figures.frames);
    state.counters["hand_overs"] = static_cast<double>(figures.hand_overs);
    state.counters["resets"] = static_cast<double>(figures.resets);
    state.counters["ways_home"] = static_cast<double>(figures.homecomings);
}
BENCHMARK(walks)->Name("screen/walk")->Iterations(1)->Unit(benchmark::kSecond)->UseRealTime();

} // namespace
} // namespace guichet::bench
