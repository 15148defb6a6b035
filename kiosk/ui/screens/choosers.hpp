#pragma once
// What a person chooses of the screen itself: its language, the size of its text, its colours.

#include "kiosk/ui/screens/view.hpp"

#include <string>

namespace guichet::ui {

/// Which of the dialogs behind the header's buttons is open.
enum class Chooser : std::uint8_t { none, language, display };

/// Draws the dialog that is open and closes it when the person is done. Returns what is to be said of it as a
/// toast; empty for nothing.
std::string draw_chooser(const View& view, Chooser& open);

} // namespace guichet::ui
