#pragma once
// A crate as one finds it on the shelf: its place in very large letters, on a picture of the box.

#include "kiosk/ui/controls.hpp"

#include <string>

namespace guichet::ui {

struct CrateTile {
    std::string location; ///< "A12"; empty when the crate has no place of its own
    StorageClass storage = StorageClass::ambient;
    std::string kept;    ///< "Room temperature", "Chilled", "Frozen"
    std::string caption; ///< "6 articles"
    bool done = false;   ///< everything in it has been seen to
};

/// Shows it: the crate as a picture when there is room, else as a plate of its colour.
void crate_tile(Kit& kit, const Rect& rect, const CrateTile& tile);

/// The height from which on the crate is drawn as a picture.
[[nodiscard]] float crate_picture_height(const Kit& kit);

} // namespace guichet::ui
