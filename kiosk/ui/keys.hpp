#pragma once
// Typing without a keyboard: digits for codes, letters for names.

#include "kiosk/ui/controls.hpp"

#include <optional>
#include <string>

namespace guichet::ui {

/// What was typed in one frame.
struct Stroke {
    std::string text; ///< one letter, in UTF-8; empty for the erase key
    bool erase = false;
};

/// The place of what is being typed; `hint` stands there while it is empty. `secret` shows dots.
void text_field(Kit& kit, const Rect& rect, const std::string& typed, const std::string& hint,
                bool secret = false);

/// Twelve keys: 1 to 9, 0, and erase; it fills the rectangle, with keys of at most 24 mm.
std::optional<Stroke> keypad(Kit& kit, const Rect& rect);
/// How high and wide it should be.
[[nodiscard]] float keypad_height(const Kit& kit);
[[nodiscard]] float keypad_width(const Kit& kit);

/// Letters in the order that keyboards of the screen's language have (AZERTY, QWERTZ, QWERTY), digits above
/// when `digits`, a space bar and erase.
std::optional<Stroke> keyboard(Kit& kit, const Rect& rect, bool digits);

/// How high a keyboard should be on this screen.
[[nodiscard]] float keyboard_height(const Kit& kit, bool digits);

/// The digits and letters of short codes (Crockford's Base32: no I, L, O, U), and erase.
std::optional<Stroke> code_keys(Kit& kit, const Rect& rect);
[[nodiscard]] float code_keys_height(const Kit& kit);

} // namespace guichet::ui
