#pragma once
// PostgreSQL behind the face of sql.hpp, through libpq's pipeline
// (https://www.postgresql.org/docs/15/libpq-pipeline-mode.html).

#include "db/sql.hpp"

namespace guichet::sql {

/// Connects to the database of a URL, "postgresql://USER@HOST/DATABASE", with all that libpq allows in it.
/// Where the URL says nothing else: 10 s to connect, a minute for a statement, and within a minute it is
/// known that the other machine is gone. A commit is on disk when it returns.
[[nodiscard]] Result<std::unique_ptr<Connection>> connect_postgresql(const std::string& url);

} // namespace guichet::sql
