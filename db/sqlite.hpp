#pragma once
// A small face of SQLite (https://sqlite.org/c3ref/intro.html): one owner of a file, statements,
// transactions. Everything that can fail is a Result whose error says what to do.

#include "kiosk/core/result.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace guichet::db {

/// A prepared statement. Lives no longer than its Database.
class Statement {
public:
    /// Binds a value to the parameter ?index, 1 and up; the value is copied. A value that SQLite refuses
    /// (over 1 GB) is reported by the next step(); an index that does not exist is a broken invariant.
    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, std::string_view text);
    Statement& bind(int index, std::span<const std::uint8_t> blob);

    /// Binds all parameters in their order.
    template <typename... Values>
    Statement& bind_all(const Values&... values) {
        int index = 0;
        (bind(++index, values), ...);
        return *this;
    }

    /// Goes to the next row: true when there is one, false after the last.
    Result<bool> step();

    /// Runs to the end, passing over rows, and resets.
    Result<> run();

    /// Makes the statement ready to run again; what was bound stays bound.
    void reset();

    /// The value of a column of the current row, 0 and up, converted as SQLite does; NULL gives 0 or empty.
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::string blob(int column) const; ///< the bytes
    [[nodiscard]] bool is_null(int column) const;

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
    void note(int code);

    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int bind_failure_ = SQLITE_OK;
};

/// One connection, for one thread at a time. As a writer it is the file's only one: SQLite before 3.51.3 can
/// lose transactions when two connections write or checkpoint at once (https://sqlite.org/wal.html, "The
/// WAL-Reset Bug").
class Database {
public:
    /// Opens the file for reading and writing, creating it when it is missing: WAL, synchronous FULL (a
    /// commit that returned survives a power cut), locked for this connection alone until it is closed,
    /// foreign keys enforced. Fails when the folder is missing, the file is not writable, not a database, or
    /// in use.
    static Result<Database> open(const std::filesystem::path& path);

    /// Opens an existing file for reading; nothing in it is changed. Fails while a writer has it open, and
    /// keeps writers away until it is closed. SQLite needs to be able to make files beside it (FILE-wal,
    /// FILE-shm).
    static Result<Database> open_read_only(const std::filesystem::path& path);

    /// Runs one or more statements without parameters; rows are passed over.
    Result<> execute(const std::string& sql);

    /// Prepares one statement.
    Result<Statement> prepare(std::string_view sql);

    /// Prepares one statement and binds its parameters.
    template <typename... Values>
    Result<Statement> query(std::string_view sql, const Values&... values) {
        auto statement = prepare(sql);
        if (statement)
            statement->bind_all(values...);
        return statement;
    }

    /// Prepares, binds and runs one statement.
    template <typename... Values>
    Result<> run(std::string_view sql, const Values&... values) {
        auto statement = query(sql, values...);
        if (!statement)
            return statement.error();
        return statement->run();
    }

    /// The integer in the first column of the only row of a query without parameters; 0 when there is no row.
    Result<std::int64_t> integer(std::string_view sql);

    /// The rows that the last INSERT, UPDATE or DELETE changed.
    [[nodiscard]] std::int64_t changes() const { return sqlite3_changes64(connection_.get()); }

    /// The row id of the last INSERT.
    [[nodiscard]] std::int64_t last_row_id() const { return sqlite3_last_insert_rowid(connection_.get()); }

    /// The file, as it was given.
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    friend class Transaction;
    struct Close {
        void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
    };
    Database() = default;
    static Result<Database> connect(const std::filesystem::path& path, int flags);

    std::unique_ptr<sqlite3, Close> connection_;
    std::string path_;
};

/// All or nothing: what was not committed is rolled back when the transaction goes out of scope. Lives no
/// longer than its Database, which may be moved meanwhile.
class Transaction {
public:
    /// BEGIN IMMEDIATE. A transaction within a transaction is a broken invariant.
    static Result<Transaction> begin(Database& database);

    Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// Durable when it returns success; on an Error nothing of the transaction happened.
    Result<> commit();

private:
    explicit Transaction(sqlite3* connection) : connection_(connection) {}

    sqlite3* connection_;
};

} // namespace guichet::db
