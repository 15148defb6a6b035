#include "server/log.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>

namespace guichet::server {

namespace {

using Json = nlohmann::ordered_json;

std::string_view name_of(Level level) {
    return level == Level::info ? "info" : level == Level::warning ? "warning" : "error";
}

Level level_of(const ServedRequest& served) {
    if (served.status >= 500)
        return Level::error;
    return served.status >= 400 || !served.incident.empty() ? Level::warning : Level::info;
}

/// What a client calls a method may be anything, a secret too.
std::string_view known_method(std::string_view method) {
    constexpr std::array<std::string_view, 7> known{"GET",    "POST",    "HEAD", "PUT",
                                                    "DELETE", "OPTIONS", "PATCH"};
    return std::find(known.begin(), known.end(), method) == known.end() ? "other" : method;
}

/// As utc_text, with the milliseconds: "2020-04-17T14:05:00.000Z".
std::string precise_utc_text(Instant moment) {
    std::string text = utc_text(moment);
    text.insert(text.size() - 1, fmt::format(".{:03}", moment.milliseconds % 1000));
    return text;
}

Json line_of(Instant now, Level level, std::string_view message) {
    return {{"time", precise_utc_text(now)}, {"level", name_of(level)}, {"message", message}};
}

/// One line: JSON escapes line feeds, and bytes that are no UTF-8 are replaced.
std::string dump(const Json& line) {
    return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace

void Log::request(const ServedRequest& served) {
    if (!sink_)
        return;
    Json line =
        line_of(now_(), level_of(served), served.incident.empty() ? std::string("request") : served.incident);
    line["method"] = known_method(served.method);
    line["route"] = path_template(served.route);
    line["status"] = served.status;
    if (!served.error.empty())
        line["error"] = served.error;
    const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(served.took).count();
    line["milliseconds"] = static_cast<double>(microseconds) / 1000;
    line["bytes_received"] = served.received;
    line["bytes_sent"] = served.sent;
    write(dump(line));
}

void Log::tell(Level level, std::string_view message) {
    if (sink_)
        write(dump(line_of(now_(), level, message)));
}

void Log::write(const std::string& line) {
    const std::lock_guard lock(mutex_);
    sink_(line);
}

void write_to_stderr(std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), stderr);
}

} // namespace guichet::server
