#pragma once
// A crate as one finds it on the shelf: its place in very large letters, on a picture of the box.

#include "kiosk/ui/controls.hpp"

#include <string>

namespace guichet::ui {

struct CrateTile {
    std::string location; ///< "A12"; empty when the crate has no place
    StorageClass storage = StorageClass::ambient;
    std::string caption; ///< "6 articles"
    std::string kept;    ///< "Room temperature", "Chilled", "Frozen"
    bool done = false;   ///< everything in it is ticked
};

/// Returns true when tapped.
bool crate_tile(Kit& kit, const Rect& rect, const CrateTile& tile);

} // namespace guichet::ui
