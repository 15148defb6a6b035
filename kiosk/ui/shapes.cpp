#include "kiosk/ui/shapes.hpp"

#include <algorithm>
#include <array>
#include <numbers>

namespace guichet::ui {

namespace {

constexpr float quarter = std::numbers::pi_v<float> / 2;

constexpr int steps_of_quarter = 8;

/// Ways from a centre to the points of its circle, clockwise from the right. Corners are drawn by the hundred
/// in every frame: nobody computes their sines twice.
const std::array<ImVec2, 4 * steps_of_quarter + 1>& ways() {
    static const auto all = [] {
        std::array<ImVec2, 4 * steps_of_quarter + 1> made;
        for (std::size_t step = 0; step < made.size(); ++step) {
            const float angle = quarter * static_cast<float>(step) / float{steps_of_quarter};
            made[step] = {std::cos(angle), std::sin(angle)};
        }
        return made;
    }();
    return all;
}

/// One quarter disc; `first` is the quarter where it lies, clockwise from the right. Only its curve is
/// smoothed: its straight sides meet the rest of the surface, where smoothing would leave a seam.
void fill_corner(ImDrawList& draw, ImVec2 centre, float radius, std::size_t first, Colour colour) {
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    const Colour gone = with_alpha(colour, 0);
    draw.PrimReserve(steps_of_quarter * 9, 2 * steps_of_quarter + 3);
    const unsigned middle = draw._VtxCurrentIdx;
    draw.PrimWriteVtx(centre, white, colour);
    for (std::size_t step = 0; step <= steps_of_quarter; ++step) {
        const ImVec2 way = ways()[first * steps_of_quarter + step];
        draw.PrimWriteVtx({centre.x + way.x * (radius - 0.5F), centre.y + way.y * (radius - 0.5F)}, white,
                          colour);
        draw.PrimWriteVtx({centre.x + way.x * (radius + 0.5F), centre.y + way.y * (radius + 0.5F)}, white,
                          gone);
    }
    for (unsigned inner = middle + 1; inner < middle + 1 + 2 * steps_of_quarter; inner += 2) {
        const unsigned outer = inner + 1;
        for (const unsigned vertex :
             {middle, inner, inner + 2, inner, outer, outer + 2, inner, outer + 2, inner + 2}) {
            draw.PrimWriteIdx(static_cast<ImDrawIdx>(vertex));
        }
    }
}

/// Top or bottom strip of a rounded rectangle.
void fill_edge(ImDrawList& draw, const Rect& rect, float radius, Colour colour, bool round, bool at_top) {
    const float near = at_top ? rect.top : rect.bottom - radius;
    const float far = near + radius;
    if (!round) {
        draw.AddRectFilled({rect.left, near}, {rect.right, far}, colour);
        return;
    }
    draw.AddRectFilled({rect.left + radius, near}, {rect.right - radius, far}, colour);
    const float y = at_top ? far : near;
    fill_corner(draw, {rect.left + radius, y}, radius, at_top ? 2 : 1, colour);
    fill_corner(draw, {rect.right - radius, y}, radius, at_top ? 3 : 0, colour);
}

/// Points along a rounded rectangle, the same number for every radius.
constexpr std::size_t outline_points = 4 * (steps_of_quarter + 1);

std::array<ImVec2, outline_points> outline(const Rect& rect, float radius) {
    const std::array<ImVec2, 4> centres{{{rect.right - radius, rect.bottom - radius},
                                         {rect.left + radius, rect.bottom - radius},
                                         {rect.left + radius, rect.top + radius},
                                         {rect.right - radius, rect.top + radius}}};
    std::array<ImVec2, outline_points> points;
    std::size_t n = 0;
    for (std::size_t corner = 0; corner < centres.size(); ++corner) {
        for (std::size_t step = 0; step <= steps_of_quarter; ++step, ++n) {
            const ImVec2 way = ways()[corner * steps_of_quarter + step];
            points[n] = {centres[corner].x + radius * way.x, centres[corner].y + radius * way.y};
        }
    }
    return points;
}

} // namespace

void fill_round(ImDrawList& draw, const Rect& rect, float radius, Colour colour, unsigned corners) {
    if (rect.empty()) {
        return;
    }
    const float r = std::floor(std::min({radius, rect.width() / 2, rect.height() / 2}));
    if (corners == no_corners || r < 1) {
        draw.AddRectFilled(rect.min(), rect.max(), colour);
        return;
    }
    fill_edge(draw, rect, r, colour, (corners & top_corners) != 0, true);
    if (rect.height() > 2 * r) {
        draw.AddRectFilled({rect.left, rect.top + r}, {rect.right, rect.bottom - r}, colour);
    }
    fill_edge(draw, rect, r, colour, (corners & bottom_corners) != 0, false);
}

void stroke_round(ImDrawList& draw, const Rect& rect, float radius, Colour colour, float thickness) {
    const Rect inside = rect.inset(thickness / 2);
    const float r = std::min({radius - thickness / 2, inside.width() / 2, inside.height() / 2});
    draw.PathRect(inside.min(), inside.max(), std::max(0.0F, r), ImDrawFlags_RoundCornersAll);
    draw.PathStroke(colour, ImDrawFlags_Closed, thickness);
}

void shadow_round(ImDrawList& draw, const Rect& rect, float radius, Colour colour, float reach) {
    const Rect lowered = rect.moved(0, std::round(reach / 3));
    const auto inner = outline(lowered.inset(reach / 3), radius);
    const auto outer = outline(lowered.inset(-reach * 2 / 3), radius + reach * 2 / 3);
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    const Colour gone = with_alpha(colour, 0);
    draw.PrimReserve(static_cast<int>(outline_points * 6), static_cast<int>(outline_points * 2));
    const auto first = static_cast<unsigned>(draw._VtxCurrentIdx);
    for (std::size_t n = 0; n < outline_points; ++n) {
        draw.PrimWriteVtx(inner[n], white, colour);
        draw.PrimWriteVtx(outer[n], white, gone);
    }
    for (std::size_t n = 0; n < outline_points; ++n) {
        const auto here = first + static_cast<unsigned>(2 * n);
        const auto next = first + static_cast<unsigned>(2 * ((n + 1) % outline_points));
        for (const unsigned vertex : {here, here + 1, next + 1, here, next + 1, next}) {
            draw.PrimWriteIdx(static_cast<ImDrawIdx>(vertex));
        }
    }
}

} // namespace guichet::ui
