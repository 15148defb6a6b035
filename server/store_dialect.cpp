#include "server/store_dialect.hpp"

#include "kiosk/core/digest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace guichet::server {

namespace {

constexpr const char* staging_columns = R"(
    CREATE TEMP TABLE staged (
        arrival INTEGER PRIMARY KEY, number {0}, ref {0}, name {0}, producer {0}, product {0}, amount BIGINT,
        unit {0}, unit_price BIGINT, vat BIGINT, storage {0}, location {0}, fulfilment {0}, language {0},
        ref_place BIGINT, name_place BIGINT, price_place BIGINT, fulfilment_place BIGINT))";

/// PostgreSQL compares texts as a language orders them unless it is told otherwise; its tables of the schema
/// say the same.
constexpr const char* text_of(sql::Dialect dialect) {
    return dialect == sql::Dialect::postgresql ? "TEXT COLLATE \"C\"" : "TEXT";
}

/// PostgreSQL names locks by numbers: https://www.postgresql.org/docs/15/explicit-locking.html#ADVISORY-LOCKS
std::int64_t lock_number(const std::string& name) {
    const Digest digest = digest_of("guichet lock " + name);
    std::uint64_t number = 0;
    for (std::size_t at = 0; at < sizeof number; ++at)
        number = number << 8 | digest.at(at);
    return static_cast<std::int64_t>(number);
}

constexpr const char* take_lock = "SELECT pg_advisory_xact_lock(?)";

} // namespace

Result<> prepare_for_import(sql::Connection& database) {
    if (database.dialect() == sql::Dialect::sqlite)
        return database.script("PRAGMA temp_store = FILE; PRAGMA cache_size = -8192");
    return Done{};
}

Result<> create_staging(sql::Connection& database) {
    if (database.dialect() == sql::Dialect::postgresql) // a million rows take their time
        if (auto patient = database.run_later("SET LOCAL statement_timeout = '30min'"); !patient)
            return patient;
    return database.run_later(fmt::format(staging_columns, text_of(database.dialect())));
}

Result<> staging_is_full(sql::Connection& database) {
    return database.dialect() == sql::Dialect::postgresql ? database.run_later("ANALYZE staged") : Result<>();
}

Result<> lock_orders(sql::Connection& database) {
    return lock_events(database, {"orders and codes"});
}

Result<> lock_events(sql::Connection& database, const std::vector<std::string>& names) {
    if (database.dialect() == sql::Dialect::sqlite)
        return Done{}; // nobody else has the file
    std::vector<std::int64_t> numbers;
    for (const auto& name : names)
        numbers.push_back(lock_number(name));
    std::sort(numbers.begin(), numbers.end()); // the same order for all
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    for (const auto number : numbers)
        if (auto locked = database.run_later(take_lock, number); !locked)
            return locked;
    return Done{};
}

} // namespace guichet::server
