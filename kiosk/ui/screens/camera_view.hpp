#pragma once
// The live picture with its aiming frame, and the picture that says in one look what to do.

#include "kiosk/ui/screens/view.hpp"

namespace guichet::ui {

/// What the camera sees, mirrored as people expect of themselves, with corners to aim at.
void draw_camera(const View& view, const Rect& rect);

/// How far the telephone of the picture has come before the camera: 0 at rest, 1 before it. It goes there and
/// back in 1.2 s, every 6 s, and asks for the frames that this takes.
[[nodiscard]] float phone_glide(Kit& kit);

/// A telephone that shows its code to the camera.
void draw_phone(const View& view, const Rect& rect);

/// Hills and a sun at the foot of the screen.
void draw_landscape(const View& view);

} // namespace guichet::ui
