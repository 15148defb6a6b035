#include "drivers/lab/camera/canvas.hpp"

namespace guichet::lab {
namespace {

/// How far a place lies outside a rectangle with round corners; negative inside.
double outside(const Rectangle& shape, Place at) {
    const double x = std::abs(at.x - shape.middle.x) - shape.width / 2 + shape.rounding;
    const double y = std::abs(at.y - shape.middle.y) - shape.height / 2 + shape.rounding;
    return std::hypot(std::max(x, 0.0), std::max(y, 0.0)) + std::min(std::max(x, y), 0.0) - shape.rounding;
}

double outside(const Capsule& shape, Place at) {
    const double dx = shape.to.x - shape.from.x;
    const double dy = shape.to.y - shape.from.y;
    const double along =
        ((at.x - shape.from.x) * dx + (at.y - shape.from.y) * dy) / std::max(dx * dx + dy * dy, 1e-9);
    const double nearest = std::clamp(along, 0.0, 1.0);
    return std::hypot(at.x - shape.from.x - nearest * dx, at.y - shape.from.y - nearest * dy) - shape.radius;
}

} // namespace

Canvas::Canvas(Place top_left, Place bottom_right, double density)
    : top_left_(top_left), density_(density),
      width_(std::max(2, static_cast<int>(std::ceil((bottom_right.x - top_left.x) * density)))),
      height_(std::max(2, static_cast<int>(std::ceil((bottom_right.y - top_left.y) * density)))),
      texels_(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_)) {}

Canvas::Box Canvas::box_of(double left, double top, double right, double bottom) const {
    const auto column = [this](double x) {
        return std::clamp(static_cast<int>(std::lround((x - top_left_.x) * density_)), 0, width_);
    };
    const auto row = [this](double y) {
        return std::clamp(static_cast<int>(std::lround((y - top_left_.y) * density_)), 0, height_);
    };
    return {column(left), row(top), column(right), row(bottom)};
}

void Canvas::put(int column, int row, double shade, double amount) {
    Texel& texel = texels_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_) +
                           static_cast<std::size_t>(column)];
    const double over = std::clamp(amount, 0.0, 1.0);
    texel.shade =
        static_cast<std::uint8_t>(std::clamp(shade, 0.0, 255.0) * over + texel.shade * (1 - over) + 0.5);
    texel.cover = static_cast<std::uint8_t>(255 * over + texel.cover * (1 - over) + 0.5);
}

void Canvas::paint(const Rectangle& shape, int shade) {
    const double edge = 1 / density_;
    const Box box = box_of(shape.middle.x - shape.width / 2 - edge, shape.middle.y - shape.height / 2 - edge,
                           shape.middle.x + shape.width / 2 + edge, shape.middle.y + shape.height / 2 + edge);
    for (int row = box.top; row < box.bottom; ++row)
        for (int column = box.left; column < box.right; ++column)
            put(column, row, shade, 0.5 - outside(shape, place(column, row)) * density_);
}

void Canvas::paint(const Capsule& shape, int shade, double roundness) {
    const double reach = shape.radius + 1 / density_;
    const Box box =
        box_of(std::min(shape.from.x, shape.to.x) - reach, std::min(shape.from.y, shape.to.y) - reach,
               std::max(shape.from.x, shape.to.x) + reach, std::max(shape.from.y, shape.to.y) + reach);
    for (int row = box.top; row < box.bottom; ++row)
        for (int column = box.left; column < box.right; ++column) {
            const double distance = outside(shape, place(column, row));
            const double depth = std::clamp(1 + distance / shape.radius, 0.0, 1.0); // 0 in the middle
            put(column, row, shade * (1 - 0.55 * roundness * depth * depth), 0.5 - distance * density_);
        }
}

} // namespace guichet::lab
