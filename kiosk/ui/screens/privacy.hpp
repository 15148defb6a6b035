#pragma once
// The privacy notice: what is shown and recorded of people, how long, and their rights.

#include "kiosk/ui/screens/view.hpp"

namespace guichet::ui {

/// The notice on the whole page; `back` leaves it.
void draw_privacy(const View& view, Rect page, app::Event back);

} // namespace guichet::ui
