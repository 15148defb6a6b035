#pragma once
// What shows that the kiosk practises: a frame around the whole screen, a band below, and its dialogs.

#include "kiosk/ui/screens/view.hpp"

namespace guichet::ui {

/// True while the practice itself asks or shows something in a dialog; draw_practice_question draws it.
[[nodiscard]] bool asks_in_practice(const app::State& state);
void draw_practice_question(const View& view);

/// Cuts the band off the foot of the screen: what it is, a code to borrow, the last paper, and the way out.
void draw_practice_band(const View& view, Rect& page);

/// The frame, over everything but dialogs; it lies within the margins of every screen.
void draw_practice_frame(const View& view);

/// The last paper as it would have come out, in a dialog.
void draw_practice_paper(const View& view, const receipt::Document& paper);

} // namespace guichet::ui
