// The codes of a session in SQLite: the customers' own, those of proxies, and what is no longer good.

#include "server/sqlite_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace guichet::server {

namespace {

constexpr std::uint64_t most_attempts = 100;

constexpr const char* select_codes = R"(
    SELECT ref, basket, code, short_code FROM customer c
    WHERE session = ?1 AND (?2 = '' OR ref = ?2)
      AND EXISTS (SELECT 1 FROM customer_order o WHERE o.customer = c.id AND o.present = 1
                  AND o.fulfilment = 'pickup')
    ORDER BY basket)";

constexpr const char* select_proxies = R"(
    SELECT p.number, c.ref, c.basket, c.name, p.collector, p.code, p.short_code, p.revoked
    FROM proxy p JOIN customer c ON c.id = p.customer
    WHERE p.session = ?1 ORDER BY p.number)";

constexpr const char* insert_proxy = R"(
    INSERT OR IGNORE INTO proxy (session, number, customer, collector, code, short_code)
    SELECT ?1, (SELECT coalesce(max(number), 0) + 1 FROM proxy WHERE session = ?1), id, ?3, ?4, ?5
    FROM customer WHERE session = ?1 AND ref = ?2)";

bool copy_code(const std::string& bytes, PickupCode& code) {
    if (bytes.size() != code.bytes.size())
        return false;
    std::transform(bytes.begin(), bytes.end(), code.bytes.begin(),
                   [](char byte) { return static_cast<std::uint8_t>(byte); });
    return true;
}

Error damaged(const db::Database& database, const std::string& whose) {
    return fail("The code of {0} in {1} is damaged: restore the store from its backup.", whose,
                database.path());
}

Error no_free_code(const std::string& whose, const SessionKey& session) {
    return fail("No free short code was found for {0} in session {1}.", whose, session.text());
}

Result<SessionRow> known_session(db::Database& database, const SessionKey& session) {
    auto row = find_session(database, session);
    if (!row)
        return row.error();
    if (!*row)
        return unknown_session(session);
    return std::move(**row);
}

Result<std::vector<CodeRecord>> read_codes(db::Database& database, std::int64_t session,
                                           const std::string& only) {
    auto rows = database.query(select_codes, session, only);
    if (!rows)
        return rows.error();
    std::vector<CodeRecord> records;
    auto more = rows->step();
    for (; more && *more; more = rows->step()) {
        CodeRecord record{rows->text(0), basket_id(rows->integer(1)), {{}, rows->text(3)}};
        if (!copy_code(rows->blob(2), record.code.code))
            return damaged(database, record.customer_ref);
        records.push_back(std::move(record));
    }
    if (!more)
        return more.error();
    return records;
}

/// The code of one who collects in the session.
Result<CodeRecord> code_of(db::Database& database, const SessionKey& session, std::int64_t id,
                           const std::string& customer_ref) {
    auto found = read_codes(database, id, customer_ref);
    if (!found)
        return found.error();
    if (customer_ref.empty() || found->empty())
        return fail("Nobody with the reference “{0}” collects in session {1}: look into codes.csv, which "
                    "`guichet-server codes` writes.",
                    customer_ref, session.text());
    return std::move(found->front());
}

Result<ProxyRecord> find_proxy(db::Database& database, const SessionKey& session, std::int64_t id,
                               const std::string& name) {
    auto all = read_proxies(database, id);
    if (!all)
        return all.error();
    const auto short_code = read_short_code(name);
    const auto found = std::find_if(all->begin(), all->end(), [&](const ProxyRecord& proxy) {
        return proxy.id == name || (short_code && proxy.code.short_code == *short_code);
    });
    if (found == all->end())
        return fail("There is no proxy “{0}” in session {1}: give its number, such as P0003, or its short "
                    "code; `guichet-server proxy list` tells both.",
                    name, session.text());
    return std::move(*found);
}

/// A change of codes: this session's manifest has a new revision, and those that know its codes too.
Result<> raise_revisions(db::Database& database, std::int64_t session) {
    if (auto raised = database.run("UPDATE session SET revision = revision + 1 WHERE id = ?", session);
        !raised)
        return raised;
    return raise_neighbours(database, session);
}

/// Puts a new code in the place of a customer's own.
Result<> replace_code(db::Database& database, const SessionKey& session, std::int64_t id,
                      const CodeRecord& old, const CodeMaker& make_code) {
    auto kept = database.run("INSERT INTO revoked_code (session, customer, code, short_code)"
                             " SELECT session, id, code, short_code FROM customer"
                             " WHERE session = ? AND ref = ?",
                             id, old.customer_ref);
    if (!kept)
        return kept;
    for (std::uint64_t attempt = 0; attempt < most_attempts; ++attempt) {
        const auto made =
            make_code(session.text(), old.customer_ref + " after " + old.code.short_code, attempt);
        auto given = database.run("UPDATE OR IGNORE customer SET code = ?, short_code = ?"
                                  " WHERE session = ? AND ref = ?",
                                  std::span<const std::uint8_t>(made.code.bytes), made.short_code, id,
                                  old.customer_ref);
        if (!given)
            return given;
        if (database.changes() == 1)
            return Done{};
    }
    return no_free_code(old.customer_ref, session);
}

} // namespace

std::string proxy_id(std::int64_t number) {
    return fmt::format("P{:04}", number);
}

Result<std::vector<ProxyRecord>> read_proxies(db::Database& database, std::int64_t session) {
    auto rows = database.query(select_proxies, session);
    if (!rows)
        return rows.error();
    std::vector<ProxyRecord> proxies;
    auto more = rows->step();
    for (; more && *more; more = rows->step()) {
        ProxyRecord proxy{proxy_id(rows->integer(0)),
                          rows->text(1),
                          basket_id(rows->integer(2)),
                          rows->text(3),
                          rows->text(4),
                          {{}, rows->text(6)},
                          rows->integer(7) != 0};
        if (!copy_code(rows->blob(5), proxy.code.code))
            return damaged(database, proxy.id);
        proxies.push_back(std::move(proxy));
    }
    if (!more)
        return more.error();
    return proxies;
}

Result<std::vector<CodeRecord>> load_codes(db::Database& database, const SessionKey& session) {
    const auto row = known_session(database, session);
    return row ? read_codes(database, row->id, "") : Result<std::vector<CodeRecord>>(row.error());
}

Result<std::vector<ProxyRecord>> load_proxies(db::Database& database, const SessionKey& session) {
    const auto row = known_session(database, session);
    return row ? read_proxies(database, row->id) : Result<std::vector<ProxyRecord>>(row.error());
}

Result<ProxyRecord> issue_proxy(db::Database& database, const SessionKey& session,
                                const std::string& customer_ref, const std::string& collector,
                                const CodeMaker& make_code) {
    auto transaction = db::Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    const auto row = known_session(database, session);
    if (!row)
        return row.error();
    if (auto known = code_of(database, session, row->id, customer_ref); !known)
        return known.error();
    const auto before = read_proxies(database, row->id);
    if (!before)
        return before.error();
    const auto whose =
        fmt::format("proxy {} of {}", proxy_id(std::ssize(*before) + 1), customer_ref); // for seeded codes
    bool given = false;
    for (std::uint64_t attempt = 0; !given && attempt < most_attempts; ++attempt) {
        const auto made = make_code(session.text(), whose, attempt);
        auto inserted = database.run(insert_proxy, row->id, customer_ref, collector,
                                     std::span<const std::uint8_t>(made.code.bytes), made.short_code);
        if (!inserted)
            return inserted.error();
        given = database.changes() == 1;
    }
    if (!given)
        return no_free_code(whose, session);
    if (auto raised = raise_revisions(database, row->id); !raised)
        return raised.error();
    auto all = read_proxies(database, row->id);
    if (!all)
        return all.error();
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return std::move(all->back());
}

Result<ProxyRecord> revoke_proxy(db::Database& database, const SessionKey& session, const std::string& name) {
    auto transaction = db::Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    const auto row = known_session(database, session);
    if (!row)
        return row.error();
    auto proxy = find_proxy(database, session, row->id, name);
    if (!proxy || proxy->revoked)
        return proxy;
    auto revoked = database.run("UPDATE proxy SET revoked = 1 WHERE session = ? AND short_code = ?", row->id,
                                proxy->code.short_code);
    if (revoked)
        revoked = raise_revisions(database, row->id);
    if (revoked)
        revoked = transaction->commit();
    if (!revoked)
        return revoked.error();
    proxy->revoked = true;
    return proxy;
}

Result<CodeRecord> reissue_code(db::Database& database, const SessionKey& session,
                                const std::string& customer_ref, const CodeMaker& make_code) {
    auto transaction = db::Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    const auto row = known_session(database, session);
    if (!row)
        return row.error();
    const auto old = code_of(database, session, row->id, customer_ref);
    if (!old)
        return old;
    auto replaced = replace_code(database, session, row->id, *old, make_code);
    if (replaced)
        replaced = raise_revisions(database, row->id);
    if (!replaced)
        return replaced.error();
    auto made = code_of(database, session, row->id, customer_ref);
    if (!made)
        return made;
    if (auto committed = transaction->commit(); !committed)
        return committed.error();
    return made;
}

Result<> raise_neighbours(db::Database& database, std::int64_t session) {
    auto others = database.query("SELECT id FROM session WHERE id <> ?", session);
    if (!others)
        return others.error();
    std::vector<std::int64_t> raised;
    auto more = others->step();
    for (; more && *more; more = others->step()) {
        const auto nearest = nearest_sessions(database, others->integer(0));
        if (!nearest)
            return nearest.error();
        if (std::find(nearest->begin(), nearest->end(), session) != nearest->end())
            raised.push_back(others->integer(0));
    }
    if (!more)
        return more.error();
    for (const auto other : raised)
        if (auto done = database.run("UPDATE session SET revision = revision + 1 WHERE id = ?", other); !done)
            return done;
    return Done{};
}

} // namespace guichet::server
