#include "drivers/lab/camera/pose.hpp"

#include <cmath>

namespace guichet::lab {

Homography Homography::inverse() const {
    const auto minor = [this](std::size_t row, std::size_t column) {
        const std::size_t r1 = (row + 1) % 3;
        const std::size_t r2 = (row + 2) % 3;
        const std::size_t c1 = (column + 1) % 3;
        const std::size_t c2 = (column + 2) % 3;
        return rows_[r1][c1] * rows_[r2][c2] - rows_[r1][c2] * rows_[r2][c1];
    };
    const double determinant =
        rows_[0][0] * minor(0, 0) + rows_[0][1] * minor(0, 1) + rows_[0][2] * minor(0, 2);
    Rows inverted;
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            inverted[row][column] = minor(column, row) / determinant;
    return Homography(inverted);
}

Homography projection(const Pose& pose) {
    const double back_sin = std::sin(pose.tilted_back);
    const double back_cos = std::cos(pose.tilted_back);
    const double aside_sin = std::sin(pose.tilted_aside);
    const double aside_cos = std::cos(pose.tilted_aside);
    const double turn_sin = std::sin(pose.turned);
    const double turn_cos = std::cos(pose.turned);
    // The object's axes after it was turned about its upright, its level and the camera's axis: x, y, depth.
    const double right[3] = {aside_cos * turn_cos - aside_sin * back_sin * turn_sin,
                             aside_cos * turn_sin + aside_sin * back_sin * turn_cos, aside_sin * back_cos};
    const double down[3] = {-back_cos * turn_sin, back_cos * turn_cos, -back_sin};
    const double depth = pose.unit / pose.focal_length;
    const auto row = [&](double centre, std::size_t axis) {
        return std::array{pose.unit * right[axis] + centre * depth * right[2],
                          pose.unit * down[axis] + centre * depth * down[2], centre};
    };
    return Homography(
        {row(pose.centre.x, 0), row(pose.centre.y, 1), std::array{depth * right[2], depth * down[2], 1.0}});
}

} // namespace guichet::lab
