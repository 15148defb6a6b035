#pragma once
// Inside the kiosk's store: what goes when the kiosk is withdrawn.

#include "db/sqlite.hpp"
#include "kiosk/ports/store.hpp"

#include <filesystem>

namespace guichet::db {

/// How far an earlier erasing came.
[[nodiscard]] Result<ports::Withdrawal> read_withdrawal(Database& database);

/// Erases all that names people, and the file of the kiosk's key, so that nothing of it remains in the bytes
/// of the store's files. To be done again after an Error.
[[nodiscard]] Result<> erase_people(Database& database, const std::filesystem::path& key_file);

/// No withdrawal is on record any more.
[[nodiscard]] Result<> forget_withdrawal(Database& database);

} // namespace guichet::db
