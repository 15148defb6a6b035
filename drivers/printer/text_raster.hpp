#pragma once
// Letters drawn by Pango and Cairo in the grid of a receipt printer: for what its code pages do not have, for
// the paper as a picture, and for the lab's simulated printer.

#include "drivers/printer/bitmap.hpp"
#include "kiosk/receipt/layout.hpp"

#include <string_view>

typedef struct _cairo cairo_t;

namespace guichet::printer {

/// Size of a normal letter's cell, in dots.
struct Cell {
    int width = 12;
    int height = 24;

    friend auto operator<=>(const Cell&, const Cell&) = default;
};

/// Draws one line at the context's origin, `dots` wide; its height is the cell's height times
/// `letter_height(line.size)`. Words keep their columns, so that amounts stay below each other.
void paint_line(cairo_t* context, const receipt::TextLine& line, int dots, Cell cell);

/// The same in dots, set into a bitmap as wide as the paper, from its row `top` down; what reaches below its
/// end is lost.
void draw_line(const receipt::TextLine& line, Cell cell, Bitmap& into, int top);

/// The same in a bitmap of its own, `dots` wide.
[[nodiscard]] Bitmap raster_line(const receipt::TextLine& line, int dots, Cell cell);

} // namespace guichet::printer
