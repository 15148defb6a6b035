#include "server/store.hpp"

#include "kiosk/core/date.hpp"
#include "server/sql_store.hpp"

namespace guichet::server {

Result<SessionKey> make_session_key(std::string station, std::string date) {
    if (!wire::is_name(station))
        return fail("“{0}” cannot name a station: use letters, digits, “-”, “_” and “.”, at most 64.",
                    station);
    if (!is_date(date))
        return fail("“{0}” is not a date: write the session's day as YYYY-MM-DD.", date);
    return SessionKey{std::move(station), std::move(date)};
}

Result<DeviceName> make_device_name(std::string station, std::string device) {
    for (const auto* name : {&station, &device})
        if (!wire::is_name(*name))
            return fail("“{0}” cannot name a station or a kiosk: use letters, digits, “-”, “_” and “.”, at "
                        "most 64.",
                        *name);
    return DeviceName{std::move(station), std::move(device)};
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
    if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
        return open_postgresql_store(url, opening);
    // What stands behind a scheme may hold a password.
    const auto scheme = url.find("://");
    return fail("“{0}” is not the address of a store: write sqlite:FILE or postgresql://USER@HOST/DATABASE.",
                scheme == std::string::npos ? url : url.substr(0, scheme) + "://…");
}

Result<AppendOutcome> Store::append(const wire::Batch& batch, Instant now) {
    auto outcomes = append_all({batch}, now);
    return outcomes ? Result<AppendOutcome>(std::move(outcomes->front())) : outcomes.error();
}

} // namespace guichet::server
