// The codes of a session in the store: the customers' own, those of proxies, and what is no longer good.

#include "server/store_dialect.hpp"
#include "server/store_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace guichet::server {

namespace {

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

// Triggers keep what somebody else in the session has or had from being given; what proxies have, and here
// below what customers have, these statements themselves.
constexpr const char* insert_proxy = R"(
    INSERT INTO proxy (session, number, customer, collector, code, short_code)
    SELECT ?1, (SELECT coalesce(max(number), 0) + 1 FROM proxy WHERE session = ?1), id, ?3, ?4, ?5
    FROM customer WHERE session = ?1 AND ref = ?2
    ON CONFLICT (session, short_code) DO NOTHING)";

constexpr const char* update_code = R"(
    UPDATE customer SET code = ?1, short_code = ?2
    WHERE session = ?3 AND ref = ?4
      AND NOT EXISTS (SELECT 1 FROM customer WHERE session = ?3 AND short_code = ?2))";

bool copy_code(const std::string& bytes, PickupCode& code) {
    if (bytes.size() != code.bytes.size())
        return false;
    std::transform(bytes.begin(), bytes.end(), code.bytes.begin(),
                   [](char byte) { return static_cast<std::uint8_t>(byte); });
    return true;
}

Error damaged(const sql::Connection& database, const std::string& whose) {
    return fail("The code of {0} in {1} is damaged: restore the store from its backup.", whose,
                database.name());
}

Result<SessionRow> known_session(sql::Connection& database, const SessionKey& session) {
    auto row = find_session(database, session);
    if (!row)
        return row.error();
    if (!*row)
        return unknown_session(session);
    return std::move(**row);
}

/// Makes a record of each row; `read` gives its Result.
template <typename Record, typename Read>
Result<std::vector<Record>> records_of(Result<sql::Rows> rows, const Read& read) {
    if (!rows)
        return rows.error();
    std::vector<Record> records;
    auto more = rows->step();
    for (; more && *more; more = rows->step()) {
        Result<Record> record = read(*rows);
        if (!record)
            return record.error();
        records.push_back(std::move(*record));
    }
    if (!more)
        return more.error();
    return records;
}

Result<std::vector<CodeRecord>> read_codes(sql::Connection& database, std::int64_t session,
                                           const std::string& only) {
    return records_of<CodeRecord>(
        database.query(select_codes, session, only), [&](const sql::Rows& row) -> Result<CodeRecord> {
            CodeRecord record{row.text(0), basket_id(row.integer(1)), {{}, row.text(3)}};
            if (!copy_code(row.blob(2), record.code.code))
                return damaged(database, record.customer_ref);
            return record;
        });
}

/// The code of one who collects in the session.
Result<CodeRecord> code_of(sql::Connection& database, const SessionKey& session, std::int64_t id,
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

Result<ProxyRecord> find_proxy(sql::Connection& database, const SessionKey& session, std::int64_t id,
                               const std::string& name) {
    auto all = read_proxies(database, id);
    if (!all)
        return all.error();
    const auto short_code = read_short_code(name);
    std::string number = name;
    if (number.starts_with('p')) // as people type it
        number.front() = 'P';
    const auto found = std::find_if(all->begin(), all->end(), [&](const ProxyRecord& proxy) {
        return proxy.id == number || (short_code && proxy.code.short_code == *short_code);
    });
    if (found == all->end())
        return fail("There is no proxy “{0}” in session {1}: give its number, such as P0003, or its short "
                    "code; `guichet-server proxy list` tells both.",
                    name, session.text());
    return std::move(*found);
}

/// A change of a session's codes, until it is committed.
class CodeChange {
public:
    static Result<CodeChange> begin(sql::Connection& database, const SessionKey& session) {
        auto transaction = sql::Transaction::begin(database);
        if (!transaction)
            return transaction.error();
        if (auto locked = lock_orders(database); !locked)
            return locked.error();
        const auto row = known_session(database, session);
        if (!row)
            return row.error();
        return CodeChange(database, std::move(*transaction), row->id);
    }

    /// The session's row.
    [[nodiscard]] std::int64_t session() const { return session_; }

    /// This session's manifest has a new revision, and those that know its codes too.
    [[nodiscard]] Result<> commit() {
        auto raised =
            database_.run_later("UPDATE session SET revision = revision + 1 WHERE id = ?", session_);
        if (raised)
            raised = raise_neighbours(database_, session_);
        return raised ? transaction_.commit() : raised;
    }

private:
    CodeChange(sql::Connection& database, sql::Transaction transaction, std::int64_t session)
        : database_(database), transaction_(std::move(transaction)), session_(session) {}

    sql::Connection& database_;
    sql::Transaction transaction_;
    std::int64_t session_;
};

/// Puts a new code in the place of a customer's own.
Result<> replace_code(sql::Connection& database, const SessionKey& session, std::int64_t id,
                      const CodeRecord& old, const CodeMaker& make_code) {
    auto kept = database.run("INSERT INTO revoked_code (session, customer, code, short_code)"
                             " SELECT session, id, code, short_code FROM customer"
                             " WHERE session = ? AND ref = ?",
                             id, old.customer_ref);
    if (!kept)
        return kept.error();
    const auto seed_words = old.customer_ref + " after " + old.code.short_code;
    return give_free_code(session, {old.customer_ref, seed_words}, make_code, [&](const CustomerCode& made) {
        return database.run(update_code, std::span<const std::uint8_t>(made.code.bytes), made.short_code, id,
                            old.customer_ref);
    });
}

} // namespace

std::string proxy_id(std::int64_t number) {
    return fmt::format("P{:04}", number);
}

Result<std::vector<ProxyRecord>> read_proxies(sql::Connection& database, std::int64_t session) {
    return records_of<ProxyRecord>(database.query(select_proxies, session),
                                   [&](const sql::Rows& row) -> Result<ProxyRecord> {
                                       ProxyRecord proxy{proxy_id(row.integer(0)),
                                                         row.text(1),
                                                         basket_id(row.integer(2)),
                                                         row.text(3),
                                                         row.text(4),
                                                         {{}, row.text(6)},
                                                         row.integer(7) != 0};
                                       if (!copy_code(row.blob(5), proxy.code.code))
                                           return damaged(database, proxy.id);
                                       return proxy;
                                   });
}

Result<std::vector<CodeRecord>> load_codes(sql::Connection& database, const SessionKey& session) {
    const auto row = known_session(database, session);
    return row ? read_codes(database, row->id, "") : Result<std::vector<CodeRecord>>(row.error());
}

Result<std::vector<ProxyRecord>> load_proxies(sql::Connection& database, const SessionKey& session) {
    const auto row = known_session(database, session);
    return row ? read_proxies(database, row->id) : Result<std::vector<ProxyRecord>>(row.error());
}

Result<> give_free_code(const SessionKey& session, const CodeOwner& owner, const CodeMaker& make_code,
                        const std::function<Result<std::int64_t>(const CustomerCode&)>& give) {
    constexpr std::uint64_t most_attempts = 100;
    for (std::uint64_t attempt = 0; attempt < most_attempts; ++attempt) {
        const auto changed = give(make_code(session.text(), owner.seed_words, attempt));
        if (!changed)
            return changed.error();
        if (*changed == 1)
            return Done{};
    }
    return fail("No free short code was found for {0} in session {1}.", owner.name, session.text());
}

Result<ProxyRecord> issue_proxy(sql::Connection& database, const SessionKey& session,
                                const std::string& customer_ref, const std::string& collector,
                                const CodeMaker& make_code) {
    auto change = CodeChange::begin(database, session);
    if (!change)
        return change.error();
    if (auto known = code_of(database, session, change->session(), customer_ref); !known)
        return known.error();
    const auto before = read_proxies(database, change->session());
    if (!before)
        return before.error();
    const auto whose = fmt::format("proxy {} of {}", proxy_id(std::ssize(*before) + 1), customer_ref);
    auto given = give_free_code(session, {whose, whose}, make_code, [&](const CustomerCode& made) {
        return database.run(insert_proxy, change->session(), customer_ref, collector,
                            std::span<const std::uint8_t>(made.code.bytes), made.short_code);
    });
    if (!given)
        return given.error();
    auto all = read_proxies(database, change->session());
    if (!all)
        return all.error();
    if (auto committed = change->commit(); !committed)
        return committed.error();
    return std::move(all->back());
}

Result<ProxyRecord> revoke_proxy(sql::Connection& database, const SessionKey& session,
                                 const std::string& name) {
    auto change = CodeChange::begin(database, session);
    if (!change)
        return change.error();
    auto proxy = find_proxy(database, session, change->session(), name);
    if (!proxy || proxy->revoked)
        return proxy;
    auto revoked = database.run_later("UPDATE proxy SET revoked = 1 WHERE session = ? AND short_code = ?",
                                      change->session(), proxy->code.short_code);
    if (revoked)
        revoked = change->commit();
    if (!revoked)
        return revoked.error();
    proxy->revoked = true;
    return proxy;
}

Result<CodeRecord> reissue_code(sql::Connection& database, const SessionKey& session,
                                const std::string& customer_ref, const CodeMaker& make_code) {
    auto change = CodeChange::begin(database, session);
    if (!change)
        return change.error();
    const auto old = code_of(database, session, change->session(), customer_ref);
    if (!old)
        return old.error();
    if (auto replaced = replace_code(database, session, change->session(), *old, make_code); !replaced)
        return replaced.error();
    auto made = code_of(database, session, change->session(), customer_ref);
    if (!made)
        return made;
    if (auto committed = change->commit(); !committed)
        return committed.error();
    return made;
}

} // namespace guichet::server
