#pragma once
// A journal event as part of a message that was parsed already.

#include "kiosk/core/journal.hpp"

#include <nlohmann/json_fwd.hpp>

namespace guichet {

/// Reads an event from its parsed JSON; its bytes are those that unseal() would have been given.
[[nodiscard]] Result<SealedEvent> unseal_parsed(const nlohmann::json& value);

} // namespace guichet
