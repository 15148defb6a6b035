#include "db/sql_postgresql.hpp"

#include "db/postgresql_errors.hpp"
#include "db/postgresql_values.hpp"

#include <fmt/format.h>

#include <poll.h>

#include <array>
#include <functional>
#include <map>
#include <optional>

namespace guichet::sql {

namespace {

struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};

/// Statements that are sent before their answers are read. The server's answers to them fit into what a
/// socket holds, so that neither side waits for the other for ever.
constexpr std::size_t most_queued = 256;

/// What a connection begins with. Who set a time for statements keeps it; nobody may have commits that are
/// not on disk; of a client that is gone the server lets go, and of its locks. Our tables are read by their
/// indexes, in order: as long as a new database has not counted its rows, it would rather read all and sort
/// them.
constexpr const char* settings = R"(
    SELECT set_config('statement_timeout', '60s', false) WHERE current_setting('statement_timeout') = '0';
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
    SET idle_in_transaction_session_timeout = '5min';
    SET tcp_keepalives_idle = 30;
    SET tcp_keepalives_interval = 10;
    SET tcp_keepalives_count = 3;
    SET default_transaction_isolation = 'read committed';
    SET enable_bitmapscan = off;
    SET jit = off)";

class PostgresqlConnection final : public Connection {
public:
    explicit PostgresqlConnection(std::string url) : url_(std::move(url)) {}

    [[nodiscard]] Dialect dialect() const override { return Dialect::postgresql; }
    [[nodiscard]] const std::string& name() const override { return name_; }
    Result<> flush() override;
    Result<> script(const std::string& statements) override;
    Result<> ensure() override;
    [[nodiscard]] bool may_succeed_again() const override { return may_succeed_again_; }

protected:
    Result<Rows> run_query(std::string_view sql, std::span<const Value> values) override;
    Result<std::int64_t> run_now(std::string_view sql, std::span<const Value> values) override;
    Result<> run_queued(std::string_view sql, std::span<const Value> values) override;
    Result<> begin(Isolation isolation) override;
    Result<> commit() override;
    void roll_back() override;

private:
    using Prepared = std::map<std::string, std::string, std::less<>>;

    Result<> connect();
    Result<> configure();
    [[nodiscard]] bool is_alive() const;
    Result<> send(std::string_view sql, std::span<const Value> values);
    Result<Prepared::const_iterator> prepare(std::string_view sql, const Parameters& parameters);
    Result<ResultOwner> receive();
    Result<ResultOwner> ask(std::string_view sql, std::span<const Value> values);
    Error failed(const Failure& failure);
    Error lost();

    std::string url_;
    std::string name_ = "the PostgreSQL database";
    std::unique_ptr<PGconn, Finish> connection_;     ///< none: it was lost
    Prepared prepared_;                              ///< statements, by text: their names at the server
    std::vector<Prepared::const_iterator> unproven_; ///< of these, prepared since the last answer
    std::int64_t names_given_ = 0;
    std::size_t queued_ = 0;
    bool in_transaction_ = false;
    bool may_succeed_again_ = false;
};

/// The database as people know it.
std::string name_of(const PGconn* connection) {
    const std::string host = PQhost(connection);
    const std::string database = PQdb(connection);
    if (host.starts_with('/') || host.empty())
        return fmt::format("postgresql:///{}", database);
    return fmt::format("postgresql://{}:{}/{}", host, PQport(connection), database);
}

Result<> PostgresqlConnection::connect() {
    connection_.reset();
    prepared_.clear();
    unproven_.clear();
    queued_ = 0;
    in_transaction_ = false;
    // Later words win: ours before the URL are defaults, those behind it are fixed.
    const std::array words{"connect_timeout",  "keepalives_idle",  "keepalives_interval",
                           "keepalives_count", "tcp_user_timeout", "application_name",
                           "dbname",           "client_encoding",  static_cast<const char*>(nullptr)};
    const std::array values{"10",         "30",    "10",
                            "3",          "60000", "guichet-server",
                            url_.c_str(), "UTF8",  static_cast<const char*>(nullptr)};
    static_assert(words.size() == values.size());
    connection_.reset(PQconnectdbParams(words.data(), values.data(), 1));
    require(connection_ != nullptr, "there is memory for a connection");
    if (PQstatus(connection_.get()) != CONNECTION_OK) {
        auto error = explain_refused_connection(connection_.get(), name_of(connection_.get()));
        connection_.reset();
        return error;
    }
    name_ = name_of(connection_.get());
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
    return configure();
}

Result<> PostgresqlConnection::configure() {
    const ResultOwner set(PQexec(connection_.get(), settings));
    const auto status = PQresultStatus(set.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return failed(explain(set.get(), connection_.get(), name_));
    require(PQenterPipelineMode(connection_.get()) == 1, "a connection that is idle can be a pipeline");
    return Done{};
}

/// Whether the connection is there, as far as this machine knows. To an idle one the server only says that it
/// ends, or something of no use to us: then a new one is as good.
bool PostgresqlConnection::is_alive() const {
    if (connection_ == nullptr || PQstatus(connection_.get()) != CONNECTION_OK)
        return false;
    pollfd socket{PQsocket(connection_.get()), POLLIN, 0};
    return ::poll(&socket, 1, 0) == 0;
}

Result<> PostgresqlConnection::ensure() {
    may_succeed_again_ = false;
    if (in_transaction_ && connection_ != nullptr)
        return Done{}; // whose it is hears of its end
    return is_alive() ? Result<>() : connect();
}

Error PostgresqlConnection::lost() {
    auto error = connection_ == nullptr ? fail("The connection to {0} was lost: try again.", name_)
                                        : explain_lost_connection(connection_.get(), name_);
    connection_.reset();
    may_succeed_again_ = false;
    return error;
}

Error PostgresqlConnection::failed(const Failure& failure) {
    for (const auto& statement : unproven_)
        prepared_.erase(statement);
    unproven_.clear();
    may_succeed_again_ = failure.trouble == Trouble::moment;
    if (failure.trouble == Trouble::connection)
        connection_.reset();
    return failure.error;
}

Result<PostgresqlConnection::Prepared::const_iterator>
PostgresqlConnection::prepare(std::string_view sql, const Parameters& parameters) {
    if (const auto known = prepared_.find(sql); known != prepared_.end())
        return Prepared::const_iterator(known);
    auto name = fmt::format("s{}", ++names_given_);
    if (PQsendPrepare(connection_.get(), name.c_str(), positional(sql).c_str(), parameters.count(),
                      parameters.types()) != 1)
        return lost();
    const Prepared::const_iterator added = prepared_.emplace(sql, std::move(name)).first;
    unproven_.push_back(added);
    return added;
}

Result<> PostgresqlConnection::send(std::string_view sql, std::span<const Value> values) {
    if (connection_ == nullptr)
        return lost();
    const Parameters parameters(values);
    const auto statement = prepare(sql, parameters);
    if (!statement)
        return statement.error();
    constexpr int binary = 1;
    if (PQsendQueryPrepared(connection_.get(), (*statement)->second.c_str(), parameters.count(),
                            parameters.values(), parameters.lengths(), parameters.formats(), binary) != 1)
        return lost();
    ++queued_;
    return Done{};
}

/// Reads the answers to all that was sent; gives the last one, or the first failure.
Result<ResultOwner> PostgresqlConnection::receive() {
    if (connection_ == nullptr || PQpipelineSync(connection_.get()) != 1)
        return lost();
    queued_ = 0;
    ResultOwner last;
    std::optional<Failure> failure;
    bool between = false; // an empty result stands behind each answer
    while (true) {
        ResultOwner result(PQgetResult(connection_.get()));
        if (result == nullptr && (between || PQstatus(connection_.get()) != CONNECTION_OK))
            return failure ? failed({Trouble::connection, failure->error}) : lost();
        between = result == nullptr;
        if (between)
            continue;
        const auto status = PQresultStatus(result.get());
        if (status == PGRES_PIPELINE_SYNC)
            break;
        if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
            last = std::move(result);
        else if (status != PGRES_PIPELINE_ABORTED && !failure)
            failure = explain(result.get(), connection_.get(), name_);
    }
    if (failure)
        return failed(*failure);
    unproven_.clear();
    may_succeed_again_ = false;
    return last;
}

Result<ResultOwner> PostgresqlConnection::ask(std::string_view sql, std::span<const Value> values) {
    if (auto sent = send(sql, values); !sent)
        return sent.error();
    return receive();
}

Result<> PostgresqlConnection::flush() {
    if (queued_ == 0)
        return Done{};
    if (auto received = receive(); !received)
        return received.error();
    return Done{};
}

Result<Rows> PostgresqlConnection::run_query(std::string_view sql, std::span<const Value> values) {
    auto answer = ask(sql, values);
    if (!answer)
        return answer.error();
    return Rows(cursor_over(std::move(*answer)));
}

Result<std::int64_t> PostgresqlConnection::run_now(std::string_view sql, std::span<const Value> values) {
    const auto answer = ask(sql, values);
    if (!answer)
        return answer.error();
    return std::strtoll(PQcmdTuples(answer->get()), nullptr, 10);
}

Result<> PostgresqlConnection::run_queued(std::string_view sql, std::span<const Value> values) {
    if (auto sent = send(sql, values); !sent)
        return sent;
    return queued_ < most_queued ? Result<>() : flush();
}

Result<> PostgresqlConnection::script(const std::string& statements) {
    if (auto flushed = flush(); !flushed)
        return flushed;
    if (connection_ == nullptr || PQexitPipelineMode(connection_.get()) != 1)
        return lost();
    const ResultOwner done(PQexec(connection_.get(), statements.c_str()));
    const auto status = PQresultStatus(done.get());
    std::optional<Failure> failure;
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        failure = explain(done.get(), connection_.get(), name_);
    if (PQenterPipelineMode(connection_.get()) != 1)
        return lost();
    if (failure)
        return failed(*failure);
    return Done{};
}

Result<> PostgresqlConnection::begin(Isolation isolation) {
    require(!in_transaction_, "a transaction is not within another one");
    auto sent = send(
        isolation == Isolation::snapshot ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN", {});
    in_transaction_ = sent.ok();
    return sent;
}

Result<> PostgresqlConnection::commit() {
    if (!in_transaction_ || connection_ == nullptr)
        return lost();
    // What came before is answered for first: when the connection ends after that, only the commit is in
    // doubt.
    auto answer = ask("COMMIT", {});
    if (!answer && connection_ == nullptr)
        return fail("{0} Whether the change was stored is not known: look, or do it again.",
                    answer.error().english());
    if (!answer)
        return answer.error();
    if (std::string_view(PQcmdStatus(answer->get())) != "COMMIT") // it was to be rolled back
        return fail("The database {0} refused: {1}.", name_, "an earlier statement had failed");
    in_transaction_ = false;
    return Done{};
}

void PostgresqlConnection::roll_back() {
    if (!in_transaction_)
        return; // another connection is here since
    const bool may_succeed_again = may_succeed_again_;
    (void)flush(); // on its own, since what follows a failure is passed over
    if (connection_ != nullptr && !ask("ROLLBACK", {}))
        connection_.reset();
    in_transaction_ = false;
    may_succeed_again_ = may_succeed_again;
}

} // namespace

Result<std::unique_ptr<Connection>> connect_postgresql(const std::string& url) {
    // libpq's words on an address that it cannot read would repeat the password.
    PQconninfoOption* options = PQconninfoParse(url.c_str(), nullptr);
    if (options == nullptr)
        return fail("This is not the address of a PostgreSQL database: write "
                    "postgresql://USER@HOST/DATABASE, and the password into the file ~/.pgpass.");
    PQconninfoFree(options);
    auto connection = std::make_unique<PostgresqlConnection>(url);
    if (auto connected = connection->ensure(); !connected)
        return connected.error();
    return std::unique_ptr<Connection>(std::move(connection));
}

} // namespace guichet::sql
