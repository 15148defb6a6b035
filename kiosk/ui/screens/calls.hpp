#pragma once
// Calls for a volunteer: the button's words and the sign at the customers' kiosk, who calls at the counter.

#include "kiosk/ui/screens/alerts.hpp"

#include <optional>
#include <string>

namespace guichet::ui {

/// What the header's button says: calls, or tells how the call stands.
[[nodiscard]] std::string call_words(const View& view);

/// Whether the sign of this kiosk's call lies over the screen.
[[nodiscard]] bool shows_call_sign(const app::State& state);

/// The sign: over the whole screen, large enough to be seen from afar.
void draw_call_sign(const View& view, bool covered);

/// At a counter, the oldest call that nobody has answered.
[[nodiscard]] std::optional<Alert> heard_call(const View& view);

} // namespace guichet::ui
