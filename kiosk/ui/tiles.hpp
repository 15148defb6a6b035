#pragma once
// Tiles: large things to touch, with a sign, a label and what there is to say of it. Nothing in them is cut:
// they grow, and give up their sign before a word is parted.

#include "kiosk/ui/controls.hpp"

#include <string>

namespace guichet::ui {

struct Tile {
    std::string label;
    std::string caption = {}; ///< below the label, smaller
    Icon icon = Icon::none;
    Meaning meaning = Meaning::plain; ///< of the sign's ground; `icon` and `caption` tell it as well
    bool enabled = true;
    bool touchable = true; ///< false: only seen
    bool personal = false; ///< it names a customer, see Element::personal
};

/// How high it must be to show all of its text.
[[nodiscard]] float tile_height(const Kit& kit, float width, const Tile& tile);

/// Returns true when it was tapped.
bool tile(Kit& kit, const Rect& rect, const Tile& tile);

/// The first of the styles in which the text breaks at this width without parting a word; else the last.
[[nodiscard]] TextStyle whole_words(const Kit& kit, float width, std::string_view text,
                                    std::initializer_list<TextStyle> styles);

} // namespace guichet::ui
