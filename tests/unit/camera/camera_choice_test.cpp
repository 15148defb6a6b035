// Which camera is opened, in which mode, and what is said when it cannot be.

#include "drivers/camera/v4l2_camera.hpp"
#include "tests/unit/camera/simulated_camera.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <linux/videodev2.h>

namespace guichet::camera {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using enum Layout;

SimulatedCamera::Shape shape_of(const std::string& name, const std::string& serial = {},
                                std::vector<Mode> modes = {{yuyv, 640, 480, 30}}) {
    SimulatedCamera::Shape shape;
    shape.name = name;
    shape.usb["serial"] = serial;
    shape.modes = std::move(modes);
    return shape;
}

class CameraChoice : public ::testing::Test {
protected:
    [[nodiscard]] std::string opened(const std::string& device) {
        const auto camera = open_v4l2_camera(device, calls_);
        return camera ? (*camera)->name() : camera.error().english();
    }

    SimulatedCalls calls_;
};

TEST_F(CameraChoice, ByNameFileOrSerialNumber) {
    calls_.plug("/dev/video0", shape_of("Left", "A1"));
    calls_.plug("/dev/video2", shape_of("Right", "B2"));
    EXPECT_EQ(opened(""), "Left");
    EXPECT_EQ(opened("Right"), "Right");
    EXPECT_EQ(opened("/dev/video2"), "Right");
    EXPECT_EQ(opened("B2"), "Right");
    EXPECT_EQ(calls_.open_files(), 0U) << "what was looked at is closed again";
}

TEST_F(CameraChoice, SaysWhichOneIsMissing) {
    EXPECT_THAT(opened(""), HasSubstr("No camera is plugged in"));
    calls_.plug("/dev/video0", shape_of("Left"));
    for (const char* missing : {"Right", "/dev/video7", "/dev/v4l/by-id/usb-Right"}) {
        EXPECT_THAT(opened(missing), HasSubstr(missing));
        EXPECT_THAT(opened(missing), HasSubstr("plug it in"));
    }
}

TEST_F(CameraChoice, OneOfUsbBeforeOneThatIsBuiltInAndInfraredLast) {
    calls_.plug("/dev/video0", shape_of("Integrated IR Camera"));
    auto inside = shape_of("bcm2835-isp");
    inside.bus = "platform:bcm2835-isp";
    calls_.plug("/dev/video1", inside);
    EXPECT_EQ(opened(""), "bcm2835-isp");
    calls_.plug("/dev/video9", shape_of("Webcam"));
    EXPECT_EQ(opened(""), "Webcam");
    EXPECT_EQ(opened("Integrated IR Camera"), "Integrated IR Camera");
}

TEST_F(CameraChoice, OfTwoWithoutAChoiceTheOneThatIsFree) {
    const auto first = calls_.plug("/dev/video0", shape_of("First"));
    calls_.plug("/dev/video2", shape_of("Second"));
    first->shape.in_use = true;
    EXPECT_EQ(opened(""), "Second");
    EXPECT_THAT(opened("First"), HasSubstr("used by another program"));
    first->shape.in_use = false;
    EXPECT_EQ(opened(""), "First");
}

TEST_F(CameraChoice, ASecondDeviceFileIsNoCamera) {
    auto second = shape_of("Webcam");
    second.takes_pictures = false;
    calls_.plug("/dev/video0", second);
    EXPECT_THAT(list_cameras(calls_), IsEmpty());
    EXPECT_THAT(opened(""), HasSubstr("No camera is plugged in"));
    EXPECT_THAT(opened("/dev/video0"), HasSubstr("is no camera"));
    calls_.plug("/dev/video1", shape_of("Webcam"));
    EXPECT_EQ(opened("Webcam"), "Webcam");
}

TEST_F(CameraChoice, WhatIsNoVideoDeviceIsRefused) {
    const auto device = calls_.plug("/dev/video0", shape_of("Other"));
    device->shape.refusals[VIDIOC_QUERYCAP] = ENOTTY;
    EXPECT_THAT(opened("/dev/video0"), HasSubstr("is no camera"));
}

TEST_F(CameraChoice, BusyIsSaidWhereverItComesToLight) {
    const auto device = calls_.plug("/dev/video0", shape_of("Webcam"));
    for (const unsigned long request :
         {static_cast<unsigned long>(VIDIOC_S_FMT), static_cast<unsigned long>(VIDIOC_REQBUFS),
          static_cast<unsigned long>(VIDIOC_STREAMON)}) {
        device->shape.refusals = {{request, EBUSY}};
        EXPECT_THAT(opened("Webcam"), HasSubstr("used by another program"));
    }
    device->shape.refusals.clear();
    calls_.forbid("/dev/video0", EBUSY);
    EXPECT_THAT(opened("/dev/video0"), HasSubstr("used by another program"));
}

TEST_F(CameraChoice, RefusalsSayWhatToDo) {
    const auto device = calls_.plug("/dev/video0", shape_of("Webcam"));
    device->shape.refusals = {{VIDIOC_STREAMON, ENOSPC}};
    EXPECT_THAT(opened(""), HasSubstr("into another port"));
    device->shape.refusals = {{VIDIOC_STREAMON, EPROTO}};
    EXPECT_THAT(opened(""), HasSubstr("unplug it and plug it in again"));
    device->shape.refusals = {{VIDIOC_QUERYBUF, ENODEV}};
    EXPECT_THAT(opened(""), HasSubstr("was unplugged"));
    calls_.forbid("/dev/video0", EACCES);
    EXPECT_THAT(opened(""), HasSubstr("group \"video\""));
    EXPECT_EQ(calls_.open_files(), 0U);
}

TEST_F(CameraChoice, OneWithoutAFormatOfUseIsNamed) {
    calls_.plug("/dev/video0", shape_of("Tiny", {}, {{yuyv, 160, 120, 30}}));
    EXPECT_THAT(opened(""), HasSubstr("Tiny offers no picture format"));
}

TEST_F(CameraChoice, TheBestModeIsSet) {
    const auto device = calls_.plug(
        "/dev/video0",
        shape_of("Webcam", {}, {{yuyv, 640, 480, 30}, {yuyv, 1280, 720, 10}, {mjpeg, 1280, 720, 60}}));
    EXPECT_EQ((*open_v4l2_camera("", calls_))->mode(), (Mode{mjpeg, 1280, 720, 60}));
    EXPECT_EQ(device->mode().layout, mjpeg);
    EXPECT_EQ(device->rate(), 30) << "more would only be dropped";
}

TEST_F(CameraChoice, WhereAnySizeCanBeHadTheBestIsTaken) {
    auto shape = shape_of("Module", {}, {{mjpeg, 2592, 1944, 30}, {nv12, 2592, 1944, 30}});
    shape.any_size = true;
    shape.bus = "platform:bcm2835-v4l2-0";
    calls_.plug("/dev/video0", shape);
    EXPECT_EQ((*open_v4l2_camera("", calls_))->mode(), (Mode{nv12, 1280, 720, 30}));
}

TEST_F(CameraChoice, EveryCameraIsListed) {
    calls_.plug("/dev/video0", shape_of("Webcam", "A1", {{yuyv, 640, 480, 30}, {mjpeg, 1280, 720, 30}}));
    auto inside = shape_of("Module");
    inside.bus = "platform:soc";
    calls_.plug("/dev/video1", inside)->shape.in_use = true;
    calls_.forbid("/dev/video2", EACCES);
    const auto cameras = list_cameras(calls_);
    ASSERT_EQ(cameras.size(), 3U);
    EXPECT_EQ(cameras[0].file, "/dev/video0");
    EXPECT_EQ(cameras[0].name, "Webcam");
    EXPECT_EQ(cameras[0].serial, "A1");
    EXPECT_EQ(cameras[0].usb_id, "046d:082d");
    EXPECT_THAT(cameras[0].modes, ElementsAre(Mode{yuyv, 640, 480, 30}, Mode{mjpeg, 1280, 720, 30}));
    EXPECT_FALSE(cameras[0].in_use);
    EXPECT_TRUE(cameras[1].in_use);
    EXPECT_EQ(cameras[1].serial, "");
    ASSERT_TRUE(cameras[2].problem.has_value());
    EXPECT_THAT(cameras[2].problem->english(), HasSubstr("group \"video\""));
}

TEST_F(CameraChoice, AnEndlessListEnds) {
    struct Endless final : V4l2Calls {
        std::vector<std::string> video_files() override { return {"/dev/video0"}; }
        std::string attribute(const std::string&) override { return {}; }
        int open(const std::string&) override { return 3; }
        void close(int) override {}
        int request(int, unsigned long code, void* argument) override {
            if (code == VIDIOC_QUERYCAP)
                static_cast<v4l2_capability*>(argument)->capabilities =
                    V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
            if (code == VIDIOC_ENUM_FMT)
                static_cast<v4l2_fmtdesc*>(argument)->pixelformat = V4L2_PIX_FMT_YUYV;
            return ++requests < 10'000'000 ? 0 : EINVAL;
        }
        std::uint8_t* map(int, std::size_t, std::uint32_t) override { return nullptr; }
        void unmap(std::uint8_t*, std::size_t) override {}
        unsigned wait(int, std::chrono::milliseconds) override { return 0; }
        std::chrono::steady_clock::time_point now() override { return {}; }
        int requests = 0;
    } calls;
    EXPECT_FALSE(open_v4l2_camera("", calls).ok());
    EXPECT_LT(calls.requests, 10'000'000);
}

TEST(KernelCalls, TheRealDeviceFilesAreOpened) {
    const auto missing = open_camera("/dev/no-such-camera");
    ASSERT_FALSE(missing.ok());
    EXPECT_THAT(missing.error().english(), HasSubstr("plug it in"));
    const auto other = open_camera("/dev/null");
    ASSERT_FALSE(other.ok());
    EXPECT_THAT(other.error().english(), HasSubstr("is no camera"));
}

} // namespace
} // namespace guichet::camera
