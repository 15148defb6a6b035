#include "tests/unit/server/postgresql_server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <grp.h>
#include <iterator>
#include <pwd.h>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace guichet::server {

namespace {

constexpr auto longest_wait = std::chrono::minutes(1);

/// The newest of the versions that are installed.
std::filesystem::path programs() {
    std::vector<std::filesystem::path> found;
    std::error_code ignored;
    for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored))
        if (std::filesystem::exists(version.path() / "bin/initdb"))
            found.push_back(version.path() / "bin");
    if (found.empty())
        throw std::runtime_error(
            "there is no PostgreSQL in /usr/lib/postgresql: install the package postgresql");
    return *std::max_element(found.begin(), found.end());
}

/// PostgreSQL refuses to run as root; then it is another account's, the package's own if it is there.
const passwd* other_account() {
    if (::geteuid() != 0)
        return nullptr;
    const auto* account = ::getpwnam("postgres");
    if (account == nullptr)
        account = ::getpwnam("nobody");
    if (account == nullptr)
        throw std::runtime_error("PostgreSQL does not run as root, and there is no account “nobody”");
    return account;
}

/// In a process of its own: becomes the account, writes to the log, and is the program from then on.
[[noreturn]] void become(const std::vector<std::string>& words, const std::filesystem::path& log,
                         const passwd* account) {
    if (account != nullptr &&
        (::setgroups(0, nullptr) != 0 || ::setgid(account->pw_gid) != 0 || ::setuid(account->pw_uid) != 0))
        ::_exit(126);
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    (void)::chdir(log.parent_path().c_str());
    std::vector<char*> arguments;
    for (const auto& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Stays beside the server until the test program is gone, then ends the server and takes its folder away.
[[noreturn]] void guard(int alive, const std::vector<std::string>& words, const std::filesystem::path& folder,
                        const passwd* account) {
    ::setsid(); // what ends the test program from a keyboard does not end this one
    ::dup2(alive, STDIN_FILENO);
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::close_range(3, ~0U, 0); // nobody waits for what the test program has open
    const auto server = ::fork();
    if (server == 0) {
        ::close(STDIN_FILENO);
        become(words, folder / "log", account);
    }
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) < 0 && errno == EINTR) {
    }
    ::kill(server, SIGQUIT); // at once
    ::waitpid(server, nullptr, 0);
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    ::_exit(0);
}

void make_cluster(const std::filesystem::path& folder, const passwd* account) {
    const auto log = folder / "log";
    const auto child = ::fork();
    if (child == 0)
        become({programs() / "initdb", "-D", folder / "data", "-U", "guichet", "-A", "trust", "--no-sync",
                "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=fr"},
               log, account);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (status != 0)
        throw std::runtime_error("PostgreSQL cannot make its files: " + text_of(log));
    // One account has a password, so that a wrong one can be tried.
    std::ofstream(folder / "data/pg_hba.conf") << "local all locked scram-sha-256\nlocal all all trust\n";
}

} // namespace

PostgresqlServer& PostgresqlServer::of_this_program() {
    static PostgresqlServer server(false);
    return server;
}

PostgresqlServer& PostgresqlServer::that_is_durable() {
    static PostgresqlServer server(true);
    return server;
}

PostgresqlServer::PostgresqlServer(bool durable) {
    std::string name = (std::filesystem::temp_directory_path() / "guichet-postgresql-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    start(durable);
    const auto end = std::chrono::steady_clock::now() + longest_wait;
    while (PQping(url().c_str()) != PQPING_OK) {
        if (std::chrono::steady_clock::now() > end)
            throw std::runtime_error("PostgreSQL does not start: " + text_of(folder_ / "log"));
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    TestConnection(url()).run("CREATE ROLE locked LOGIN PASSWORD 'right'");
}

void PostgresqlServer::start(bool durable) {
    const auto* account = other_account();
    if (account != nullptr && ::chown(folder_.c_str(), account->pw_uid, account->pw_gid) != 0)
        throw std::runtime_error("a folder cannot be given to the account of PostgreSQL");
    make_cluster(folder_, account);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        throw std::runtime_error("there is no pipe");
    const auto guardian = ::fork();
    if (guardian == 0)
        guard(ends[0],
              {programs() / "postgres", "-D", folder_ / "data", "-k", folder_, "-c",
               "listen_addresses=", "-c", durable ? "fsync=on" : "fsync=off", "-c", "shared_buffers=32MB",
               "-c", "max_connections=40"},
              folder_, account);
    ::close(ends[0]);
    alive_ = ends[1];
}

std::string PostgresqlServer::url(const std::string& account, const std::string& database) const {
    return fmt::format("postgresql://{}@/{}?host={}", account, database, folder_.string());
}

std::string PostgresqlServer::fresh_schema() {
    const auto name = fmt::format("test_{}", ++schemas_);
    TestConnection(url()).run("CREATE SCHEMA " + name);
    return url() + "&options=-csearch_path%3D" + name;
}

TestConnection::TestConnection(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
    if (PQstatus(connection_.get()) != CONNECTION_OK)
        throw std::runtime_error(PQerrorMessage(connection_.get()));
}

std::string TestConnection::run(const std::string& statements) {
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection_.get(), statements.c_str()),
                                                               &PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        throw std::runtime_error(PQerrorMessage(connection_.get()));
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

void TestConnection::wait_for(const std::string& query, const std::string& value) {
    const auto end = std::chrono::steady_clock::now() + longest_wait;
    while (run(query) != value) {
        if (std::chrono::steady_clock::now() > end)
            throw std::runtime_error("it never came: " + query);
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

} // namespace guichet::server
