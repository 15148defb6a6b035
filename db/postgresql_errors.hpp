#pragma once
// What PostgreSQL's failures mean to a person
// (https://www.postgresql.org/docs/15/errcodes-appendix.html).

#include "kiosk/core/result.hpp"

#include <libpq-fe.h>

#include <cstdint>
#include <string>

namespace guichet::sql {

/// What a failure is about.
enum class Trouble : std::uint8_t {
    statement, ///< it will fail again
    moment, ///< others changed the same at the same time: the whole transaction may succeed when done again
    connection ///< it is lost
};

struct Failure {
    Trouble trouble = Trouble::statement;
    Error error;
};

/// Why there is no connection to the database `name`.
[[nodiscard]] Error explain_refused_connection(const PGconn* connection, const std::string& name);

/// Why a statement failed; `result` may be null when the connection gave none.
[[nodiscard]] Failure explain(const PGresult* result, const PGconn* connection, const std::string& name);

/// Why nothing came back.
[[nodiscard]] Error explain_lost_connection(const PGconn* connection, const std::string& name);

} // namespace guichet::sql
