#pragma once
// The report's table of producers, and the session's pace with it.

#include "kiosk/ui/screens/view.hpp"

namespace guichet::ui {

/// The table, and below it, or on its last page, when the baskets were handed over.
void draw_producers_and_pace(const View& view, const Rect& rect, const SessionReport& report);

} // namespace guichet::ui
