#pragma once
// The key with which the server signs manifests.

#include "kiosk/core/signing_key.hpp"

namespace guichet::server {

using guichet::SigningKey;

} // namespace guichet::server
