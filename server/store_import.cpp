// The import: rows wait in a temporary table on disk, are checked there, and become the session's
// orders in one transaction.

#include "server/store_dialect.hpp"
#include "server/store_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace guichet::server {

namespace {

/// A place as one number, since millions of them wait in the staging table.
constexpr std::int64_t columns_of_place = std::int64_t{1} << 20;

std::int64_t packed(Place place) {
    return place.line * columns_of_place + std::min(place.column, columns_of_place - 1);
}

Place unpacked(std::int64_t place) {
    return {place / columns_of_place, place % columns_of_place};
}

constexpr const char* stage_row =
    "INSERT INTO staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// Rows of one group must agree in one value.
struct Agreement {
    const char* group; ///< columns of the staging table
    const char* value;
    const char* place;
    const char*
        text; ///< {0}: the group, {1}: the first row's value, {2}: the other value, {3}: the first row's line
};

constexpr Agreement agreements[] = {
    {"number", "ref", "ref_place",
     "order “{0}” is of customer “{1}” in line {3} and of “{2}” here; one customer for an order is expected"},
    {"number", "fulfilment", "fulfilment_place",
     "order “{0}” is for {1} in line {3} and for {2} here; one fulfilment for an order is expected"},
    {"ref", "name", "name_place",
     "customer “{0}” is called “{1}” in line {3} and “{2}” here; one name for a reference is expected"},
    {"number, producer, product", "unit_price", "price_place",
     "a product of order “{0}” costs {1} cents in line {3} and {2} cents here; one price for a product of an "
     "order "
     "is expected"},
};

constexpr const char* save_customers = R"(
    INSERT INTO customer (session, ref, name, language)
    SELECT ?1, s.ref, s.name, s.language
    FROM (SELECT min(arrival) AS arrival FROM staged GROUP BY ref) first
    JOIN staged s ON s.arrival = first.arrival
    WHERE true ORDER BY s.arrival
    ON CONFLICT (session, ref) DO UPDATE SET name = excluded.name, language = excluded.language)";

constexpr const char* forget_orders =
    "UPDATE customer_order SET present = 0 WHERE session = ?1 AND present = 1";

constexpr const char* save_orders = R"(
    INSERT INTO customer_order (session, number, customer, fulfilment, present)
    SELECT ?1, s.number, c.id, s.fulfilment, 1
    FROM (SELECT min(arrival) AS arrival FROM staged GROUP BY number) first
    JOIN staged s ON s.arrival = first.arrival
    JOIN customer c ON c.session = ?1 AND c.ref = s.ref
    WHERE true ORDER BY s.arrival
    ON CONFLICT (session, number) DO UPDATE
    SET customer = excluded.customer, fulfilment = excluded.fulfilment, present = 1)";

constexpr const char* forget_lines = R"(
    UPDATE order_line SET present = 0
    WHERE present = 1 AND customer_order IN (SELECT id FROM customer_order WHERE session = ?1))";

// A line that an earlier file had keeps its number; new ones follow in the file's order.
constexpr const char* save_lines = R"(
    INSERT INTO order_line (customer_order, number, producer, product, occurrence, amount, unit, unit_price, vat,
                            storage, location, present)
    SELECT o.id,
           coalesce(known.number,
                    coalesce((SELECT max(number) FROM order_line WHERE customer_order = o.id), 0) +
                    row_number() OVER (PARTITION BY o.id, known.number IS NULL ORDER BY s.arrival)),
           s.producer, s.product, s.occurrence, s.amount, s.unit, s.unit_price, s.vat, s.storage, s.location, 1
    FROM (SELECT *, row_number() OVER (PARTITION BY number, producer, product ORDER BY arrival) AS occurrence
          FROM staged) s
    JOIN customer_order o ON o.session = ?1 AND o.number = s.number
    LEFT JOIN order_line known ON known.customer_order = o.id AND known.producer = s.producer
                              AND known.product = s.product AND known.occurrence = s.occurrence
    WHERE true
    ON CONFLICT (customer_order, number) DO UPDATE
    SET amount = excluded.amount, unit = excluded.unit, unit_price = excluded.unit_price, vat = excluded.vat,
        storage = excluded.storage, location = excluded.location, present = 1)";

constexpr const char* customers_without_code = R"(
    SELECT id, ref FROM customer c
    WHERE session = ?1 AND id > ?2 AND code IS NULL
      AND EXISTS (SELECT 1 FROM customer_order o WHERE o.customer = c.id AND o.present = 1
                  AND o.fulfilment = 'pickup')
    ORDER BY id LIMIT 500)";

constexpr const char* give_basket = R"(
    UPDATE customer SET code = ?1, short_code = ?2,
        basket = (SELECT coalesce(max(basket), 0) + 1 FROM customer WHERE session = ?3)
    WHERE id = ?4 AND NOT EXISTS (SELECT 1 FROM customer WHERE session = ?3 AND short_code = ?2))";

constexpr const char* count_staged = R"(
    SELECT count(DISTINCT CASE fulfilment WHEN 'pickup' THEN ref END),
           count(DISTINCT CASE fulfilment WHEN 'pickup' THEN number END),
           count(CASE fulfilment WHEN 'pickup' THEN 1 END),
           count(DISTINCT CASE fulfilment WHEN 'delivery' THEN number END),
           count(CASE fulfilment WHEN 'delivery' THEN 1 END)
    FROM staged)";

class SqlImport final : public ImportTransaction {
public:
    SqlImport(sql::Connection& database, sql::Transaction transaction, SessionKey session,
              std::optional<std::string> station_name)
        : database_(database), transaction_(std::move(transaction)), session_(std::move(session)),
          station_name_(std::move(station_name)) {}

    Result<> stage(const OrderRow& row) override;
    Result<> check(Faults& faults) override;
    Result<ImportOutcome> commit(const Digest& content, const CodeMaker& make_code) override;

private:
    struct Customer {
        std::int64_t id = 0;
        std::string ref;
    };
    Result<> check(const Agreement& agreement, Faults& faults);
    Result<OrderCounts> count();
    Result<std::int64_t> save_session(const std::string& name, const Digest& content,
                                      const std::string& nonce);
    Result<bool> give_codes(std::int64_t session, const CodeMaker& make_code);
    Result<std::vector<Customer>> without_code(std::int64_t session, std::int64_t last);
    Result<> give_code(std::int64_t session, const Customer& customer, const CodeMaker& make_code);

    sql::Connection& database_;
    sql::Transaction transaction_;
    std::int64_t staged_ = 0; ///< rows
    SessionKey session_;
    std::optional<std::string> station_name_;
};

Result<> SqlImport::stage(const OrderRow& row) {
    return database_.run_later(
        stage_row, ++staged_, row.order, row.customer_ref, row.customer, row.producer, row.product,
        row.quantity.amount, word(row.quantity.unit), row.unit_price.cents, std::int64_t{row.vat_per_mille},
        word(row.storage), row.location, word(row.fulfilment), row.language, packed(row.customer_ref_place),
        packed(row.customer_place), packed(row.unit_price_place), packed(row.fulfilment_place));
}

Result<> SqlImport::check(Faults& faults) {
    if (auto full = staging_is_full(database_); !full)
        return full;
    for (const auto& agreement : agreements)
        if (auto checked = check(agreement, faults); !checked)
            return checked;
    return Done{};
}

Result<> SqlImport::check(const Agreement& agreement, Faults& faults) {
    auto rows = database_.query(
        fmt::format("SELECT s.number, s.ref, s.{1}, s.{2}, first.{1}, first.{2} FROM staged s JOIN"
                    " (SELECT {0}, min(arrival) AS arrival FROM staged GROUP BY {0} HAVING min({1}) <> "
                    "max({1})) bad USING ({0})"
                    " JOIN staged first ON first.arrival = bad.arrival WHERE s.{1} <> first.{1}",
                    agreement.group, agreement.value, agreement.place));
    if (!rows)
        return rows.error();
    const int group_column = std::string_view(agreement.group) == "ref" ? 1 : 0;
    auto more = rows->step();
    for (; more && *more; more = rows->step())
        faults.add(unpacked(rows->integer(3)),
                   fill(agreement.text, {rows->text(group_column), rows->text(4), rows->text(2),
                                         fmt::format("{}", unpacked(rows->integer(5)).line)}));
    if (!more)
        return more.error();
    return Done{};
}

Result<OrderCounts> SqlImport::count() {
    auto row = database_.query(count_staged);
    if (!row)
        return row.error();
    if (const auto read = row->step(); !read)
        return read.error();
    return OrderCounts{row->integer(0), row->integer(1), row->integer(2), row->integer(3), row->integer(4)};
}

Result<ImportOutcome> SqlImport::commit(const Digest& content, const CodeMaker& make_code) {
    if (auto locked = lock_orders(database_); !locked)
        return locked.error();
    const auto known = find_session(database_, session_);
    if (!known)
        return known.error();
    const auto counts = count();
    if (!counts)
        return counts.error();
    const std::string name = station_name_ ? *station_name_
                             : *known      ? (*known)->station_name
                                           : session_.station;
    if (*known && (*known)->station_name == name &&
        (*known)->content == std::string(content.begin(), content.end()))
        return ImportOutcome{false, (*known)->revision, *counts};

    const auto session = save_session(name, content, make_nonce(session_.text(), make_code));
    if (!session)
        return session.error();
    for (const char* sql : {save_customers, forget_orders, save_orders, forget_lines, save_lines})
        if (auto saved = database_.run_later(sql, *session); !saved)
            return saved.error();
    const auto new_codes = give_codes(*session, make_code);
    if (!new_codes)
        return new_codes.error();
    if (*new_codes || !*known || (*known)->station_name != name)
        if (auto raised = raise_neighbours(database_, *session); !raised)
            return raised.error();
    if (auto dropped = database_.run_later("DROP TABLE staged"); !dropped)
        return dropped.error();
    if (auto committed = transaction_.commit(); !committed)
        return committed.error();
    return ImportOutcome{true, *known ? (*known)->revision + 1 : 1, *counts};
}

/// The nonce is for a session that is new; one that is known keeps its own.
Result<std::int64_t> SqlImport::save_session(const std::string& name, const Digest& content,
                                             const std::string& nonce) {
    auto saved =
        database_.query("INSERT INTO session (station, date, station_name, revision, content, nonce)"
                        " VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT (station, date) DO UPDATE"
                        " SET station_name = excluded.station_name,"
                        " revision = session.revision + 1, content = excluded.content RETURNING id",
                        session_.station, session_.date, name, std::span<const std::uint8_t>(content), nonce);
    if (!saved)
        return saved.error();
    const auto row = saved->step();
    if (!row)
        return row.error();
    require(*row, "a row that was saved is given back");
    return saved->integer(0);
}

/// Those who collect and have no code yet, a page of them behind a row.
Result<std::vector<SqlImport::Customer>> SqlImport::without_code(std::int64_t session, std::int64_t last) {
    auto rows = database_.query(customers_without_code, session, last);
    if (!rows)
        return rows.error();
    std::vector<Customer> page;
    auto more = rows->step();
    for (; more && *more; more = rows->step())
        page.push_back({rows->integer(0), rows->text(1)});
    if (!more)
        return more.error();
    return page;
}

/// Gives a basket and a code to those who have none; says whether there were any.
Result<bool> SqlImport::give_codes(std::int64_t session, const CodeMaker& make_code) {
    std::int64_t last = 0;
    while (true) {
        const auto page = without_code(session, last);
        if (!page)
            return page.error();
        if (page->empty())
            return last > 0;
        // The first code is free for nearly all, so nobody waits for the outcome of each.
        for (const auto& customer : *page) {
            const auto made = make_code(session_.text(), customer.ref, 0);
            auto given = database_.run_later(give_basket, std::span<const std::uint8_t>(made.code.bytes),
                                             made.short_code, session, customer.id);
            if (!given)
                return given.error();
        }
        const auto left = without_code(session, last);
        if (!left)
            return left.error();
        last = page->back().id;
        for (const auto& customer : *left)
            if (customer.id <= last)
                if (auto given = give_code(session, customer, make_code); !given)
                    return given.error();
    }
}

Result<> SqlImport::give_code(std::int64_t session, const Customer& customer, const CodeMaker& make_code) {
    return give_free_code(session_, {customer.ref, customer.ref}, make_code, [&](const CustomerCode& made) {
        return database_.run(give_basket, std::span<const std::uint8_t>(made.code.bytes), made.short_code,
                             session, customer.id);
    });
}

} // namespace

Result<std::unique_ptr<ImportTransaction>> begin_import(sql::Connection& database, const SessionKey& session,
                                                        const std::optional<std::string>& station_name) {
    if (auto prepared = prepare_for_import(database); !prepared)
        return prepared.error();
    auto transaction = sql::Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    if (auto created = create_staging(database); !created)
        return created.error();
    return std::unique_ptr<ImportTransaction>(
        std::make_unique<SqlImport>(database, std::move(*transaction), session, station_name));
}

} // namespace guichet::server
