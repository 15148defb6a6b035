#pragma once
// The session's pace: how many baskets were handed over when, as columns on a card.

#include "kiosk/ui/screens/view.hpp"

namespace guichet::ui {

/// As low as it may be.
[[nodiscard]] float pace_height(const Kit& kit);
void draw_pace(const View& view, const Rect& rect);

} // namespace guichet::ui
