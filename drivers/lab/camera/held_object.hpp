#pragma once

#include "drivers/lab/camera/canvas.hpp"
#include "drivers/lab/camera/conditions.hpp"
#include "drivers/pictures/picture.hpp"

namespace guichet::lab {

/// What a customer holds before the camera, seen straight from the front: a hand with a sheet of paper or a
/// phone that carries the code. `density` is the texels for each side of the code's picture.
[[nodiscard]] Canvas held_object(const pictures::GrayPicture& code, const Conditions& conditions,
                                 double density);

} // namespace guichet::lab
