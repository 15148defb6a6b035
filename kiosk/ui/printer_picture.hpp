#pragma once
// A small receipt printer, drawn as it stands on the table: what it needs is seen before it is read.

#include "kiosk/ports/printer.hpp"
#include "kiosk/ui/geometry.hpp"
#include "kiosk/ui/theme.hpp"

namespace guichet::ui {

/// What the picture shows of the printer.
enum class PrinterPicture : std::uint8_t {
    paper,
    roll_missing,
    near_end,
    lid_open,
    jammed,
    unplugged,
    silent,
    question
};

[[nodiscard]] PrinterPicture picture_of(ports::PrinterCondition condition);

/// How wide the picture is for a height.
[[nodiscard]] constexpr float printer_picture_width(float height) {
    return height * 1.2F;
}

/// Draws it as large as it fits into the rectangle, in its middle. `ground` is what lies behind it.
void draw_printer_picture(ImDrawList& draw, PrinterPicture picture, const Rect& rect, const Palette& palette,
                          Colour ground);

} // namespace guichet::ui
