#pragma once
// A code on the screen that a telephone reads: whole pixels only, black on white, with its quiet zone.

#include "kiosk/ui/kit.hpp"

#include <functional>
#include <string>
#include <vector>

namespace guichet::ui {

/// A QR symbol without its quiet zone; no modules when the text cannot be one.
struct QrModules {
    int size = 0;                   ///< modules a side
    std::vector<std::uint8_t> dark; ///< 1 = dark, row by row from the top
};

/// Makes the symbol of a text; it is asked once for each text that is shown.
using QrMaker = std::function<QrModules(const std::string& text)>;

/// How wide and high the code is, quiet zone included: modules of at least half a millimetre, larger ones as
/// far as `room` pixels go. Smaller than that only when there is no room at all.
[[nodiscard]] float qr_side(const Kit& kit, const QrModules& code, float room);

/// Draws it in the middle of the rectangle, as large as it fits; `label` says what it is for.
void draw_qr(Kit& kit, const Rect& rect, const QrModules& code, const std::string& label);

} // namespace guichet::ui
