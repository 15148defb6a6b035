#pragma once
// What is in a basket: its crates as tiles, and its lines in a list.

#include "kiosk/ui/screens/view.hpp"

namespace guichet::ui {

/// Crates and lines, as large as the page lets them be; a customer who points at what is missing sees the
/// lines alone.
void draw_basket_content(const View& view, Rect page, const app::BasketWork& work);

} // namespace guichet::ui
