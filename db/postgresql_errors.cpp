#include "db/postgresql_errors.hpp"

#include <algorithm>
#include <string_view>

namespace guichet::sql {

namespace {

/// libpq's words on one line. They never hold the password.
std::string detail_of(const PGconn* connection) {
    std::string text = PQerrorMessage(connection);
    while (!text.empty() && (text.back() == '\n' || text.back() == '.'))
        text.pop_back();
    std::replace_if(
        text.begin(), text.end(), [](unsigned char byte) { return byte < 0x20; }, ' ');
    return text.empty() ? "no word came back" : text;
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// The failures that end a connection, or say that there was none.
bool ends_connection(std::string_view state) {
    // 08: connection exception; 57P: the server stops or starts; 25P03: it waited too long for us
    return state.starts_with("08") || state.starts_with("57P") || state == "25P03";
}

Error explain_statement(std::string_view state, const std::string& name, const std::string& words) {
    if (state == "57014")
        return fail("{0} took too long and was stopped: try again; if it stays so, see what keeps the "
                    "database busy.",
                    name);
    if (state == "53100")
        return fail("The disk of {0} is full: make room on it.", name);
    if (state == "42501")
        return fail("{0} does not allow this ({1}): make this account the owner of the database.", name,
                    words);
    if (state == "25006")
        return fail("{0} may only be read: give the address of the primary server.", name);
    return fail("The database {0} refused: {1}.", name, words);
}

} // namespace

Error explain_refused_connection(const PGconn* connection, const std::string& name) {
    const auto detail = detail_of(connection);
    if (PQconnectionNeedsPassword(connection) == 1)
        return fail("{0} wants a password: put it into the file ~/.pgpass of this account, or into the "
                    "variable PGPASSWORD.",
                    name);
    if (holds(detail, "authentication failed") || holds(detail, "pg_hba.conf") || holds(detail, "role \""))
        return fail("{0} refuses the account or its password ({1}): check both, and pg_hba.conf at the "
                    "database's server.",
                    name, detail);
    if (holds(detail, "database \"") && holds(detail, "does not exist"))
        return fail("There is no database {0}: make it (createdb), or check the address.", name);
    return fail("{0} cannot be reached ({1}): check that PostgreSQL runs there, and the network.", name,
                detail);
}

Error explain_lost_connection(const PGconn* connection, const std::string& name) {
    return fail("The connection to {0} was lost ({1}): try again.", name, detail_of(connection));
}

Failure explain(const PGresult* result, const PGconn* connection, const std::string& name) {
    const char* field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string_view state = field == nullptr ? "" : field;
    const char* primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    if (state.empty() || ends_connection(state))
        return {Trouble::connection, fail("The connection to {0} was lost ({1}): try again.", name,
                                          primary == nullptr ? detail_of(connection) : std::string(primary))};
    if (state == "40001" || state == "40P01") // serialization failure, deadlock
        return {Trouble::moment, fail("Others changed the same in {0} at the same moment: try again.", name)};
    return {Trouble::statement,
            explain_statement(state, name, primary == nullptr ? "no reason given" : primary)};
}

} // namespace guichet::sql
