#include "server/route.hpp"

namespace guichet::server {

std::string_view path_template(Route route) {
    switch (route) {
    case Route::healthz: return "/healthz";
    case Route::metrics: return "/metrics";
    case Route::manifest: return "/v1/sessions/{station}/{date}/manifest";
    case Route::events: return "/v1/sessions/{station}/{date}/events";
    case Route::report: return "/v1/sessions/{station}/{date}/report";
    case Route::report_csv: return "/v1/sessions/{station}/{date}/report.csv";
    case Route::calls: return "/v1/sessions/{station}/{date}/calls";
    case Route::push: return "/v1/devices/{device}/events";
    case Route::enrolments: return "/v1/enrolments";
    case Route::unknown: return "unknown";
    case Route::unreadable: break;
    }
    return "unreadable";
}

std::string_view method_of(Route route) {
    return route == Route::push || route == Route::calls || route == Route::enrolments ? "POST" : "GET";
}

Route find_route(const std::vector<std::string>& segments) {
    if (segments.size() == 1)
        return segments[0] == "healthz"   ? Route::healthz
               : segments[0] == "metrics" ? Route::metrics
                                          : Route::unknown;
    if (segments.empty() || segments[0] != wire::version_prefix.substr(1))
        return Route::unknown;
    if (segments.size() == 2 && segments[1] == "enrolments")
        return Route::enrolments;
    if (segments.size() == 4 && segments[1] == "devices" && segments[3] == "events")
        return Route::push;
    if (segments.size() != 5 || segments[1] != "sessions")
        return Route::unknown;
    const std::string& what = segments[4];
    if (what == "manifest")
        return Route::manifest;
    if (what == "events")
        return Route::events;
    if (what == "report")
        return Route::report;
    if (what == "report.csv")
        return Route::report_csv;
    return what == "calls" ? Route::calls : Route::unknown;
}

Route find_route(std::string_view target) {
    const auto parsed = wire::parse_target(target);
    return parsed ? find_route(parsed->segments) : Route::unknown;
}

} // namespace guichet::server
