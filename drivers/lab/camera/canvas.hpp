#pragma once
// Inside this room: a flat picture with transparent places, painted with a few smooth shapes.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace guichet::lab {

/// A place on the plane of the held object. The unit is the side of the code's picture, the origin its
/// centre; x goes right, y down.
struct Place {
    double x = 0;
    double y = 0;
};

/// One point of a canvas. `shade` is premultiplied by `cover`, so that both may be interpolated.
struct Texel {
    std::uint8_t shade = 0;
    std::uint8_t cover = 0; ///< 0 = nothing there, 255 = opaque
};

struct Rectangle {
    Place middle;
    double width = 0;
    double height = 0;
    double rounding = 0; ///< radius of the corners
};

/// A thick line with round ends: a finger, an arm.
struct Capsule {
    Place from;
    Place to;
    double radius = 0;
};

class Canvas {
public:
    /// Covers the plane between two corners with `density` texels for each unit.
    Canvas(Place top_left, Place bottom_right, double density);

    void paint(const Rectangle& shape, int shade);
    /// `roundness` 0 to 1 darkens the shape towards its edges, as a round body is.
    void paint(const Capsule& shape, int shade, double roundness);
    /// Paints each texel of a rectangle with the shade that `shade_at(x, y)` gives, x and y from 0 to 1.
    template <typename ShadeAt>
    void paint_picture(Place middle, double side, ShadeAt shade_at) {
        const Box box =
            box_of(middle.x - side / 2, middle.y - side / 2, middle.x + side / 2, middle.y + side / 2);
        for (int row = box.top; row < box.bottom; ++row)
            for (int column = box.left; column < box.right; ++column) {
                const Place at = place(column, row);
                put(column, row, shade_at((at.x - middle.x) / side + 0.5, (at.y - middle.y) / side + 0.5), 1);
            }
    }

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] double density() const { return density_; }
    [[nodiscard]] Place top_left() const { return top_left_; }
    [[nodiscard]] Place bottom_right() const {
        return {top_left_.x + width_ / density_, top_left_.y + height_ / density_};
    }
    [[nodiscard]] const Texel* row(int y) const {
        return texels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width_);
    }

private:
    struct Box {
        int left;
        int top;
        int right;
        int bottom;
    };

    [[nodiscard]] Box box_of(double left, double top, double right, double bottom) const;
    [[nodiscard]] Place place(int column, int row) const {
        return {top_left_.x + (column + 0.5) / density_, top_left_.y + (row + 0.5) / density_};
    }
    /// Lays a shade over a texel; `amount` 0 to 1 tells how much of the texel it covers.
    void put(int column, int row, double shade, double amount);

    Place top_left_;
    double density_;
    int width_;
    int height_;
    std::vector<Texel> texels_;
};

} // namespace guichet::lab
