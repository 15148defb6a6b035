#include "server/sqlite_store.hpp"

#include "db/migrations.hpp"
#include "server/sqlite_tables.hpp"

#include <algorithm>
#include <chrono>
#include <span>
#include <thread>

namespace guichet::server {

namespace {

/// Opens the file; when another program has it, waits a little, since that may be an import about to end.
Result<db::Database> open_patiently(const std::filesystem::path& file) {
    constexpr int attempts = 10;
    constexpr auto pause = std::chrono::milliseconds(100);
    auto database = db::Database::open(file);
    const auto in_use = [&] {
        return !database && database.error().text.find("in use") != std::string::npos;
    };
    for (int attempt = 1; attempt < attempts && in_use(); ++attempt) {
        std::this_thread::sleep_for(pause);
        database = db::Database::open(file);
    }
    if (in_use())
        return fail(
            "The store {0} is in use by another program, most likely a running guichet-server: while it "
            "serves, it alone may use the store. Stop it, do this again, and start it again.",
            file.string());
    return database;
}

template <std::size_t size>
bool copy_bytes(const std::string& bytes, std::array<std::uint8_t, size>& target) {
    if (bytes.size() != size)
        return false;
    std::transform(bytes.begin(), bytes.end(), target.begin(),
                   [](char byte) { return static_cast<std::uint8_t>(byte); });
    return true;
}

class SqliteStore final : public Store {
public:
    explicit SqliteStore(db::Database database) : database_(std::move(database)) {}

    Result<SigningKey> signing_key() override;
    Result<std::unique_ptr<ImportTransaction>>
    begin_import(const SessionKey& session, const std::optional<std::string>& station_name) override {
        return begin_sqlite_import(database_, session, station_name);
    }
    Result<std::optional<std::int64_t>> revision(const SessionKey& session) override;
    Result<Manifest> manifest(const SessionKey& session) override {
        return load_manifest(database_, session);
    }
    Result<std::vector<CodeRecord>> codes(const SessionKey& session) override {
        return load_codes(database_, session);
    }
    Result<ProxyRecord> issue_proxy(const SessionKey& session, const std::string& customer_ref,
                                    const std::string& collector, const CodeMaker& make_code) override {
        return server::issue_proxy(database_, session, customer_ref, collector, make_code);
    }
    Result<ProxyRecord> revoke_proxy(const SessionKey& session, const std::string& name) override {
        return server::revoke_proxy(database_, session, name);
    }
    Result<CodeRecord> reissue_code(const SessionKey& session, const std::string& customer_ref,
                                    const CodeMaker& make_code) override {
        return server::reissue_code(database_, session, customer_ref, make_code);
    }
    Result<std::vector<ProxyRecord>> proxies(const SessionKey& session) override {
        return load_proxies(database_, session);
    }
    Result<AppendOutcome> append(const wire::Batch& batch, Instant now) override {
        return append_events(database_, batch, now);
    }
    Result<wire::Page> events(const SessionKey& session, const std::string& except_device,
                              std::int64_t cursor) override {
        return load_page(database_, session.text(), except_device, cursor);
    }
    Result<> each_event(const SessionKey& session,
                        const std::function<void(const SealedEvent&)>& take) override {
        return load_events(database_, session.text(), take);
    }
    Result<std::vector<wire::KioskStanding>> kiosks(const SessionKey& session) override {
        return load_kiosks(database_, session.text());
    }
    Result<> verify_chains(const SessionKey& session) override {
        return server::verify_chains(database_, session.text());
    }

private:
    db::Database database_;
};

Result<SigningKey> SqliteStore::signing_key() {
    auto row = database_.query("SELECT public_key, secret_key FROM signing_key");
    if (!row)
        return row.error();
    const auto found = row->step();
    if (!found)
        return found.error();
    SigningKey key;
    if (*found) {
        if (!copy_bytes(row->blob(0), key.public_key) || !copy_bytes(row->blob(1), key.secret_key))
            return fail("The signing key in {0} is damaged: restore the store from its backup.",
                        database_.path());
        return key;
    }
    key = SigningKey::make();
    auto saved = database_.run("INSERT INTO signing_key (id, public_key, secret_key) VALUES (1, ?, ?)",
                               std::span<const std::uint8_t>(key.public_key),
                               std::span<const std::uint8_t>(key.secret_key));
    if (!saved)
        return saved.error();
    return key;
}

Result<std::optional<std::int64_t>> SqliteStore::revision(const SessionKey& session) {
    const auto row = find_session(database_, session);
    if (!row)
        return row.error();
    return *row ? std::optional((*row)->revision) : std::nullopt;
}

} // namespace

Result<std::optional<SessionRow>> find_session(db::Database& database, const SessionKey& session) {
    auto row = database.query(
        "SELECT id, station_name, revision, content FROM session WHERE station = ? AND date = ?",
        session.station, session.date);
    if (!row)
        return row.error();
    const auto found = row->step();
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<SessionRow>();
    return std::optional(SessionRow{row->integer(0), row->text(1), row->integer(2), row->blob(3)});
}

Result<std::vector<std::int64_t>> nearest_sessions(db::Database& database, std::int64_t session) {
    auto rows =
        database.query("SELECT other.id FROM session this JOIN session other ON other.id <> this.id"
                       " WHERE this.id = ? ORDER BY abs(julianday(other.date) - julianday(this.date)),"
                       " other.date, other.station LIMIT 20",
                       session);
    if (!rows)
        return rows.error();
    std::vector<std::int64_t> nearest;
    auto more = rows->step();
    for (; more && *more; more = rows->step())
        nearest.push_back(rows->integer(0));
    if (!more)
        return more.error();
    return nearest;
}

Result<std::unique_ptr<Store>> open_sqlite_store(const std::filesystem::path& file, Opening opening) {
    std::error_code ignored;
    if (opening == Opening::existing && !std::filesystem::exists(file, ignored))
        return fail("There is no store {0}: check the path, or import an order file first.", file.string());
    auto database = open_patiently(file);
    if (!database)
        return database.error();
    if (auto migrated = db::migrate(*database, db::server_schema()); !migrated)
        return migrated.error();
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(*database)));
}

} // namespace guichet::server
