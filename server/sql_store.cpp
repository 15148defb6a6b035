#include "server/sql_store.hpp"

#include "db/migrations.hpp"
#include "db/postgresql_migrations.hpp"
#include "db/sql_postgresql.hpp"
#include "db/sql_sqlite.hpp"
#include "server/store_tables.hpp"

#include <algorithm>
#include <chrono>
#include <span>
#include <thread>
#include <type_traits>

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

Result<std::optional<SigningKey>> find_signing_key(sql::Connection& database) {
    auto row = database.query("SELECT public_key, secret_key FROM signing_key");
    if (!row)
        return row.error();
    const auto found = row->step();
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<SigningKey>();
    SigningKey key;
    if (!copy_bytes(row->blob(0), key.public_key) || !copy_bytes(row->blob(1), key.secret_key))
        return fail("The signing key in {0} is damaged: restore the store from its backup.", database.name());
    return std::optional(key);
}

/// The key; where there is none it is made, and when another server was quicker, the other's is taken.
Result<SigningKey> load_signing_key(sql::Connection& database) {
    auto known = find_signing_key(database);
    if (!known)
        return known.error();
    if (!*known) {
        const auto made = SigningKey::make();
        auto saved = database.run("INSERT INTO signing_key (id, public_key, secret_key) VALUES (1, ?, ?)"
                                  " ON CONFLICT (id) DO NOTHING",
                                  std::span<const std::uint8_t>(made.public_key),
                                  std::span<const std::uint8_t>(made.secret_key));
        if (!saved)
            return saved.error();
        known = find_signing_key(database);
        if (!known)
            return known.error();
    }
    require(known->has_value(), "a key that was saved is there");
    return **known;
}

/// Reads a row, if there is one.
Result<> read_anything(sql::Connection& database) {
    auto row = database.query("SELECT revision FROM session LIMIT 1");
    if (!row)
        return row.error();
    const auto found = row->step();
    return found ? Result<>() : found.error();
}

class SqlStore final : public Store {
public:
    explicit SqlStore(std::unique_ptr<sql::Connection> database) : database_(std::move(database)) {}

    Result<> readable() override {
        return attempt([&] { return read_anything(*database_); });
    }
    Result<SigningKey> signing_key() override {
        return attempt([&] { return load_signing_key(*database_); });
    }
    Result<std::unique_ptr<ImportTransaction>>
    begin_import(const SessionKey& session, const std::optional<std::string>& station_name) override {
        return attempt([&] { return server::begin_import(*database_, session, station_name); });
    }
    Result<std::optional<std::int64_t>> revision(const SessionKey& session) override {
        return attempt([&] { return load_revision(*database_, session); });
    }
    Result<Manifest> manifest(const SessionKey& session) override {
        return attempt([&] { return load_given_manifest(*database_, session); });
    }
    Result<Manifest> draft(const SessionKey& session) override {
        return attempt([&] { return load_manifest(*database_, session); });
    }
    Result<std::optional<PublicKey>> organiser() override {
        return attempt([&] { return load_organiser(*database_); });
    }
    Result<> adopt_organiser(const PublicKey& key) override {
        return attempt([&] { return server::adopt_organiser(*database_, key); });
    }
    Result<std::vector<Draft>> drafts(const PublicKey& organiser) override {
        return attempt([&] { return load_drafts(*database_, organiser); });
    }
    Result<> release(const Release& release) override {
        return attempt([&] { return server::release(*database_, release); });
    }
    Result<std::optional<Released>> released(const SessionKey& session) override {
        return attempt([&] { return load_released(*database_, session); });
    }
    Result<> keep_body(const SessionKey& session, std::int64_t revision, const std::string& body) override {
        return attempt([&] { return save_body(*database_, session, revision, body); });
    }
    Result<std::optional<std::string>> body(const SessionKey& session, const DictionaryName& name) override {
        return attempt([&] { return find_body(*database_, session, name); });
    }
    Result<std::vector<CodeRecord>> codes(const SessionKey& session) override {
        return attempt([&] { return load_codes(*database_, session); });
    }
    Result<ProxyRecord> issue_proxy(const SessionKey& session, const std::string& customer_ref,
                                    const std::string& collector, const CodeMaker& make_code) override {
        return attempt(
            [&] { return server::issue_proxy(*database_, session, customer_ref, collector, make_code); });
    }
    Result<ProxyRecord> revoke_proxy(const SessionKey& session, const std::string& name) override {
        return attempt([&] { return server::revoke_proxy(*database_, session, name); });
    }
    Result<CodeRecord> reissue_code(const SessionKey& session, const std::string& customer_ref,
                                    const CodeMaker& make_code) override {
        return attempt([&] { return server::reissue_code(*database_, session, customer_ref, make_code); });
    }
    Result<std::vector<ProxyRecord>> proxies(const SessionKey& session) override {
        return attempt([&] { return load_proxies(*database_, session); });
    }
    Result<std::vector<AppendOutcome>> append_all(const std::vector<wire::Batch>& batches,
                                                  Instant now) override {
        return attempt([&] { return append_events(*database_, batches, now); });
    }
    Result<wire::PageToSend> events(const SessionKey& session, const std::string& except_device,
                                    std::int64_t cursor) override {
        return attempt([&] { return load_page(*database_, session.text(), except_device, cursor); });
    }
    Result<> each_event(const SessionKey& session,
                        const std::function<void(const SealedEvent&)>& take) override {
        return attempt([&] { return load_events(*database_, session.text(), take); }, 1);
    }
    Result<std::vector<wire::KioskStanding>> kiosks(const SessionKey& session) override {
        return attempt([&] { return load_kiosks(*database_, session.text()); });
    }
    Result<> verify_chains(const SessionKey& session) override {
        return attempt([&] { return server::verify_chains(*database_, session.text()); });
    }
    Result<> offer_enrolment(const DeviceName& name, const Digest& code, Instant expires) override {
        return attempt([&] { return server::offer_enrolment(*database_, name, code, expires); });
    }
    Result<EnrolmentOutcome> enrol(const EnrolmentClaim& claim, Instant now) override {
        return attempt([&] { return server::enrol(*database_, claim, now); });
    }
    Result<> pin_device(const DeviceName& name, const PublicKey& key, Instant now) override {
        return attempt([&] { return server::pin_device(*database_, name, key, now); });
    }
    Result<std::vector<PinnedKey>> device_keys(const std::string& device) override {
        return attempt([&] { return load_device_keys(*database_, device); });
    }
    Result<std::vector<DeviceStanding>> devices(const std::string& station) override {
        return attempt([&] { return load_devices(*database_, station); });
    }
    Result<DeviceStanding> revoke_device(const DeviceName& name, const std::string& reason,
                                         Instant now) override {
        return attempt([&] { return server::revoke_device(*database_, name, reason, now); });
    }

private:
    /// Does something whole, and again when others were in its way.
    template <typename Task>
    std::invoke_result_t<Task> attempt(const Task& task, int times = 5) {
        if (auto ready = database_->ensure(); !ready)
            return ready.error();
        auto result = task();
        while (--times > 0 && !result && database_->may_succeed_again())
            result = task();
        return result;
    }

    std::unique_ptr<sql::Connection> database_;
};

} // namespace

Result<std::optional<SessionRow>> find_session(sql::Connection& database, const SessionKey& session) {
    return first_row(
        database,
        "SELECT id, station_name, revision, content, nonce FROM session WHERE station = ? AND date = ?",
        [](const sql::Rows& row) {
            return SessionRow{row.integer(0), row.text(1), row.integer(2), row.blob(3), row.text(4)};
        },
        session.station, session.date);
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
    return std::unique_ptr<Store>(std::make_unique<SqlStore>(sql::connect(std::move(*database))));
}

Result<std::unique_ptr<Store>> open_postgresql_store(const std::string& url, Opening opening) {
    auto database = sql::connect_postgresql(url);
    if (!database)
        return database.error();
    if (opening == Opening::existing) {
        const auto version = sql::version_of(**database, sql::postgresql_migrations());
        if (!version)
            return version.error();
        if (*version == 0)
            return fail("There is no store in {0}: check the address, or import an order file first.",
                        (*database)->name());
    }
    if (auto migrated = sql::migrate(**database, sql::postgresql_migrations()); !migrated)
        return migrated.error();
    return std::unique_ptr<Store>(std::make_unique<SqlStore>(std::move(*database)));
}

} // namespace guichet::server
