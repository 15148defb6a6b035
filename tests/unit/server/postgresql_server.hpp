#pragma once
// A PostgreSQL of the test program's own: Debian's package, in a temporary folder, reached through a Unix
// socket alone. It is started when a test first wants it and ends with the program, however that ends.

#include <libpq-fe.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace guichet::server {

class PostgresqlServer {
public:
    /// The one server of this program. Throws, with what was said, when it cannot be started.
    static PostgresqlServer& of_this_program();

    /// Another one that writes to the disk as the package's does, for figures. Throws likewise.
    static PostgresqlServer& that_is_durable();

    PostgresqlServer(const PostgresqlServer&) = delete;
    PostgresqlServer& operator=(const PostgresqlServer&) = delete;

    /// The URL of a schema that is new and empty. Its texts are ordered as a French dictionary orders them,
    /// unless a table says otherwise.
    [[nodiscard]] std::string fresh_schema();

    /// The URL of a database for an account (here, who may do everything), and its password.
    [[nodiscard]] std::string url(const std::string& account = "guichet",
                                  const std::string& database = "postgres") const;

private:
    explicit PostgresqlServer(bool durable);
    void start(bool durable);

    std::filesystem::path folder_;
    int alive_ = -1; ///< a pipe's end; its closing, when this program ends, ends the server
    int schemas_ = 0;
};

/// A connection of the test itself, beside the program's.
class TestConnection {
public:
    explicit TestConnection(const std::string& url);

    /// Runs statements; gives the first value of the last one's first row, or nothing. Throws what is
    /// refused.
    std::string run(const std::string& statements);

    /// Waits until a query's first value is this one; throws after a minute.
    void wait_for(const std::string& query, const std::string& value);

private:
    struct Finish {
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    std::unique_ptr<PGconn, Finish> connection_;
};

} // namespace guichet::server
