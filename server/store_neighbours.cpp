// Which sessions know the codes of which others.

#include "server/store_tables.hpp"

#include "kiosk/core/date.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace guichet::server {

namespace {

/// Sessions whose codes a manifest knows.
constexpr std::size_t most_neighbours = 20;

struct SessionDay {
    std::int64_t id = 0;
    std::string station;
    std::string date;
    std::chrono::sys_days day;
};

std::chrono::sys_days day_number(const std::string& date) {
    const auto day = day_of(date);
    return std::chrono::year(day.year) / day.month / day.day;
}

Result<std::vector<SessionDay>> all_sessions(sql::Connection& database) {
    auto rows = database.query("SELECT id, station, date FROM session");
    if (!rows)
        return rows.error();
    std::vector<SessionDay> sessions;
    auto more = rows->step();
    for (; more && *more; more = rows->step()) {
        const auto date = rows->text(2);
        sessions.push_back({rows->integer(0), rows->text(1), date, day_number(date)});
    }
    if (!more)
        return more.error();
    return sessions;
}

/// Whether one session is nearer than another to a third.
auto nearer_to(const SessionDay& session) {
    return [&session](const SessionDay& left, const SessionDay& right) {
        const auto left_days = std::chrono::abs(left.day - session.day);
        const auto right_days = std::chrono::abs(right.day - session.day);
        return std::tie(left_days, left.date, left.station) < std::tie(right_days, right.date, right.station);
    };
}

const SessionDay* find(const std::vector<SessionDay>& sessions, std::int64_t id) {
    const auto found =
        std::find_if(sessions.begin(), sessions.end(), [&](const auto& session) { return session.id == id; });
    return found == sessions.end() ? nullptr : &*found;
}

} // namespace

Result<std::vector<std::int64_t>> nearest_sessions(sql::Connection& database, std::int64_t session) {
    auto sessions = all_sessions(database);
    if (!sessions)
        return sessions.error();
    std::vector<std::int64_t> nearest;
    const auto* found = find(*sessions, session);
    if (found == nullptr)
        return nearest;
    const SessionDay here = *found;
    std::erase_if(*sessions, [&](const SessionDay& other) { return other.id == session; });
    const auto count = std::min(sessions->size(), most_neighbours);
    std::partial_sort(sessions->begin(), sessions->begin() + static_cast<std::ptrdiff_t>(count),
                      sessions->end(), nearer_to(here));
    for (std::size_t at = 0; at < count; ++at)
        nearest.push_back(sessions->at(at).id);
    return nearest;
}

Result<> raise_neighbours(sql::Connection& database, std::int64_t session) {
    const auto sessions = all_sessions(database);
    if (!sessions)
        return sessions.error();
    const auto* here = find(*sessions, session);
    require(here != nullptr, "the session that has changed is there");
    for (const auto& other : *sessions) {
        if (other.id == session)
            continue;
        const auto nearer = nearer_to(other);
        const auto before = std::count_if(sessions->begin(), sessions->end(), [&](const SessionDay& third) {
            return third.id != other.id && nearer(third, *here);
        });
        if (static_cast<std::size_t>(before) >= most_neighbours)
            continue;
        if (auto raised =
                database.run_later("UPDATE session SET revision = revision + 1 WHERE id = ?", other.id);
            !raised)
            return raised;
    }
    return Done{};
}

} // namespace guichet::server
