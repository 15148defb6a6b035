#include "drivers/camera/camera_mode.hpp"

#include <gtest/gtest.h>

namespace guichet::camera {
namespace {

TEST(CameraMode, PrefersTheSizeNearest720p) {
    const Mode wanted{Layout::yuyv, 1280, 720, 30};
    EXPECT_EQ(choose_mode({{Layout::yuyv, 640, 480, 30}, wanted, {Layout::yuyv, 1920, 1080, 30}}), wanted);
}

TEST(CameraMode, PrefersASmallerPictureToASlowOne) {
    const Mode wanted{Layout::yuyv, 640, 480, 30};
    EXPECT_EQ(choose_mode({{Layout::yuyv, 1280, 720, 10}, wanted}), wanted);
}

TEST(CameraMode, ASlowCameraIsBetterThanNone) {
    const Mode slow{Layout::yuyv, 1280, 720, 5};
    EXPECT_EQ(choose_mode({slow}), slow);
}

TEST(CameraMode, ARateThatIsNotToldIsTakenAsGood) {
    const Mode wanted{Layout::yuyv, 1280, 720, 0};
    EXPECT_EQ(choose_mode({{Layout::yuyv, 640, 480, 30}, wanted}), wanted);
}

TEST(CameraMode, OfTheSameSizeGreyIsLessToSend) {
    const Mode wanted{Layout::gray, 1280, 720, 30};
    EXPECT_EQ(choose_mode({{Layout::yuyv, 1280, 720, 30}, wanted}), wanted);
}

TEST(CameraMode, NoneOfUseIsNone) {
    EXPECT_EQ(choose_mode({}), std::nullopt);
    EXPECT_EQ(choose_mode({{Layout::yuyv, 160, 120, 30}}), std::nullopt);
}

} // namespace
} // namespace guichet::camera
