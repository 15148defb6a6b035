#pragma once
// Time that passes only when somebody waits.

#include "kiosk/core/clock.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace guichet::simulation {

class VirtualTime {
public:
    using Milliseconds = std::chrono::milliseconds;

    explicit VirtualTime(Instant start) : start_(start) {}

    [[nodiscard]] Milliseconds passed() const { return passed_; }
    [[nodiscard]] Instant now() const { return start_ + passed_.count(); }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const {
        return std::chrono::steady_clock::time_point{} + std::chrono::hours(1) + passed_;
    }

    /// Something that happens by itself, `later` from now. What falls due together happens in the order of
    /// these calls.
    void after(Milliseconds later, std::function<void()> happening) {
        happenings_.emplace(passed_ + later, std::move(happening));
    }

    /// Lets time pass by at most `most`, up to the next happening, which then happens (and may throw).
    void pass(Milliseconds most) {
        const Milliseconds end = passed_ + most;
        if (happenings_.empty() || happenings_.begin()->first > end) {
            passed_ = end;
            return;
        }
        auto next = happenings_.extract(happenings_.begin());
        passed_ = std::max(passed_, next.key());
        next.mapped()();
    }

private:
    Instant start_;
    Milliseconds passed_{0};
    std::multimap<Milliseconds, std::function<void()>> happenings_;
};

} // namespace guichet::simulation
