#pragma once
// Small charts. What a bar shows is told by pattern, word and number as well as by colour, and stands in the
// accessibility list.

#include "kiosk/ui/controls.hpp"

#include <string>
#include <vector>

namespace guichet::ui {

/// How a part of a bar is filled; each differs from the others without any colour.
enum class Fill : std::uint8_t { solid, dotted, hatched, hollow };

/// One part of a whole.
struct Share {
    std::int64_t count = 0;
    std::string words; ///< with the number: "18 collected"
    Fill fill = Fill::solid;
};

/// The parts of a whole side by side, each at least so wide that it is seen; parts of 0 are left out. It is
/// not registered: the legend says it.
void share_bar(Kit& kit, const Rect& rect, const std::vector<Share>& shares);

/// What the parts mean, in as many lines as it needs: a sample of each fill with its words.
[[nodiscard]] float legend_height(const Kit& kit, float width, const std::vector<Share>& shares);
void legend(Kit& kit, const Rect& rect, const std::vector<Share>& shares, Colour ink);
/// The same in one sentence: "18 collected, 1 missing".
[[nodiscard]] std::string in_words(const std::vector<Share>& shares);

/// One column of a chart over time.
struct Column {
    std::int64_t count = 0;
    std::string label; ///< whole: "14:30"
    std::string mark;  ///< below it, where there is room: "14:30"; empty for none
    std::string value; ///< with its unit: "12 hand-overs"
};

/// Columns with their numbers above and their marks below; the highest fills the place.
void column_chart(Kit& kit, const Rect& rect, const std::vector<Column>& columns);
/// How wide a column is at least, so that its number stands above it.
[[nodiscard]] float narrowest_column(const Kit& kit);

} // namespace guichet::ui
