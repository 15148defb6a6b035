#include "db/sqlite.hpp"

#include <system_error>

namespace guichet::db {

namespace {

/// The name of the file that a connection has open.
std::string file_of(sqlite3* connection) {
    const char* name = sqlite3_db_filename(connection, "main");
    return name != nullptr ? name : "";
}

/// What a result code of SQLite means to a person (https://sqlite.org/rescode.html).
Error explain(int code, const std::string& file, const std::string& detail) {
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return fail("{0} is in use by another program: stop it first.", file);
    case SQLITE_NOTADB:
        return fail("{0} is not a database: give another file, or move this one out of the way.", file);
    case SQLITE_CORRUPT:
        return fail("The database {0} is damaged ({1}): move it to a safe place for repair, then start anew.",
                    file, detail);
    case SQLITE_FULL: return fail("The disk is full, {0} cannot grow: make room on it.", file);
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return fail("{0} cannot be written: check the permissions of the file and of its folder.", file);
    case SQLITE_CANTOPEN:
        return fail("{0} cannot be opened ({1}): check the path, and the permissions of its folder.", file,
                    detail);
    case SQLITE_IOERR:
        return fail("The disk failed while {0} was used ({1}): check the disk and its free space.", file,
                    detail);
    default: return fail("The database {0} refused: {1}.", file, detail);
    }
}

Error explain(sqlite3* connection, int code) {
    return explain(code, file_of(connection), sqlite3_errmsg(connection));
}

/// Tells what is wrong with a path before SQLite says no more than that it cannot open it.
Result<> check_path(const std::filesystem::path& path, bool must_exist) {
    std::error_code ignored;
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder, ignored))
        return fail("The folder {0} does not exist: make it, or give another path.", folder.string());
    if (std::filesystem::is_directory(path, ignored))
        return fail("{0} is a folder: give the path of a file.", path.string());
    if (must_exist && !std::filesystem::exists(path, ignored))
        return fail("There is no file {0}: check the path.", path.string());
    return Done{};
}

} // namespace

void Statement::note(int code) {
    require((code & 0xff) != SQLITE_RANGE && (code & 0xff) != SQLITE_MISUSE,
            "a statement is bound by its own parameters, before it runs");
    if (code != SQLITE_OK)
        bind_failure_ = code;
}

Statement& Statement::bind(int index, std::int64_t value) {
    note(sqlite3_bind_int64(statement_.get(), index, value));
    return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
    // A null pointer would bind NULL instead of an empty text.
    note(sqlite3_bind_text64(statement_.get(), index, text.empty() ? "" : text.data(), text.size(),
                             SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(int index, std::span<const std::uint8_t> blob) {
    if (blob.empty())
        note(sqlite3_bind_zeroblob(statement_.get(), index, 0));
    else
        note(sqlite3_bind_blob64(statement_.get(), index, blob.data(), blob.size(), SQLITE_TRANSIENT));
    return *this;
}

Result<bool> Statement::step() {
    sqlite3* connection = sqlite3_db_handle(statement_.get());
    if (bind_failure_ != SQLITE_OK)
        return explain(bind_failure_, file_of(connection), sqlite3_errstr(bind_failure_));
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    Error error = explain(connection, code);
    reset();
    return error;
}

Result<> Statement::run() {
    auto row = step();
    while (row && *row)
        row = step();
    if (!row)
        return row.error();
    reset();
    return Done{};
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const {
    const auto* bytes = sqlite3_column_text(statement_.get(), column);
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr
               ? std::string()
               : std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

std::string Statement::blob(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

Result<Database> Database::connect(const std::filesystem::path& path, int flags) {
    Database database;
    database.path_ = path.string();
    sqlite3* connection = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &connection,
                                     flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    database.connection_.reset(connection);
    if (code != SQLITE_OK)
        return explain(code, database.path_,
                       connection != nullptr ? sqlite3_errmsg(connection) : "no memory");
    return database;
}

Result<Database> Database::open(const std::filesystem::path& path) {
    if (auto usable = check_path(path, false); !usable)
        return usable.error();
    auto database = connect(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!database)
        return database;
    // SQLite falls back to reading when it may not write.
    if (sqlite3_db_readonly(database->connection_.get(), "main") == 1)
        return explain(SQLITE_READONLY, database->path_, "");
    // Exclusive comes first, so that the WAL is never shared; the empty transaction takes the lock now, and
    // reads the head of the file.
    auto ready = database->execute("PRAGMA locking_mode = EXCLUSIVE;"
                                   "PRAGMA journal_mode = WAL;"
                                   "PRAGMA synchronous = FULL;"
                                   "PRAGMA foreign_keys = ON;"
                                   "BEGIN IMMEDIATE; COMMIT;");
    if (!ready)
        return ready.error();
    return database;
}

Result<Database> Database::open_read_only(const std::filesystem::path& path) {
    if (auto usable = check_path(path, true); !usable)
        return usable.error();
    auto database = connect(path, SQLITE_OPEN_READONLY);
    if (!database)
        return database;
    auto ready = database->execute("PRAGMA query_only = ON; SELECT count(*) FROM sqlite_schema;");
    if (!ready)
        return ready.error();
    return database;
}

Result<> Database::execute(const std::string& sql) {
    const int code = sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return explain(connection_.get(), code);
    return Done{};
}

Result<Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (code != SQLITE_OK)
        return explain(connection_.get(), code);
    require(statement != nullptr, "a prepared text holds a statement");
    return Statement(statement);
}

Result<std::int64_t> Database::integer(std::string_view sql) {
    auto statement = prepare(sql);
    if (!statement)
        return statement.error();
    auto row = statement->step();
    if (!row)
        return row.error();
    return *row ? statement->integer(0) : 0;
}

Result<Transaction> Transaction::begin(Database& database) {
    sqlite3* connection = database.connection_.get();
    require(sqlite3_get_autocommit(connection) != 0, "a transaction is not within another one");
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun)
        return begun.error();
    return Transaction(connection);
}

Transaction::~Transaction() {
    // Some failures have rolled back already; then there is nothing to do.
    if (connection_ != nullptr && sqlite3_get_autocommit(connection_) == 0)
        sqlite3_exec(connection_, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<> Transaction::commit() {
    require(connection_ != nullptr, "a transaction is committed once");
    const int code = sqlite3_exec(connection_, "COMMIT", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return explain(connection_, code);
    connection_ = nullptr;
    return Done{};
}

} // namespace guichet::db
