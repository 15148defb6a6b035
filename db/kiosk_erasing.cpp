#include "db/kiosk_erasing.hpp"

#include <system_error>

namespace guichet::db {

namespace {

constexpr const char* note = "REPLACE INTO setting (name, value) VALUES ('withdrawal', ?1)";

/// Rows that journals name, or that triggers keep, stay and say nothing. The journal itself holds ids alone.
constexpr const char* erase = R"(
    DELETE FROM manifest;
    DELETE FROM foreign_event;
    UPDATE session SET foreign_cursor = 0;
    UPDATE spool SET document = '', state = CASE state WHEN 'printed' THEN 'printed' WHEN 'sent' THEN 'sent'
        ELSE 'failed' END;
    UPDATE user SET name = id, pin_hash = '-', active = 0;
    UPDATE pin_guard SET wrong = 0, not_before = 0;
)";

Result<> erase_rows(Database& database) {
    // What is deleted is overwritten, also in pages that become free, and nothing is written beside.
    if (auto set = database.execute("PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY"); !set)
        return set;
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    auto done = database.run(note, "erasing");
    if (done)
        done = database.execute(erase);
    return done ? transaction->commit() : done;
}

/// Old pages leave the write-ahead log and the file: the log is emptied, the file is built anew from what is
/// in it, and the log, through which that went, is emptied again (https://sqlite.org/lang_vacuum.html).
Result<> erase_old_pages(Database& database) {
    constexpr const char* empty_log = "PRAGMA wal_checkpoint(TRUNCATE)";
    auto done = database.execute(empty_log);
    if (done)
        done = database.execute("VACUUM");
    return done ? database.execute(empty_log) : done;
}

} // namespace

Result<ports::Withdrawal> read_withdrawal(Database& database) {
    auto row = database.query("SELECT value FROM setting WHERE name = 'withdrawal'");
    if (!row)
        return row.error();
    const auto found = row->step();
    if (!found)
        return found.error();
    if (!*found)
        return ports::Withdrawal::none;
    return row->text(0) == "erased" ? ports::Withdrawal::erased : ports::Withdrawal::erasing;
}

Result<> erase_people(Database& database, const std::filesystem::path& key_file) {
    auto done = erase_rows(database);
    if (done)
        done = erase_old_pages(database);
    if (!done)
        return done;
    std::error_code error;
    std::filesystem::remove(key_file, error);
    if (error)
        return fail("The kiosk's key {0} cannot be removed ({1}): check the folder's rights.",
                    key_file.string(), error.message());
    return database.run(note, "erased");
}

Result<> forget_withdrawal(Database& database) {
    return database.run("DELETE FROM setting WHERE name = 'withdrawal'");
}

} // namespace guichet::db
