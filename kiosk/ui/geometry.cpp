#include "kiosk/ui/geometry.hpp"

#include <algorithm>

namespace guichet::ui {

bool Rect::contains(const Rect& other) const {
    return other.left >= left && other.top >= top && other.right <= right && other.bottom <= bottom;
}

bool Rect::overlaps(const Rect& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
}

Rect Rect::inset(float horizontally, float vertically) const {
    return {left + horizontally, top + vertically, right - horizontally, bottom - vertically};
}

Rect Rect::cut_left(float width) {
    const float edge = std::min(left + std::round(width), right);
    const Rect piece{left, top, edge, bottom};
    left = edge;
    return piece;
}

Rect Rect::cut_right(float width) {
    const float edge = std::max(right - std::round(width), left);
    const Rect piece{edge, top, right, bottom};
    right = edge;
    return piece;
}

Rect Rect::cut_top(float height) {
    const float edge = std::min(top + std::round(height), bottom);
    const Rect piece{left, top, right, edge};
    top = edge;
    return piece;
}

Rect Rect::cut_bottom(float height) {
    const float edge = std::max(bottom - std::round(height), top);
    const Rect piece{left, edge, right, bottom};
    bottom = edge;
    return piece;
}

std::vector<Rect> Rect::columns(std::size_t count, float gap) const {
    std::vector<Rect> pieces;
    const auto number = static_cast<float>(count);
    const float step = (width() + gap) / number;
    for (std::size_t n = 0; n < count; ++n) {
        const float from = std::round(left + step * static_cast<float>(n));
        const float to = std::round(left + step * static_cast<float>(n + 1) - gap);
        pieces.push_back({from, top, to, bottom});
    }
    return pieces;
}

std::vector<Rect> Rect::rows(std::size_t count, float gap) const {
    std::vector<Rect> pieces;
    const auto number = static_cast<float>(count);
    const float step = (height() + gap) / number;
    for (std::size_t n = 0; n < count; ++n) {
        const float from = std::round(top + step * static_cast<float>(n));
        const float to = std::round(top + step * static_cast<float>(n + 1) - gap);
        pieces.push_back({left, from, right, to});
    }
    return pieces;
}

Rect Rect::middle(float wide, float high) const {
    const float x = std::round(left + (width() - wide) / 2);
    const float y = std::round(top + (height() - high) / 2);
    return {x, y, x + std::round(wide), y + std::round(high)};
}

} // namespace guichet::ui
