// Stores that an earlier version of the program left behind.

#include "db/migrations.hpp"
#include "db/postgresql_migrations.hpp"
#include "db/sql_postgresql.hpp"
#include "db/sql_sqlite.hpp"
#include "kiosk/core/compression.hpp"
#include "kiosk/core/dictionary_compression.hpp"
#include "kiosk/core/enrolment.hpp"
#include "tests/unit/server/stores.hpp"

#include <gmock/gmock.h>

#include <set>

namespace guichet::server {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

constexpr Instant noon{1'587'132'300'000};
using Bytes = std::span<const std::uint8_t>;

/// A store as the program with the first `version` migrations would open it.
std::unique_ptr<sql::Connection> open_of_version(StoreKind kind, const std::string& url,
                                                 std::size_t version) {
    if (kind == StoreKind::postgresql) {
        auto connection = value_of(sql::connect_postgresql(url));
        (void)value_of(sql::migrate(*connection, sql::postgresql_migrations().first(version)));
        return connection;
    }
    auto database = value_of(db::Database::open(url.substr(std::string("sqlite:").size())));
    const auto& schema = db::server_schema();
    (void)value_of(db::migrate(database, {schema.application_id, schema.migrations.first(version)}));
    return sql::connect(std::move(database));
}

PublicKey test_key(std::uint8_t number) {
    PublicKey key{};
    key.front() = number;
    return key;
}

void run(sql::Connection& database, std::string_view statement, const auto&... values) {
    EXPECT_EQ(value_of(database.run(statement, values...)), 1) << statement;
}

/// What every version knows: a session with a customer, an order, a line, and a journal.
void fill_first_version(sql::Connection& database, const wire::Batch& journal) {
    const auto code = seeded_codes(1)("s", "C1", 0);
    run(database,
        "INSERT INTO session (station, date, station_name, revision, content) VALUES (?, ?, ?, 7, ?)",
        friday.station, friday.date, "Gare", Bytes(code.code.bytes));
    run(database,
        "INSERT INTO customer (session, ref, name, language, basket, code, short_code)"
        " VALUES (1, 'C1', 'Camille Durand', 'fr', 4, ?, ?)",
        Bytes(code.code.bytes), code.short_code);
    run(database,
        "INSERT INTO customer_order (session, number, customer, fulfilment, present) VALUES (1, '1001', 1,"
        " 'pickup', 1)");
    run(database, "INSERT INTO order_line (customer_order, number, producer, product, occurrence, amount, "
                  "unit, unit_price,"
                  " vat, storage, location, present) VALUES (1, 3, 'GAEC Baguet', 'Pain', 1, 2, 'piece', "
                  "320, 55, 'ambient',"
                  " 'A1', 1)");
    for (const auto& sealed : journal.events)
        run(database,
            "INSERT INTO event (session, device, incarnation, sequence, digest, bytes) VALUES (?, ?, ?, ?, "
            "?, ?)",
            friday.text(), journal.device, journal.incarnation, sealed.event.id.sequence,
            Bytes(sealed.digest), sealed.bytes);
    run(database, "INSERT INTO kiosk_standing (session, device, events, closed) VALUES (?, ?, ?, 0)",
        friday.text(), journal.device, std::int64_t{std::ssize(journal.events)});
    const auto key = SigningKey::make();
    run(database, "INSERT INTO signing_key (id, public_key, secret_key) VALUES (1, ?, ?)",
        Bytes(key.public_key), Bytes(key.secret_key));
}

/// What the second version added.
void fill_second_version(sql::Connection& database) {
    const auto code = seeded_codes(2)("s", "proxy", 0);
    const auto old = seeded_codes(3)("s", "old", 0);
    run(database,
        "INSERT INTO proxy (session, number, customer, collector, code, short_code) VALUES (1, 1, 1, "
        "'Marie', ?, ?)",
        Bytes(code.code.bytes), code.short_code);
    run(database, "INSERT INTO revoked_code (session, customer, code, short_code) VALUES (1, 1, ?, ?)",
        Bytes(old.code.bytes), old.short_code);
}

/// What the third version added: a kiosk whose key was revoked and that has another one, and a code.
void fill_third_version(sql::Connection& database) {
    const auto lost = test_key(1);
    const auto good = test_key(2);
    run(database,
        "INSERT INTO device_key (device, station, public_key, enrolled_at, revoked_at, reason)"
        " VALUES ('k1', ?, ?, 1000, 2000, 'perdu')",
        friday.station, Bytes(lost));
    run(database,
        "INSERT INTO device_key (device, station, public_key, enrolled_at) VALUES ('k1', ?, ?, 3000)",
        friday.station, Bytes(good));
    run(database,
        "INSERT INTO enrolment_code (device, station, digest, expires_at, wrong) VALUES ('k2', ?, ?, ?, 2)",
        friday.station, Bytes(enrolment_code_digest("AAAA")), noon.milliseconds + 1);
}

/// What the fourth version added: a body that went out.
void fill_fourth_version(sql::Connection& database) {
    const std::string body = "the body of before";
    const auto packed = compress(body);
    run(database, "INSERT INTO manifest_body (session, revision, name, body) VALUES (1, 6, ?, ?)",
        Bytes(dictionary_name(body)),
        Bytes(reinterpret_cast<const std::uint8_t*>(packed.data()), packed.size()));
}

/// What the fifth version added: the organiser's nonce.
void fill_fifth_version(sql::Connection& database) {
    run(database, "UPDATE session SET nonce = '00ff12'");
}

/// What the sixth version added: a revision that a key released which is not in force.
void fill_sixth_version(sql::Connection& database) {
    const auto body = compress("{}");
    run(database,
        "INSERT INTO released_manifest (session, public_key, revision, signature, body)"
        " VALUES (1, ?, 7, '00', ?)",
        Bytes(test_key(5)), Bytes(reinterpret_cast<const std::uint8_t*>(body.data()), body.size()));
}

void expect_devices(Store& store) {
    const auto keys = value_of(store.device_keys("k1"));
    ASSERT_THAT(keys, SizeIs(2));
    const bool good_first = !keys[0].revoked;
    const auto& good = keys[good_first ? 0 : 1];
    const auto& lost = keys[good_first ? 1 : 0];
    EXPECT_EQ(good.public_key, test_key(2));
    EXPECT_EQ(good.enrolled, Instant{3000});
    EXPECT_EQ(lost.public_key, test_key(1));
    EXPECT_EQ(lost.revoked, Instant{2000});
    EXPECT_EQ(lost.reason, "perdu");
    const auto devices = value_of(store.devices(friday.station));
    ASSERT_THAT(devices, SizeIs(2));
    EXPECT_EQ(devices[1].name.device, "k2");
    EXPECT_EQ(devices[1].code_expires, Instant{noon.milliseconds + 1});
}

class StoreMigrations : public testing::TestWithParam<StoreKind> {};
GUICHET_WITH_EACH_STORE(StoreMigrations);

TEST_P(StoreMigrations, BringUpEveryEarlierVersionWithAllThatIsInIt) {
    const auto versions = sql::postgresql_migrations().size();
    for (std::size_t version = 1; version <= versions; ++version) {
        SCOPED_TRACE(version);
        const StorePlace place(GetParam());
        SendingKiosk kiosk("k1");
        kiosk.add_many(5);
        {
            const auto database = open_of_version(GetParam(), place.url(), version);
            fill_first_version(*database, kiosk.batch(1, 3));
            if (version >= 2)
                fill_second_version(*database);
            if (version >= 3)
                fill_third_version(*database);
            if (version >= 4)
                fill_fourth_version(*database);
            if (version >= 5)
                fill_fifth_version(*database);
            if (version >= 6)
                fill_sixth_version(*database);
        }
        const auto store = value_of(open_store(place.url(), Opening::existing));
        const auto manifest = value_of(store->manifest(friday));
        EXPECT_EQ(manifest.revision, 7);
        ASSERT_THAT(manifest.baskets, SizeIs(1));
        EXPECT_EQ(manifest.baskets[0].id, "B0004");
        ASSERT_NE(manifest.baskets[0].find_line({"1001", 3}), nullptr);
        EXPECT_EQ(manifest.baskets[0].find_line({"1001", 3})->unit_price.cents, 320);
        EXPECT_THAT(manifest.proxies, SizeIs(version >= 2 ? 1 : 0));
        EXPECT_THAT(manifest.revoked_codes, SizeIs(version >= 2 ? 1 : 0));
        EXPECT_EQ(value_of(store->signing_key()).public_key, value_of(store->signing_key()).public_key);
        if (version >= 3)
            expect_devices(*store);
        EXPECT_THAT(value_of(store->drafts(test_key(5))), SizeIs(version >= 6 ? 0 : 1));
        EXPECT_EQ(value_of(store->body(friday, dictionary_name("the body of before"))).has_value(),
                  version >= 4);

        EXPECT_EQ(std::get<Stored>(value_of(store->append(kiosk.batch(), noon))).acknowledgement.sequence, 5);
        EXPECT_THAT(all_pages(*store), SizeIs(5));
        EXPECT_TRUE(store->verify_chains(friday).ok());
        EXPECT_TRUE(store->keep_body(friday, 7, "a body").ok());
        EXPECT_TRUE(store->keep_body(friday, 7, "a body").ok()) << "another server was quicker";
        EXPECT_EQ(value_of(store->body(friday, dictionary_name("a body"))), "a body");
        EXPECT_FALSE(value_of(store->body(friday, dictionary_name("another"))));
        EXPECT_EQ(value_of(store->issue_proxy(friday, "C1", "", random_codes())).id,
                  version >= 2 ? "P0002" : "P0001");
        EXPECT_EQ(import_text(*store, small_file).outcome->revision, 9);
        EXPECT_EQ(value_of(store->manifest(friday)).nonce, version >= 5 ? "00ff12" : "")
            << "kiosks may have opened the session with it";
        EXPECT_NE(value_of(store->manifest(friday)).find_basket("B0004"), nullptr) << "C1 keeps the basket";
    }
}

TEST_P(StoreMigrations, ANewerStoreIsRefused) {
    const StorePlace place(GetParam());
    (void)place.open();
    if (GetParam() == StoreKind::postgresql)
        TestConnection(place.url()).run("UPDATE guichet_schema SET version = 99");
    else
        (void)value_of(
            value_of(db::Database::open(place.url().substr(7))).execute("PRAGMA user_version = 99"));
    const auto refused = open_store(place.url());
    ASSERT_FALSE(refused.ok());
    EXPECT_THAT(refused.error().english(), HasSubstr("its schema is 99"));
    EXPECT_THAT(refused.error().english(), HasSubstr("update the program"));
}

/// "table.column" of all tables.
std::set<std::string> columns_of(sql::Connection& database, const char* query) {
    std::set<std::string> columns;
    auto rows = value_of(database.query(query));
    while (value_of(rows.step()))
        columns.insert(rows.text(0));
    return columns;
}

TEST(PostgreSQLMigrations, HoldTheSameAsThoseOfSqliteAfterEachStep) {
    ASSERT_EQ(std::ssize(sql::postgresql_migrations()), db::server_schema().version());
    for (std::size_t version = 1; version <= sql::postgresql_migrations().size(); ++version) {
        const StorePlace sqlite(StoreKind::sqlite);
        const StorePlace postgresql(StoreKind::postgresql);
        const auto in_sqlite =
            columns_of(*open_of_version(StoreKind::sqlite, sqlite.url(), version),
                       "SELECT m.name || '.' || p.name FROM sqlite_schema m JOIN pragma_table_info(m.name) p"
                       " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'");
        const auto in_postgresql =
            columns_of(*open_of_version(StoreKind::postgresql, postgresql.url(), version),
                       "SELECT table_name || '.' || column_name FROM information_schema.columns"
                       " WHERE table_schema = current_schema() AND table_name <> 'guichet_schema'");
        EXPECT_EQ(in_sqlite, in_postgresql) << version;
        EXPECT_GT(in_sqlite.size(), 40U);
    }
}

TEST(PostgreSQLMigrations, AStepThatFailsLeavesTheVersionBeforeIt) {
    const StorePlace place(StoreKind::postgresql);
    const auto database = value_of(sql::connect_postgresql(place.url()));
    const std::array<db::Migration, 2> steps{
        db::Migration{1, "people", "CREATE TABLE people (name TEXT);"},
        db::Migration{2, "broken", "CREATE TABLE half (a TEXT); CREATE TABLE people (b TEXT);"}};
    EXPECT_THAT(sql::migrate(*database, steps).error().english(), HasSubstr("version 2 (broken)"));
    EXPECT_EQ(value_of(sql::version_of(*database, steps)), 1);
    EXPECT_EQ(TestConnection(place.url()).run("SELECT to_regclass('half') IS NULL"), "t");
}

TEST(PostgreSQLMigrations, TheTablesOfAnotherProgramAreRefused) {
    const StorePlace place(StoreKind::postgresql);
    TestConnection(place.url()).run("CREATE TABLE recipes (name TEXT)");
    EXPECT_THAT(open_store(place.url()).error().english(), HasSubstr("another program"));
}

} // namespace
} // namespace guichet::server
