#pragma once
// The users of a kiosk and their PINs, in its database.

#include "db/sqlite.hpp"
#include "kiosk/ports/users.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace guichet::db {

/// All users, by name.
[[nodiscard]] Result<std::vector<ports::User>> read_users(Database& database);

[[nodiscard]] Result<ports::PinGuard> read_guard(Database& database);

/// See ports::Store::save_user; in a transaction of its own.
[[nodiscard]] Result<std::vector<ports::User>> save_user(Database& database, const ports::UserChange& change);

/// See ports::Store::check_pin; each change in a transaction of its own.
[[nodiscard]] Result<ports::PinAnswer> check_pin(Database& database, const ports::PinQuestion& question);

/// Ends the pause after wrong PINs.
[[nodiscard]] Result<> forget_wrong_pins(Database& database);

/// The words that stand for the roles in the database and on the command line: "volunteer", "coordinator".
[[nodiscard]] std::string_view word(ports::UserRole role);
[[nodiscard]] Result<ports::UserRole> user_role_of(std::string_view word);

} // namespace guichet::db
