#pragma once
// All in which SQLite and PostgreSQL differ for the store, beside their schemas (db/migrations).

#include "db/sql.hpp"

#include <string>
#include <vector>

namespace guichet::server {

/// Prepares the connection for the import of a file that may be large; before the transaction.
[[nodiscard]] Result<> prepare_for_import(sql::Connection& database);

/// Makes the table in which the rows of an order file wait, kept on disk. It goes with the transaction.
[[nodiscard]] Result<> create_staging(sql::Connection& database);

/// All rows are staged: the database looks at how many there are, where that helps it.
[[nodiscard]] Result<> staging_is_full(sql::Connection& database);

/// Until the end of the transaction, only this one changes orders or codes. Events arrive meanwhile.
[[nodiscard]] Result<> lock_orders(sql::Connection& database);

/// Until the end of the transaction, only this one adds events to these journals and sessions. So the events
/// of a session become visible in the order of their positions, and no reader's cursor goes past one that is
/// still to come. Whoever locks several never waits for somebody who waits for them.
[[nodiscard]] Result<> lock_events(sql::Connection& database, const std::vector<std::string>& names);

} // namespace guichet::server
