// The controls of a camera's exposure: what is set, when, and that all is as it was in the end.

#include "drivers/camera/exposure_rhythm.hpp"
#include "drivers/camera/v4l2_camera.hpp"
#include "tests/unit/camera/simulated_camera.hpp"

#include <gtest/gtest.h>

#include <linux/videodev2.h>

#include <algorithm>

namespace guichet::camera {
namespace {

using namespace std::chrono_literals;
using Controls = std::map<std::uint32_t, SimulatedControl>;

constexpr std::int32_t automatic = V4L2_EXPOSURE_APERTURE_PRIORITY;
constexpr std::int32_t manual = V4L2_EXPOSURE_MANUAL;

/// As a webcam has them: a fixed time, or the camera chooses; left as the factory set it, for 60 Hz.
Controls webcam() {
    return {
        {V4L2_CID_POWER_LINE_FREQUENCY, {V4L2_CTRL_TYPE_MENU, 0, 2, 2, 2, {{0, 0}, {1, 0}, {2, 0}}}},
        {V4L2_CID_EXPOSURE_AUTO,
         {V4L2_CTRL_TYPE_MENU, 0, 3, automatic, automatic, {{manual, 0}, {automatic, 0}}}},
        {V4L2_CID_EXPOSURE_ABSOLUTE, {V4L2_CTRL_TYPE_INTEGER, 3, 2047, 250, 333, {}}},
        {V4L2_CID_EXPOSURE_AUTO_PRIORITY, {V4L2_CTRL_TYPE_BOOLEAN, 0, 1, 0, 1, {}}},
    };
}

/// As a camera module has it: from -2 to 2 EV.
Controls module() {
    return {{V4L2_CID_AUTO_EXPOSURE_BIAS,
             {V4L2_CTRL_TYPE_INTEGER_MENU,
              0,
              4,
              2,
              2,
              {{0, -2'000}, {1, -1'000}, {2, 0}, {3, 1'000}, {4, 2'000}}}}};
}

class CameraExposure : public ::testing::Test {
protected:
    void open(Controls controls) {
        SimulatedCamera::Shape shape;
        shape.controls = std::move(controls);
        device_ = calls_.plug("/dev/video0", shape);
        // White paper and black print: parts of it glare.
        device_->source = [](std::uint32_t number) {
            pictures::GrayPicture picture(640, 480, 40);
            for (int y = 0; y < 200; ++y)
                std::fill_n(picture.row(y), 640, static_cast<std::uint8_t>(240 + number % 10));
            return std::optional(SimulatedCamera::Picture{encode(picture, Layout::yuyv)});
        };
        camera_ = *open_v4l2_camera("", calls_);
    }

    /// So many frames, in all of which a code is read, or in none. Whether all of them may be shown.
    bool frames(int count, bool read) {
        bool shown = true;
        for (int number = 0; number < count; ++number) {
            const auto frame = camera_->next_frame(250ms);
            EXPECT_TRUE(frame.ok() && *frame);
            shown = shown && (*frame)->for_preview;
            camera_->frame_was_read(read);
        }
        return shown;
    }

    [[nodiscard]] std::int32_t value(std::uint32_t control) const { return device_->control(control); }

    SimulatedCalls calls_;
    std::shared_ptr<SimulatedCamera> device_;
    std::unique_ptr<V4l2Camera> camera_;
};

TEST_F(CameraExposure, LightOf50HzAndTheFullRate) {
    open(webcam());
    EXPECT_EQ(value(V4L2_CID_POWER_LINE_FREQUENCY), V4L2_CID_POWER_LINE_FREQUENCY_50HZ);
    EXPECT_EQ(value(V4L2_CID_EXPOSURE_AUTO_PRIORITY), 0);
    EXPECT_EQ(value(V4L2_CID_EXPOSURE_AUTO), automatic);
}

TEST_F(CameraExposure, AShortTimeIsTriedAndLeftAgain) {
    open(webcam());
    EXPECT_TRUE(frames(ExposureRhythm::frames_unread, false));
    EXPECT_EQ(value(V4L2_CID_EXPOSURE_AUTO), manual);
    EXPECT_EQ(value(V4L2_CID_EXPOSURE_ABSOLUTE), 50);
    EXPECT_FALSE(frames(ExposureRhythm::frames_to_settle + ExposureRhythm::frames_brief, false));
    EXPECT_EQ(value(V4L2_CID_EXPOSURE_AUTO), automatic);
    EXPECT_EQ(value(V4L2_CID_EXPOSURE_ABSOLUTE), 333);
}

TEST_F(CameraExposure, WhereItReadsItStays) {
    open(webcam());
    frames(ExposureRhythm::frames_unread + ExposureRhythm::frames_to_settle, false);
    frames(200, true);
    EXPECT_EQ(value(V4L2_CID_EXPOSURE_ABSOLUTE), 50);
    EXPECT_TRUE(frames(1, true));
}

TEST_F(CameraExposure, ABiasIsBetterThanAFixedTime) {
    auto controls = webcam();
    controls.merge(module());
    open(controls);
    frames(ExposureRhythm::frames_unread, false);
    EXPECT_EQ(value(V4L2_CID_AUTO_EXPOSURE_BIAS), 0);
    EXPECT_EQ(value(V4L2_CID_EXPOSURE_AUTO), automatic);
    frames(ExposureRhythm::frames_to_settle + ExposureRhythm::frames_brief, false);
    EXPECT_EQ(value(V4L2_CID_AUTO_EXPOSURE_BIAS), 2);
}

TEST_F(CameraExposure, ClosingLeavesEverythingAsItWas) {
    for (const int frames_before : {0, 10, ExposureRhythm::frames_unread + 2}) {
        open(webcam());
        frames(frames_before, false);
        camera_.reset();
        EXPECT_EQ(value(V4L2_CID_POWER_LINE_FREQUENCY), 2);
        EXPECT_EQ(value(V4L2_CID_EXPOSURE_AUTO_PRIORITY), 1);
        EXPECT_EQ(value(V4L2_CID_EXPOSURE_AUTO), automatic);
        EXPECT_EQ(value(V4L2_CID_EXPOSURE_ABSOLUTE), 333);
    }
}

TEST_F(CameraExposure, WhatAPersonHasFixedIsLeftAlone) {
    auto controls = webcam();
    controls[V4L2_CID_EXPOSURE_AUTO].value = manual;
    open(controls);
    EXPECT_TRUE(frames(200, false));
    EXPECT_EQ(value(V4L2_CID_EXPOSURE_AUTO), manual);
    EXPECT_EQ(value(V4L2_CID_EXPOSURE_ABSOLUTE), 333);
}

TEST_F(CameraExposure, WhatAPowerCutLeftBehindIsPutRight) {
    auto controls = webcam();
    controls[V4L2_CID_EXPOSURE_AUTO].value = manual;
    controls[V4L2_CID_EXPOSURE_ABSOLUTE].value = 50;
    open(controls);
    EXPECT_EQ(value(V4L2_CID_EXPOSURE_AUTO), automatic);
    camera_.reset();
    auto biased = module();
    biased[V4L2_CID_AUTO_EXPOSURE_BIAS].value = 0;
    open(biased);
    EXPECT_EQ(value(V4L2_CID_AUTO_EXPOSURE_BIAS), 2);
}

TEST_F(CameraExposure, WithoutTheControlsNothingIsTried) {
    open({});
    EXPECT_TRUE(frames(300, false));
    auto controls = webcam();
    controls[V4L2_CID_EXPOSURE_AUTO].menu.erase(manual);
    open(controls);
    EXPECT_TRUE(frames(300, false));
    EXPECT_EQ(value(V4L2_CID_EXPOSURE_ABSOLUTE), 333);
}

} // namespace
} // namespace guichet::camera
