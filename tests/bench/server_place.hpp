#pragma once
// Where a server under measurement keeps its store: an SQLite file, or a PostgreSQL that writes to the disk.

#include "tests/exchange/server_program.hpp"
#include "tests/unit/server/postgresql_server.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

namespace guichet::bench {

enum class Database : std::uint8_t { sqlite, postgresql };

/// A folder that goes away again.
class ServerFolder {
public:
    ServerFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "guichet-bench-XXXXXX").string();
        if (const char* made = ::mkdtemp(name.data()))
            path_ = made;
    }
    ~ServerFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ServerFolder(const ServerFolder&) = delete;
    ServerFolder& operator=(const ServerFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// The real server as a process on a fresh store. Throws when there is no PostgreSQL.
class MeasuredServer {
public:
    explicit MeasuredServer(Database database)
        : program_(lab::program_folder(), folder_.path(),
                   database == Database::sqlite
                       ? "sqlite:" + (folder_.path() / "server.sqlite").string()
                       : server::PostgresqlServer::that_is_durable().fresh_schema()) {}

    [[nodiscard]] Result<> start(const std::string& orders) {
        if (auto imported = program_.import(orders); !imported)
            return imported;
        return program_.start();
    }
    [[nodiscard]] exchange::ServerProgram& program() { return program_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

private:
    ServerFolder folder_;
    exchange::ServerProgram program_;
};

/// An order file of one customer: a session to send events to.
inline constexpr std::string_view one_order =
    "order,customer_ref,customer,producer,product,quantity,unit,unit_price\n"
    "1001,C1,Camille Durand,GAEC Baguet,Fromage,1,piece,18.40\n";

} // namespace guichet::bench
