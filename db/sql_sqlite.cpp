#include "db/sql_sqlite.hpp"

#include <functional>
#include <map>
#include <optional>

namespace guichet::sql {

namespace {

/// Statements that were prepared and are not in use, by their text.
class PreparedStatements {
public:
    /// Takes one out, preparing it when there is none.
    Result<db::Statement> take(db::Database& database, std::string_view sql) {
        auto known = statements_.find(sql);
        if (known == statements_.end())
            return database.prepare(sql);
        auto statement = std::move(known->second);
        statements_.erase(known);
        return statement;
    }

    /// Takes one back that can run again.
    void keep(std::string sql, db::Statement statement) {
        statement.reset();
        if (statements_.size() < most_kept)
            statements_.insert_or_assign(std::move(sql), std::move(statement));
    }

private:
    static constexpr std::size_t most_kept = 64; // more than the program has
    std::map<std::string, db::Statement, std::less<>> statements_;
};

class SqliteCursor final : public Cursor {
public:
    SqliteCursor(PreparedStatements& prepared, std::string_view sql, db::Statement statement)
        : prepared_(prepared), sql_(sql), statement_(std::move(statement)) {}
    SqliteCursor(const SqliteCursor&) = delete;
    SqliteCursor& operator=(const SqliteCursor&) = delete;
    ~SqliteCursor() override {
        if (!failed_)
            prepared_.keep(std::move(sql_), std::move(statement_));
    }

    Result<bool> step() override {
        auto row = statement_.step();
        failed_ = !row.ok();
        return row;
    }
    [[nodiscard]] std::int64_t integer(int column) const override { return statement_.integer(column); }
    [[nodiscard]] std::string text(int column) const override { return statement_.text(column); }
    [[nodiscard]] std::string blob(int column) const override { return statement_.blob(column); }
    [[nodiscard]] bool is_null(int column) const override { return statement_.is_null(column); }

private:
    PreparedStatements& prepared_;
    std::string sql_;
    db::Statement statement_;
    bool failed_ = false;
};

class SqliteConnection final : public Connection {
public:
    explicit SqliteConnection(db::Database database) : database_(std::move(database)) {}

    [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
    [[nodiscard]] const std::string& name() const override { return database_.path(); }
    Result<> flush() override { return Done{}; }
    Result<> script(const std::string& statements) override { return database_.execute(statements); }
    Result<> ensure() override { return Done{}; }
    [[nodiscard]] bool may_succeed_again() const override { return false; }

protected:
    Result<Rows> run_query(std::string_view sql, std::span<const Value> values) override {
        auto statement = bound(sql, values);
        if (!statement)
            return statement.error();
        return Rows(std::make_unique<SqliteCursor>(prepared_, sql, std::move(*statement)));
    }
    Result<std::int64_t> run_now(std::string_view sql, std::span<const Value> values) override {
        auto statement = bound(sql, values);
        if (!statement)
            return statement.error();
        if (auto done = statement->run(); !done)
            return done.error();
        prepared_.keep(std::string(sql), std::move(*statement));
        return database_.changes();
    }
    Result<> run_queued(std::string_view sql, std::span<const Value> values) override {
        if (auto done = run_now(sql, values); !done)
            return done.error();
        return Done{};
    }
    // One connection has the file, and one thread the connection: whoever reads sees a snapshot anyway.
    Result<> begin(Isolation isolation) override {
        if (isolation == Isolation::snapshot)
            return Done{};
        auto begun = db::Transaction::begin(database_);
        if (!begun)
            return begun.error();
        transaction_.emplace(std::move(*begun));
        return Done{};
    }
    Result<> commit() override {
        auto committed = transaction_ ? transaction_->commit() : Result<>();
        if (committed)
            transaction_.reset();
        return committed;
    }
    void roll_back() override { transaction_.reset(); }

private:
    Result<db::Statement> bound(std::string_view sql, std::span<const Value> values) {
        auto statement = prepared_.take(database_, sql);
        if (!statement)
            return statement;
        int index = 0;
        for (const auto& value : values)
            std::visit([&](const auto& bound) { statement->bind(++index, bound); }, value);
        return statement;
    }

    db::Database database_;
    PreparedStatements prepared_;
    std::optional<db::Transaction> transaction_;
};

} // namespace

std::unique_ptr<Connection> connect(db::Database database) {
    return std::make_unique<SqliteConnection>(std::move(database));
}

} // namespace guichet::sql
