#pragma once
// The routes of openapi.yaml: which of them a path means, and how they are called where requests are counted
// and logged.

#include "kiosk/core/wire.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::server {

enum class Route : std::uint8_t {
    healthz,
    metrics,
    manifest,
    events,
    report,
    report_csv,
    calls,
    push,
    enrolments,
    unknown,   ///< a path that leads nowhere
    unreadable ///< what is no HTTP, or none within the limits
};

inline constexpr std::size_t route_count = 11;

/// The path with its variable parts in braces, as openapi.yaml writes it. It never holds what a client sent.
[[nodiscard]] std::string_view path_template(Route route);

/// The one method of a route that leads somewhere.
[[nodiscard]] std::string_view method_of(Route route);

[[nodiscard]] Route find_route(const std::vector<std::string>& segments);

/// The route of a request's target; `unknown` also for one that cannot be read.
[[nodiscard]] Route find_route(std::string_view target);

} // namespace guichet::server
