#include "server/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace guichet::server {

namespace {

constexpr std::array<std::string_view, 5> batch_answers{"acknowledged", "gap", "fork", "refused", "failed"};

template <typename... Arguments>
void print(std::string& text, fmt::format_string<Arguments...> form, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text), form, std::forward<Arguments>(arguments)...);
}

void begin(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
    print(text, "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

/// A metric of one value.
template <typename Value>
void write(std::string& text, std::string_view name, std::string_view type, std::string_view help,
           Value value) {
    begin(text, name, type, help);
    print(text, "{} {}\n", name, value);
}

} // namespace

void Metrics::count_request(Route route, unsigned status, std::chrono::nanoseconds took) {
    auto& counted = of(route);
    add(counted.by_status.at(std::clamp(status / 100, 2U, 5U) - 2), 1);
    const auto nanoseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(took.count(), 0));
    const auto bucket = std::lower_bound(bounds.begin(), bounds.end(), (nanoseconds + 999) / 1000);
    add(counted.by_duration.at(static_cast<std::size_t>(bucket - bounds.begin())), 1);
    add(counted.nanoseconds, nanoseconds);
}

void Metrics::count_batch(BatchAnswer answer, std::int64_t stored) {
    add(batches_.at(static_cast<std::size_t>(answer)), 1);
    add(stored_, static_cast<std::uint64_t>(std::max<std::int64_t>(stored, 0)));
}

void Metrics::write_requests(std::string& text) const {
    constexpr std::string_view name = "guichet_http_requests_total";
    begin(text, name, "counter", "Requests answered, by route and class of status.");
    for (std::size_t route = 0; route < route_count; ++route)
        for (std::size_t status = 0; status < status_classes; ++status)
            print(text, "{}{{route=\"{}\",status=\"{}xx\"}} {}\n", name,
                  path_template(static_cast<Route>(route)), status + 2,
                  routes_.at(route).by_status.at(status).load(std::memory_order_relaxed));
}

void Metrics::write_bytes(std::string& text, std::string_view name, std::string_view help,
                          Counter OfRoute::*counter) const {
    begin(text, name, "counter", help);
    for (std::size_t route = 0; route < route_count; ++route)
        print(text, "{}{{route=\"{}\"}} {}\n", name, path_template(static_cast<Route>(route)),
              (routes_.at(route).*counter).load(std::memory_order_relaxed));
}

void Metrics::write_durations(std::string& text) const {
    constexpr std::string_view name = "guichet_http_request_duration_seconds";
    begin(text, name, "histogram",
          "From a request's last byte until its answer stood, without the time to send it.");
    for (std::size_t number = 0; number < route_count; ++number) {
        const auto& route = routes_.at(number);
        const auto path = path_template(static_cast<Route>(number));
        std::uint64_t count = 0;
        for (std::size_t bucket = 0; bucket < bounds.size(); ++bucket) {
            count += route.by_duration.at(bucket).load(std::memory_order_relaxed);
            print(text, "{}_bucket{{route=\"{}\",le=\"{}\"}} {}\n", name, path,
                  static_cast<double>(bounds.at(bucket)) / 1e6, count);
        }
        count += route.by_duration.back().load(std::memory_order_relaxed);
        print(text, "{}_bucket{{route=\"{}\",le=\"+Inf\"}} {}\n", name, path, count);
        print(text, "{}_sum{{route=\"{}\"}} {:.9f}\n", name, path,
              static_cast<double>(route.nanoseconds.load(std::memory_order_relaxed)) / 1e9);
        print(text, "{}_count{{route=\"{}\"}} {}\n", name, path, count);
    }
}

std::string Metrics::text() const {
    const auto value = [](const Counter& counter) { return counter.load(std::memory_order_relaxed); };
    std::string text;
    write_requests(text);
    write_durations(text);
    write_bytes(text, "guichet_http_received_bytes_total", "Bytes of requests, headers included.",
                &OfRoute::received);
    write_bytes(text, "guichet_http_sent_bytes_total", "Bytes of answers, headers included.", &OfRoute::sent);
    write(text, "guichet_http_connections", "gauge", "Connections that are open now.", value(open_));
    write(text, "guichet_http_connections_refused_total", "counter",
          "Connections closed at once because too many were open.", value(refused_));
    write(text, "guichet_events_stored_total", "counter",
          "Events of kiosks' journals that were new and are stored.", value(stored_));
    begin(text, "guichet_batches_total", "counter", "Batches of events, by what they were answered.");
    for (std::size_t answer = 0; answer < batches_.size(); ++answer)
        print(text, "guichet_batches_total{{answer=\"{}\"}} {}\n", batch_answers.at(answer),
              value(batches_.at(answer)));
    begin(text, "guichet_manifest_fetches_total", "counter",
          "Manifests asked for: sent (200), or the same as the kiosk's (304).");
    print(text, "guichet_manifest_fetches_total{{status=\"200\"}} {}\n", value(manifests_sent_));
    print(text, "guichet_manifest_fetches_total{{status=\"304\"}} {}\n", value(manifests_same_));
    write(text, "process_start_time_seconds", "gauge", "When the program began, in seconds since 1970.",
          fmt::format("{}.{:03}", started_.milliseconds / 1000, started_.milliseconds % 1000));
    return text;
}

} // namespace guichet::server
