#pragma once
// What the server counts of its own work, for Prometheus.

#include "kiosk/core/clock.hpp"
#include "server/route.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace guichet::server {

/// What a batch of events was answered.
enum class BatchAnswer : std::uint8_t {
    acknowledged,
    gap,
    fork,
    refused, ///< it is none, of nobody's session, or does not hold together
    failed   ///< the store could not take it
};

/// Counters that any thread may raise and read. Labels are of fixed sets alone: no station, session, device
/// or customer stands in them. Whoever may look at a server's health need not know who works where; and what
/// a client can make up would let it fill the memory of this program and of Prometheus.
class Metrics {
public:
    /// Of the text exposition format 0.0.4
    /// (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format).
    static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

    /// `started`: when the program began, by the wall clock.
    explicit Metrics(Instant started = {}) : started_(started) {}

    /// `took`: from the request's last byte until its answer stood, without the time to send it.
    void count_request(Route route, unsigned status, std::chrono::nanoseconds took);
    void count_received(Route route, std::size_t bytes) { add(of(route).received, bytes); }
    void count_sent(Route route, std::size_t bytes) { add(of(route).sent, bytes); }

    void connection_opened() { add(open_, 1); }
    void connection_ended() { open_.fetch_sub(1, std::memory_order_relaxed); }
    void connection_refused() { add(refused_, 1); }

    /// `stored`: how many of the batch's events were new.
    void count_batch(BatchAnswer answer, std::int64_t stored);
    /// `changed`: it was sent (200), and not only said to be the same (304).
    void count_manifest(bool changed) { add(changed ? manifests_sent_ : manifests_same_, 1); }

    /// All of it in Prometheus' text format.
    [[nodiscard]] std::string text() const;

private:
    using Counter = std::atomic<std::uint64_t>;

    /// Upper bounds of the histogram's buckets, in microseconds; the last bucket has none.
    static constexpr std::array<std::uint64_t, 12> bounds{
        500, 1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 500'000, 1'000'000, 5'000'000};
    static constexpr std::size_t status_classes = 4; // 2xx to 5xx

    struct OfRoute {
        std::array<Counter, status_classes> by_status{};
        std::array<Counter, bounds.size() + 1> by_duration{};
        Counter nanoseconds{};
        Counter received{}, sent{}; ///< bytes
    };

    static void add(Counter& counter, std::uint64_t count) {
        counter.fetch_add(count, std::memory_order_relaxed);
    }
    [[nodiscard]] OfRoute& of(Route route) { return routes_.at(static_cast<std::size_t>(route)); }
    void write_requests(std::string& text) const;
    void write_bytes(std::string& text, std::string_view name, std::string_view help,
                     Counter OfRoute::*counter) const;
    void write_durations(std::string& text) const;

    Instant started_;
    std::array<OfRoute, route_count> routes_{};
    std::array<Counter, 5> batches_{};
    Counter open_{}, refused_{};
    Counter stored_{};
    Counter manifests_sent_{}, manifests_same_{};
};

} // namespace guichet::server
