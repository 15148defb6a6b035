#pragma once
// Lists that turn pages with buttons, and the lines in them: nothing needs a gesture.

#include "kiosk/ui/controls.hpp"

#include <functional>
#include <string>
#include <vector>

namespace guichet::ui {

/// Draws the items of the current page, each in its rectangle; items are never cut. `heights` of all items in
/// pixels. When one page is not enough, buttons for the others stand at the right.
/// `name` tells the list apart from others: its page is remembered under it.
void paged_list(Kit& kit, const Rect& rect, const std::string& name, const std::vector<float>& heights,
                const std::function<void(std::size_t item, const Rect& rect)>& draw_item);

/// What a line of a basket looks like.
enum class LineMark : std::uint8_t { open, collected, short_, missing, refused };

struct CheckLine {
    std::string label;    ///< the product
    std::string detail;   ///< the producer; may be empty
    std::string quantity; ///< "3", "450 g"
    LineMark mark = LineMark::open;
    std::string note; ///< what became of it in words, when it is not simply collected
};

/// One line to be touched; returns true when tapped.
bool check_line(Kit& kit, const Rect& rect, const CheckLine& line);
[[nodiscard]] float check_line_height(const Kit& kit);

/// A person or thing found, with an arrow to go there; returns true when tapped.
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
