// Building a session's manifest from the store.

#include "server/store_tables.hpp"
#include "server/text.hpp"

#include <fmt/format.h>

#include <map>

namespace guichet::server {

namespace {

constexpr const char* select_producers = R"(
    SELECT DISTINCT l.producer FROM customer_order o JOIN order_line l ON l.customer_order = o.id
    WHERE o.session = ?1 AND o.present = 1 AND o.fulfilment = 'pickup' AND l.present = 1 ORDER BY l.producer)";

constexpr const char* select_lines = R"(
    SELECT c.basket, c.ref, c.name, c.language, c.code, c.short_code, o.number, l.number, l.producer, l.product,
           l.amount, l.unit, l.unit_price, l.vat, l.storage, l.location
    FROM customer c JOIN customer_order o ON o.customer = c.id JOIN order_line l ON l.customer_order = o.id
    WHERE c.session = ?1 AND o.present = 1 AND o.fulfilment = 'pickup' AND l.present = 1
    ORDER BY c.basket, o.number, l.number)";

// What was to be collected once and is no longer. Of a basket that lost every order to another customer, or
// to a delivery, its owner alone is left.
constexpr const char* select_withdrawn = R"(
    SELECT c.basket, c.ref, c.name, o.number, l.number, l.product, l.amount, l.unit
    FROM customer c
    LEFT JOIN customer_order o ON o.customer = c.id AND o.fulfilment = 'pickup'
    LEFT JOIN order_line l ON l.customer_order = o.id
    WHERE c.session = ?1 AND c.basket IS NOT NULL AND (l.number IS NULL OR o.present = 0 OR l.present = 0)
    ORDER BY c.basket, o.number, l.number)";

Result<OrderLine> read_line(const sql::Rows& row, const std::map<std::string, std::size_t>& producers) {
    const auto unit = unit_of(row.text(11));
    if (!unit)
        return unit.error();
    const auto storage = storage_class_of(row.text(14));
    if (!storage)
        return storage.error();
    OrderLine line;
    line.number = static_cast<int>(row.integer(7));
    line.product = row.text(9);
    line.producer = producers.at(row.text(8));
    line.quantity = {row.integer(10), *unit};
    line.unit_price = {row.integer(12)};
    line.vat_per_mille = static_cast<int>(row.integer(13));
    line.storage = *storage;
    line.location = row.text(15);
    return line;
}

Basket read_basket(const sql::Rows& row) {
    Basket basket;
    basket.id = basket_id(row.integer(0));
    basket.customer_ref = row.text(1);
    basket.customer_name = first_name_and_initial(row.text(2));
    basket.language = row.text(3);
    basket.code_digest = digest_of(row.blob(4)); // as PickupCode::digest does
    basket.short_code = row.text(5);
    return basket;
}

Result<> load_baskets(sql::Connection& database, std::int64_t session, Manifest& manifest) {
    std::map<std::string, std::size_t> producers;
    for (const auto& producer : manifest.producers)
        producers.emplace(producer, producers.size());
    auto rows = database.query(select_lines, session);
    if (!rows)
        return rows.error();
    auto more = rows->step();
    for (; more && *more; more = rows->step()) {
        auto& baskets = manifest.baskets;
        if (baskets.empty() || baskets.back().id != basket_id(rows->integer(0)))
            baskets.push_back(read_basket(*rows));
        auto& orders = baskets.back().orders;
        if (orders.empty() || orders.back().number != rows->text(6))
            orders.push_back({rows->text(6), {}});
        auto line = read_line(*rows, producers);
        if (!line)
            return line.error();
        orders.back().lines.push_back(std::move(*line));
    }
    if (!more)
        return more.error();
    return Done{};
}

Result<> load_producers(sql::Connection& database, std::int64_t session, Manifest& manifest) {
    auto rows = database.query(select_producers, session);
    if (!rows)
        return rows.error();
    auto more = rows->step();
    for (; more && *more; more = rows->step())
        manifest.producers.push_back(rows->text(0));
    if (!more)
        return more.error();
    return Done{};
}

/// Who may collect for somebody, and which codes of baskets in the manifest are no longer good.
Result<> load_other_codes(sql::Connection& database, std::int64_t session, Manifest& manifest) {
    const auto proxies = read_proxies(database, session);
    if (!proxies)
        return proxies.error();
    for (const auto& proxy : *proxies)
        if (manifest.find_basket(proxy.basket) != nullptr)
            manifest.proxies.push_back({proxy.id, proxy.basket, first_name_and_initial(proxy.collector),
                                        proxy.code.code.digest(), proxy.code.short_code, proxy.revoked});
    auto rows = database.query("SELECT c.basket, r.code, r.short_code FROM revoked_code r"
                               " JOIN customer c ON c.id = r.customer WHERE r.session = ? ORDER BY r.id",
                               session);
    if (!rows)
        return rows.error();
    auto more = rows->step();
    for (; more && *more; more = rows->step())
        if (auto basket = basket_id(rows->integer(0)); manifest.find_basket(basket) != nullptr)
            manifest.revoked_codes.push_back({std::move(basket), digest_of(rows->blob(1)), rows->text(2)});
    if (!more)
        return more.error();
    return Done{};
}

/// What baskets lost of their orders, since journals may name it.
Result<> load_withdrawals(sql::Connection& database, std::int64_t session, Manifest& manifest) {
    auto rows = database.query(select_withdrawn, session);
    if (!rows)
        return rows.error();
    auto& withdrawals = manifest.withdrawals;
    auto more = rows->step();
    for (; more && *more; more = rows->step()) {
        auto basket = basket_id(rows->integer(0));
        if (withdrawals.empty() || withdrawals.back().basket != basket)
            withdrawals.push_back(
                {std::move(basket), rows->text(1), first_name_and_initial(rows->text(2)), {}});
        if (rows->is_null(4))
            continue;
        const auto unit = unit_of(rows->text(7));
        if (!unit)
            return unit.error();
        withdrawals.back().lines.push_back(
            {{rows->text(3), static_cast<int>(rows->integer(4))}, rows->text(5), {rows->integer(6), *unit}});
    }
    if (!more)
        return more.error();
    return Done{};
}

Result<OtherSession> load_other_session(sql::Connection& database, std::int64_t id) {
    auto rows =
        database.query("SELECT s.station_name, s.date, c.code FROM session s"
                       " LEFT JOIN (SELECT session, basket AS place, 0 AS number, code FROM customer"
                       "            WHERE code IS NOT NULL"
                       "            UNION ALL SELECT session, 0, number, code FROM proxy WHERE revoked = 0) c"
                       " ON c.session = s.id WHERE s.id = ? ORDER BY c.number, c.place",
                       id);
    if (!rows)
        return rows.error();
    OtherSession session;
    auto more = rows->step();
    for (; more && *more; more = rows->step()) {
        session.station_name = rows->text(0);
        session.date = rows->text(1);
        if (!rows->is_null(2))
            session.code_digests.push_back(digest_of(rows->blob(2)));
    }
    if (!more)
        return more.error();
    return session;
}

} // namespace

std::string basket_id(std::int64_t number) {
    return fmt::format("B{:04}", number);
}

Result<Manifest> load_manifest(sql::Connection& database, const SessionKey& session) {
    const auto snapshot = sql::Transaction::begin(database, sql::Isolation::snapshot);
    if (!snapshot)
        return snapshot.error();
    const auto row = find_session(database, session);
    if (!row)
        return row.error();
    if (!*row)
        return unknown_session(session);
    Manifest manifest;
    manifest.station_id = session.station;
    manifest.station_name = (*row)->station_name;
    manifest.date = session.date;
    manifest.revision = (*row)->revision;
    manifest.nonce = (*row)->nonce;
    if (auto loaded = load_producers(database, (*row)->id, manifest); !loaded)
        return loaded.error();
    if (auto loaded = load_baskets(database, (*row)->id, manifest); !loaded)
        return loaded.error();
    manifest.index();
    if (auto loaded = load_other_codes(database, (*row)->id, manifest); !loaded)
        return loaded.error();
    if (auto loaded = load_withdrawals(database, (*row)->id, manifest); !loaded)
        return loaded.error();
    const auto others = nearest_sessions(database, (*row)->id);
    if (!others)
        return others.error();
    for (const auto id : *others) {
        auto other = load_other_session(database, id);
        if (!other)
            return other.error();
        manifest.other_sessions.push_back(std::move(*other));
    }
    manifest.index();
    return manifest;
}

} // namespace guichet::server
