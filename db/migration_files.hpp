#pragma once
// The SQL files as the build compiled them in (see Migrations.cmake).

#include "db/migrations.hpp"

namespace guichet::db {

[[nodiscard]] std::span<const Migration> kiosk_migration_files();
[[nodiscard]] std::span<const Migration> server_migration_files();
[[nodiscard]] std::span<const Migration> server_postgresql_migration_files();

} // namespace guichet::db
