#pragma once
// The pictures of the guided tour, drawn with the shapes and icons of the screens.

#include "kiosk/ui/screens/view.hpp"

namespace guichet::ui {

/// Draws the picture of a card of the tour (below app::tour_cards), as large as it fits, in the middle.
void draw_tour_picture(const View& view, const Rect& rect, std::size_t card);

} // namespace guichet::ui
