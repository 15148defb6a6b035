#pragma once
// SQLite behind the face of sql.hpp.

#include "db/sql.hpp"
#include "db/sqlite.hpp"

namespace guichet::sql {

/// Takes a database over. Statements are prepared once and kept.
[[nodiscard]] std::unique_ptr<Connection> connect(db::Database database);

} // namespace guichet::sql
