#include "kiosk/ui/shapes.hpp"

#include <algorithm>
#include <array>
#include <numbers>

namespace guichet::ui {

namespace {

constexpr float quarter = std::numbers::pi_v<float> / 2;

constexpr int most_steps = 12;

/// Ways from a centre to the points of its circle, clockwise from the right. Corners are drawn by the hundred
/// in every frame: nobody computes their sines twice.
const std::array<ImVec2, 4 * most_steps + 1>& ways() {
    static const auto all = [] {
        std::array<ImVec2, 4 * most_steps + 1> made;
        for (std::size_t step = 0; step < made.size(); ++step) {
            const float angle = quarter * static_cast<float>(step) / float{most_steps};
            made[step] = {std::cos(angle), std::sin(angle)};
        }
        return made;
    }();
    return all;
}

/// The steps in which a quarter of this radius in pixels is drawn: so many that no side strays farther than
/// a fifth of a pixel from the circle, and no more, since points are most of what a frame costs.
int steps_for(float radius) {
    return radius <= 10 ? 4 : radius <= 23 ? 6 : most_steps;
}

ImVec2 way_of(std::size_t corner, int step, int steps) {
    return ways()[corner * most_steps + static_cast<std::size_t>(step * (most_steps / steps))];
}

/// One quarter disc; `first` is the quarter where it lies, clockwise from the right. Only its curve is
/// smoothed: its straight sides meet the rest of the surface, where smoothing would leave a seam.
void fill_corner(ImDrawList& draw, ImVec2 centre, float radius, std::size_t first, Colour colour) {
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    const Colour gone = with_alpha(colour, 0);
    const int steps = steps_for(radius);
    draw.PrimReserve(steps * 9, 2 * steps + 3);
    const unsigned middle = draw._VtxCurrentIdx;
    draw.PrimWriteVtx(centre, white, colour);
    for (int step = 0; step <= steps; ++step) {
        const ImVec2 way = way_of(first, step, steps);
        draw.PrimWriteVtx({centre.x + way.x * (radius - 0.5F), centre.y + way.y * (radius - 0.5F)}, white,
                          colour);
        draw.PrimWriteVtx({centre.x + way.x * (radius + 0.5F), centre.y + way.y * (radius + 0.5F)}, white,
                          gone);
    }
    const unsigned last = middle + 1 + 2 * static_cast<unsigned>(steps);
    for (unsigned inner = middle + 1; inner < last; inner += 2) {
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

/// Rings of points around a rounded rectangle, each with the next joined by a band of colour: what strokes
/// and shadows are made of.
class Rings {
public:
    /// The rectangle and radius that all rings are parallel to.
    Rings(ImDrawList& draw, const Rect& rect, float radius, int rings)
        : draw_(draw), rect_(rect.inset(radius)), radius_(radius), steps_(steps_for(radius)), left_(rings),
          points_(4 * (steps_ + 1)) {
        draw.PrimReserve((rings - 1) * points_ * 6, rings * points_);
    }

    /// The next ring, so many pixels outside the first rectangle.
    void add(float outside, Colour colour) {
        const auto first = draw_._VtxCurrentIdx;
        const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
        const std::array<ImVec2, 4> centres{{{rect_.right, rect_.bottom},
                                             {rect_.left, rect_.bottom},
                                             {rect_.left, rect_.top},
                                             {rect_.right, rect_.top}}};
        const float radius = std::max(0.0F, radius_ + outside);
        for (std::size_t corner = 0; corner < centres.size(); ++corner) {
            for (int step = 0; step <= steps_; ++step) {
                const ImVec2 way = way_of(corner, step, steps_);
                draw_.PrimWriteVtx({centres[corner].x + radius * way.x, centres[corner].y + radius * way.y},
                                   white, colour);
            }
        }
        if (--left_ > 0) {
            join(first);
        }
    }

private:
    /// The ring that begins with this vertex, and the one after it.
    void join(unsigned first) {
        const auto points = static_cast<unsigned>(points_);
        for (unsigned n = 0; n < points; ++n) {
            const unsigned here = first + n;
            const unsigned next = first + (n + 1 == points ? 0 : n + 1);
            for (const unsigned vertex : {here, here + points, next + points, here, next + points, next}) {
                draw_.PrimWriteIdx(static_cast<ImDrawIdx>(vertex));
            }
        }
    }

    ImDrawList& draw_;
    Rect rect_; ///< of the centres of the corners
    float radius_;
    int steps_;
    int left_;
    int points_;
};

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
    const float half = thickness / 2;
    if (r < half + 0.5F) {
        draw.PathRect(inside.min(), inside.max(), std::max(0.0F, r), ImDrawFlags_RoundCornersAll);
        draw.PathStroke(colour, ImDrawFlags_Closed, thickness);
        return;
    }
    const Colour gone = with_alpha(colour, 0);
    const float full = std::max(0.0F, half - 0.5F); // the edges are smoothed over one pixel
    Rings rings(draw, inside, r, 4);
    rings.add(-half - 0.5F, gone);
    rings.add(-full, colour);
    rings.add(full, colour);
    rings.add(half + 0.5F, gone);
}

void shadow_round(ImDrawList& draw, const Rect& rect, float radius, Colour colour, float reach) {
    Rings rings(draw, rect.moved(0, std::round(reach / 3)), radius, 2);
    rings.add(-reach / 3, colour);
    rings.add(reach * 2 / 3, with_alpha(colour, 0));
}

} // namespace guichet::ui
