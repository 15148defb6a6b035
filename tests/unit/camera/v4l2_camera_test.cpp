#include "drivers/camera/v4l2_camera.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guichet::camera {
namespace {

using testing::HasSubstr;

TEST(V4l2Camera, SaysWhichCameraIsMissing) {
    for (const char* device : {"/dev/no-such-camera", "Camera that nobody makes"}) {
        const auto opened = open_camera(device);
        ASSERT_FALSE(opened.ok());
        EXPECT_THAT(opened.error().english(), HasSubstr(device));
        EXPECT_THAT(opened.error().english(), HasSubstr("plug it in"));
    }
}

TEST(V4l2Camera, ADeviceThatIsNoCameraIsRefused) {
    const auto opened = open_camera("/dev/null");
    ASSERT_FALSE(opened.ok());
    EXPECT_THAT(opened.error().english(), HasSubstr("is no camera"));
}

} // namespace
} // namespace guichet::camera
