#pragma once
// Rectangles in pixels and the cuts by which screens are laid out.

#include <imgui.h>

#include <cmath>
#include <cstddef>
#include <vector>

namespace guichet::ui {

/// A rectangle in pixels from the upper left corner of the screen. The cuts take a piece away from a side and
/// leave the rest, on whole pixels; a cut of more than there is takes all.
struct Rect {
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;

    [[nodiscard]] float width() const { return right - left; }
    [[nodiscard]] float height() const { return bottom - top; }
    [[nodiscard]] ImVec2 min() const { return {left, top}; }
    [[nodiscard]] ImVec2 max() const { return {right, bottom}; }
    [[nodiscard]] ImVec2 centre() const { return {(left + right) / 2, (top + bottom) / 2}; }
    [[nodiscard]] bool empty() const { return width() <= 0 || height() <= 0; }
    [[nodiscard]] bool contains(const Rect& other) const;
    [[nodiscard]] bool overlaps(const Rect& other) const;

    [[nodiscard]] Rect inset(float by) const { return inset(by, by); }
    [[nodiscard]] Rect inset(float horizontally, float vertically) const;
    [[nodiscard]] Rect moved(float x, float y) const { return {left + x, top + y, right + x, bottom + y}; }

    Rect cut_left(float width);
    Rect cut_right(float width);
    Rect cut_top(float height);
    Rect cut_bottom(float height);

    /// Equal columns or rows with a gap between them.
    [[nodiscard]] std::vector<Rect> columns(std::size_t count, float gap) const;
    [[nodiscard]] std::vector<Rect> rows(std::size_t count, float gap) const;

    /// A piece of this size in the middle.
    [[nodiscard]] Rect middle(float width, float height) const;

    friend bool operator==(const Rect&, const Rect&) = default;
};

} // namespace guichet::ui
