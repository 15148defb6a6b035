#include "server/store.hpp"

#include "server/sqlite_store.hpp"

#include <charconv>
#include <chrono>

namespace guichet::server {

namespace {

/// Whether a text is a day that exists, written YYYY-MM-DD.
bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const auto read = [&](std::size_t at, std::size_t length, auto& number) {
        const char* end = text.data() + at + length;
        return text[at] != '-' && std::from_chars(text.data() + at, end, number).ptr == end;
    };
    if (!read(0, 4, year) || !read(5, 2, month) || !read(8, 2, day))
        return false;
    return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month),
                                       std::chrono::day(day))
        .ok();
}

} // namespace

Result<SessionKey> make_session_key(std::string station, std::string date) {
    if (!wire::is_name(station))
        return fail("“{0}” cannot name a station: use letters, digits, “-”, “_” and “.”, at most 64.",
                    station);
    if (!is_date(date))
        return fail("“{0}” is not a date: write the session's day as YYYY-MM-DD.", date);
    return SessionKey{std::move(station), std::move(date)};
}

Error unknown_session(const SessionKey& session) {
    return fail("There is no session {0}. Import its order file first: guichet-server import --station {1} "
                "--session {2} FILE.",
                session.text(), session.station, session.date);
}

Result<std::unique_ptr<Store>> open_store(const std::string& url, Opening opening) {
    constexpr std::string_view sqlite = "sqlite:";
    if (url.starts_with(sqlite) && url.size() > sqlite.size())
        return open_sqlite_store(url.substr(sqlite.size()), opening);
    if (url.starts_with("postgresql:") || url.starts_with("postgres:"))
        return fail("PostgreSQL is not supported by this version. Use sqlite:FILE.");
    return fail("“{0}” is not the address of a store: write sqlite:FILE.", url);
}

} // namespace guichet::server
