#pragma once
// How a kiosk of a configuration speaks to its server.

#include "kiosk/station/configuration.hpp"
#include "kiosk/sync/http_server_connection.hpp"

namespace guichet::station {

/// Address, certificates, and the kiosk's key beside its store; a kiosk that works without enrolment has no
/// key.
[[nodiscard]] sync::ConnectionOptions server_options(const Configuration& configuration);

/// Whether the kiosk has still to be enrolled: it should be, and is not. A key that cannot be read counts as
/// none; `notice` says why then.
[[nodiscard]] bool awaits_enrolment(const Configuration& configuration, std::optional<Error>& notice);

} // namespace guichet::station
