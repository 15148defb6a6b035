#pragma once
// A crate as one finds it on the shelf: its place in very large letters, on a picture of the box.

#include "kiosk/ui/controls.hpp"

#include <string>

namespace guichet::ui {

struct CrateTile {
    std::string location; ///< "A12"; empty when the crate has no place of its own
    StorageClass storage = StorageClass::ambient;
    std::string kept;    ///< "Ambient", "Chilled", "Frozen"
    std::string caption; ///< "6 articles"
    bool done = false;   ///< everything in it has been seen to
};

/// Shows it, as the front of a wooden box with a label plate; everything that fits is on the plate.
void crate_tile(Kit& kit, const Rect& rect, const CrateTile& tile);

} // namespace guichet::ui
