#pragma once
// Lists that turn pages with buttons, and the lines in them: nothing needs a gesture.

#include "kiosk/ui/controls.hpp"

#include <functional>
#include <string>
#include <vector>

namespace guichet::ui {

struct List {
    std::string name;           ///< tells it apart from others: its page is remembered under it
    std::vector<float> heights; ///< of all items, in pixels
    std::vector<bool> headings; ///< which of them head what follows; empty for none
    float widest = 1e6F;        ///< from this width on the items stand in another column
};

/// Draws the items of the current page, each in its rectangle, in columns; items are never cut. When one page
/// is not enough, buttons for the others stand at the right.
void paged_list(Kit& kit, const Rect& rect, const List& list,
                const std::function<void(std::size_t item, const Rect& rect)>& draw_item);

/// What a line of a basket looks like.
enum class LineMark : std::uint8_t { open, collected, short_, missing, refused };

struct CheckLine {
    std::string label;    ///< the product
    std::string quantity; ///< "3", "450 g"
    LineMark mark = LineMark::open;
    std::string state; ///< the mark in words: "taken", "missing", "2 of 3"
    bool enabled = true;
};

/// One line to be touched; returns true when tapped.
bool check_line(Kit& kit, const Rect& rect, const CheckLine& line);
[[nodiscard]] float check_line_height(const Kit& kit);

/// Something found, with an arrow to go there; returns true when tapped.
struct ListRow {
    std::string label;
    std::string detail;
    std::string value;
    Icon icon = Icon::none;
    Meaning meaning = Meaning::plain;
};
bool list_row(Kit& kit, const Rect& rect, const ListRow& row);
[[nodiscard]] float list_row_height(const Kit& kit);

} // namespace guichet::ui
