#pragma once
// Signatures of the server, as the kiosk looks at them.

#include "kiosk/core/signing_key.hpp"

namespace guichet::sync {

using guichet::verify_signature;

} // namespace guichet::sync
