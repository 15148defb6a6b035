#pragma once
// A kiosk becomes known: the answer to POST /v1/enrolments.

#include "server/service.hpp"

#include <string>

namespace guichet::server {

/// Pins the kiosk's key when its code is right, and says so, signed by the server's key.
[[nodiscard]] Answer answer_enrolment(Store& store, const SigningKey& server_key, const std::string& body,
                                      Instant now);

} // namespace guichet::server
