#pragma once

#include "drivers/lab/camera/canvas.hpp"

#include <array>

namespace guichet::lab {

/// Where a flat object is held before the camera; lengths in pixels, angles in radians.
struct Pose {
    Place centre;    ///< of its origin in the frame
    double unit = 0; ///< pixels for one unit of the object's plane, at its origin
    double turned = 0;
    double tilted_back = 0;
    double tilted_aside = 0;
    double focal_length = 0; ///< of the camera
};

/// A map between two planes seen in perspective.
class Homography {
public:
    using Rows = std::array<std::array<double, 3>, 3>;
    explicit Homography(const Rows& rows) : rows_(rows) {}

    /// Where a place is seen. `depth` > 0 tells that it is in front of the camera.
    struct Seen {
        Place place;
        double depth = 0;
    };
    [[nodiscard]] Seen operator()(Place at) const {
        const double depth = rows_[2][0] * at.x + rows_[2][1] * at.y + rows_[2][2];
        return {{(rows_[0][0] * at.x + rows_[0][1] * at.y + rows_[0][2]) / depth,
                 (rows_[1][0] * at.x + rows_[1][1] * at.y + rows_[1][2]) / depth},
                depth};
    }

    [[nodiscard]] Homography inverse() const;
    [[nodiscard]] const Rows& rows() const { return rows_; }

private:
    Rows rows_;
};

/// From the object's plane to the frame.
[[nodiscard]] Homography projection(const Pose& pose);

} // namespace guichet::lab
