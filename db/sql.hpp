#pragma once
// One face of the server's databases, so that each statement is written once: SQLite and PostgreSQL. The SQL
// is what both understand; parameters are ?, or ?1, ?2 … where one is used twice.

#include "kiosk/core/result.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace guichet::sql {

enum class Dialect : std::uint8_t { sqlite, postgresql };

/// A parameter: a whole number, a text (UTF-8), or bytes. What it refers to is read before the call returns.
using Value = std::variant<std::int64_t, std::string_view, std::span<const std::uint8_t>>;

/// The rows of a query, as a database gives them.
class Cursor {
public:
    Cursor() = default;
    virtual ~Cursor() = default;
    Cursor(const Cursor&) = delete;
    Cursor& operator=(const Cursor&) = delete;

    virtual Result<bool> step() = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string text(int column) const = 0;
    [[nodiscard]] virtual std::string blob(int column) const = 0;
    [[nodiscard]] virtual bool is_null(int column) const = 0;
};

/// The rows of a query. Lives no longer than its Connection.
class Rows {
public:
    explicit Rows(std::unique_ptr<Cursor> cursor) : cursor_(std::move(cursor)) {}

    /// Goes to the next row: true when there is one, false after the last.
    Result<bool> step() { return cursor_->step(); }

    /// The value of a column of the current row, 0 and up; NULL gives 0 or empty. A number is a text, too.
    [[nodiscard]] std::int64_t integer(int column) const { return cursor_->integer(column); }
    [[nodiscard]] std::string text(int column) const { return cursor_->text(column); }
    [[nodiscard]] std::string blob(int column) const { return cursor_->blob(column); } ///< the bytes
    [[nodiscard]] bool is_null(int column) const { return cursor_->is_null(column); }

private:
    std::unique_ptr<Cursor> cursor_;
};

/// What a transaction sees of others'.
enum class Isolation : std::uint8_t {
    newest,  ///< each statement sees what was committed before it; for changes
    snapshot ///< all statements see the same; for reading
};

/// One connection, for one thread at a time. A statement outside of a transaction is one of its own.
class Connection {
public:
    Connection() = default;
    virtual ~Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] virtual Dialect dialect() const = 0;

    /// The database, as people know it; no password is in it.
    [[nodiscard]] virtual const std::string& name() const = 0;

    /// Runs a query. The rows of one query may be read while others run.
    template <typename... Values>
    Result<Rows> query(std::string_view sql, const Values&... values) {
        return run_query(sql, std::array<Value, sizeof...(values)>{Value(values)...});
    }

    /// Runs a statement and gives the number of rows that it inserted, changed or deleted.
    template <typename... Values>
    Result<std::int64_t> run(std::string_view sql, const Values&... values) {
        return run_now(sql, std::array<Value, sizeof...(values)>{Value(values)...});
    }

    /// Runs a statement whose outcome nobody waits for: where the database is far, it is sent with the next
    /// one that is waited for. Its failure is told by that one, by `flush`, or by the commit.
    template <typename... Values>
    Result<> run_later(std::string_view sql, const Values&... values) {
        return run_queued(sql, std::array<Value, sizeof...(values)>{Value(values)...});
    }

    /// The same with any number of parameters.
    Result<> run_later_with(std::string_view sql, std::span<const Value> values) {
        return run_queued(sql, values);
    }

    /// Waits for all that runs later.
    virtual Result<> flush() = 0;

    /// Runs one or more statements without parameters.
    virtual Result<> script(const std::string& statements) = 0;

    /// Makes sure that the database is there, before a call that begins anew: connects again when the
    /// connection was lost.
    virtual Result<> ensure() = 0;

    /// Whether the last failure was none of the statement's but of the moment (others changed the same): the
    /// whole transaction may succeed when it is done again.
    [[nodiscard]] virtual bool may_succeed_again() const = 0;

protected:
    friend class Transaction;
    virtual Result<Rows> run_query(std::string_view sql, std::span<const Value> values) = 0;
    virtual Result<std::int64_t> run_now(std::string_view sql, std::span<const Value> values) = 0;
    virtual Result<> run_queued(std::string_view sql, std::span<const Value> values) = 0;
    virtual Result<> begin(Isolation isolation) = 0;
    virtual Result<> commit() = 0;
    virtual void roll_back() = 0;
};

/// All or nothing: what was not committed is rolled back when the transaction goes out of scope. Lives no
/// longer than its Connection.
class Transaction {
public:
    /// A transaction within a transaction is a broken invariant.
    static Result<Transaction> begin(Connection& connection, Isolation isolation = Isolation::newest) {
        if (auto begun = connection.begin(isolation); !begun)
            return begun.error();
        return Transaction(connection);
    }

    Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction() {
        if (connection_ != nullptr)
            connection_->roll_back();
    }

    /// Durable when it returns success. On an Error nothing of the transaction happened, except when the
    /// connection was lost at that very moment: then all of it may have.
    Result<> commit() {
        require(connection_ != nullptr, "a transaction is committed once");
        auto committed = connection_->commit();
        if (committed)
            connection_ = nullptr;
        return committed;
    }

private:
    explicit Transaction(Connection& connection) : connection_(&connection) {}

    Connection* connection_;
};

} // namespace guichet::sql
