#pragma once
// A journal event as part of a message that was parsed already.

#include "kiosk/core/journal.hpp"
#include "kiosk/core/json_value.hpp"

namespace guichet {

/// Reads an event from its parsed JSON; its bytes are the canonical ones, however it was written.
[[nodiscard]] Result<SealedEvent> unseal_parsed(JsonValue value);

} // namespace guichet
