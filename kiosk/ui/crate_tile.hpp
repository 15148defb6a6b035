#pragma once
// A crate as one finds it on the shelf: its place in very large letters, on a picture of the box.

#include "kiosk/ui/controls.hpp"

#include <string>
#include <vector>

namespace guichet::ui {

struct CrateTile {
    std::string location; ///< "A12"; empty when the crate has no place of its own
    StorageClass storage = StorageClass::ambient;
    std::string kept;    ///< "Ambient", "Chilled", "Frozen"
    std::string caption; ///< "6 articles"
    std::string name;    ///< "Crate A12"
    bool done = false;   ///< everything in it has been seen to
    bool enabled = true;

    [[nodiscard]] const std::string& place() const { return location.empty() ? kept : location; }
};

/// How crates that stand together are written: all in the same way.
struct CrateLook {
    TextStyle place = TextStyle::strong;
    bool kept = false; ///< the storage class stands in words beside its sign
};

/// The largest letters in which the places of all crates stand whole on tiles of this size.
[[nodiscard]] CrateLook crate_look(const Kit& kit, float width, float height,
                                   const std::vector<CrateTile>& tiles);

/// Shows it, as the front of a wooden box with a label plate; everything that fits is on the plate. Returns
/// true when it was tapped.
bool crate_tile(Kit& kit, const Rect& rect, const CrateTile& tile, const CrateLook& look);

/// The same as a row in a list, where there is no room for pictures.
bool crate_row(Kit& kit, const Rect& rect, const CrateTile& tile);
[[nodiscard]] float crate_row_height(const Kit& kit);

} // namespace guichet::ui
