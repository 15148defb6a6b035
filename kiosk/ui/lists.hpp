#pragma once
// Lists that turn pages with buttons, and the lines in them: nothing needs a gesture.

#include "kiosk/ui/controls.hpp"

#include <functional>
#include <string>
#include <vector>

namespace guichet::ui {

struct List {
    std::string name; ///< tells it apart from others: its page is remembered under it
    std::size_t count = 0;
    /// The height of an item for a width, both in pixels.
    std::function<float(std::size_t item, float width)> height;
    /// Whether an item heads what follows; empty when none does.
    std::function<bool(std::size_t item)> heads;
    float narrowest = 1e6F; ///< items stand in several columns as long as they are not narrower
    float least = 0;        ///< pixels: all items together are never lower; spares measuring long lists
    float gap = -1;         ///< between items; negative for that of things to touch
};

/// Draws the items of the current page, each in its rectangle, in columns; an item that is higher than the
/// whole list gets as much as there is. When one page is not enough, buttons for the others stand at the
/// right.
void paged_list(Kit& kit, const Rect& rect, const List& list,
                const std::function<void(std::size_t item, const Rect& rect)>& draw_item);

/// How wide the buttons of the pages are beside a list there.
[[nodiscard]] float pages_width(const Kit& kit, const Rect& rect);

/// Whether the list needs no pages there.
[[nodiscard]] bool fits_on_one_page(const Kit& kit, const Rect& rect, const List& list);

/// What a line of a basket looks like.
enum class LineMark : std::uint8_t { open, collected, short_, missing, refused };

struct CheckLine {
    std::string label;    ///< the product
    std::string quantity; ///< "3", "450 g"
    LineMark mark = LineMark::open;
    std::string state; ///< the mark in words: "taken", "missing", "2 of 3"
    bool enabled = true;
    bool large = false; ///< a size larger, where there is room
};

/// One line to be touched; returns true when tapped.
bool check_line(Kit& kit, const Rect& rect, const CheckLine& line);
/// How high it must be to show all of its label and state.
[[nodiscard]] float check_line_height(const Kit& kit, const CheckLine& line, float width);

/// Something found, with an arrow to go there; returns true when tapped.
struct ListRow {
    std::string label;
    std::string value;  ///< at the right of the label
    std::string detail; ///< below
    Icon icon = Icon::none;
    Meaning meaning = Meaning::plain;
    bool personal = false; ///< it names a customer, see Element::personal
};
bool list_row(Kit& kit, const Rect& rect, const ListRow& row);
/// How high it must be to show all of it.
[[nodiscard]] float list_row_height(const Kit& kit, const ListRow& row, float width);

} // namespace guichet::ui
