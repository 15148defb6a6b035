#pragma once
// Surfaces: rounded rectangles, soft shadows and strokes, made so that software draws them fast.

#include "kiosk/ui/geometry.hpp"
#include "kiosk/ui/theme.hpp"

namespace guichet::ui {

/// Which corners are round.
enum Corners : unsigned { no_corners = 0, top_corners = 1, bottom_corners = 2, all_corners = 3 };

/// A rounded rectangle, on whole pixels: large parts are plain rectangles, only the corners are triangles.
void fill_round(ImDrawList& draw, const Rect& rect, float radius, Colour colour,
                unsigned corners = all_corners);

/// Its border, drawn inside.
void stroke_round(ImDrawList& draw, const Rect& rect, float radius, Colour colour, float thickness);

/// A soft shadow around a rounded rectangle, as a ring: what lies under the rectangle is not drawn.
/// `reach` in pixels is how far it is seen.
void shadow_round(ImDrawList& draw, const Rect& rect, float radius, Colour colour, float reach);

} // namespace guichet::ui
