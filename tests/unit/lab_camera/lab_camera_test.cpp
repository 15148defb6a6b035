#include "drivers/lab/camera/lab_camera.hpp"

#include "drivers/pictures/qr_symbol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace guichet::lab {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

pictures::GrayPicture code() {
    return *pictures::qr_picture("GU1:ABC", 4);
}

/// The next frame as a picture of its own; empty when none came in time.
pictures::GrayPicture fetch(ports::Camera& camera, std::chrono::milliseconds timeout) {
    const auto frame = camera.next_frame(timeout);
    EXPECT_TRUE(frame.ok());
    if (!frame.ok() || !*frame)
        return {};
    pictures::GrayPicture picture((*frame)->width, (*frame)->height);
    for (int y = 0; y < picture.height; ++y)
        std::copy_n((*frame)->row(y), picture.width, picture.row(y));
    return picture;
}

TEST(LabCamera, ShowsTheHallOnceAndThenNothingUntilACodeIsPresented) {
    LabCamera lab;
    const auto camera = *lab.opener()();
    EXPECT_FALSE(fetch(*camera, 0ms).empty());
    EXPECT_TRUE(fetch(*camera, 20ms).empty());
    lab.present(code(), {});
    EXPECT_FALSE(fetch(*camera, 0ms).empty());
    EXPECT_FALSE(fetch(*camera, 500ms).empty());
    lab.clear();
    EXPECT_FALSE(fetch(*camera, 0ms).empty());
    EXPECT_TRUE(fetch(*camera, 20ms).empty());
}

TEST(LabCamera, PresentingWakesTheOwnerThreadAtOnce) {
    LabCamera lab;
    const auto camera = *lab.opener()();
    (void)fetch(*camera, 0ms);
    std::thread hand([&lab] {
        std::this_thread::sleep_for(30ms);
        lab.present(code(), {});
    });
    const auto start = steady_clock::now();
    EXPECT_FALSE(fetch(*camera, 60s).empty());
    EXPECT_LT(steady_clock::now() - start, 30s);
    hand.join();
}

TEST(LabCamera, KeepsTheFrameInterval) {
    LabCamera lab({.width = 320, .height = 240, .frame_interval = 40ms});
    const auto camera = *lab.opener()();
    lab.present(code(), {});
    const auto start = steady_clock::now();
    for (int frame = 0; frame < 4; ++frame)
        EXPECT_FALSE(fetch(*camera, 10s).empty());
    EXPECT_GE(steady_clock::now() - start, 120ms);
}

TEST(LabCamera, UnpluggedItFailsUntilItIsOpenedAgain) {
    LabCamera lab;
    const auto camera = *lab.opener()();
    lab.present(code(), {});
    lab.unplug();
    const auto frame = camera->next_frame(1s);
    ASSERT_FALSE(frame.ok());
    EXPECT_THAT(frame.error().english(), testing::HasSubstr("plug it in again"));
    EXPECT_FALSE(lab.opener()().ok());
    lab.plug_in();
    const auto again = lab.opener()();
    ASSERT_TRUE(again.ok());
    EXPECT_FALSE(fetch(**again, 1s).empty());
}

TEST(LabCamera, AnOpenCameraOutlivesTheLabAsUnplugged) {
    auto lab = std::make_unique<LabCamera>();
    const auto camera = *lab->opener()();
    lab.reset();
    EXPECT_FALSE(camera->next_frame(1s).ok());
}

TEST(LabCamera, ShowsTheLastFrameForPreview) {
    LabCamera lab;
    EXPECT_TRUE(lab.last_frame().empty());
    const auto camera = *lab.opener()();
    lab.present(code(), {});
    const pictures::GrayPicture frame = fetch(*camera, 1s);
    EXPECT_FALSE(frame.empty());
    EXPECT_EQ(frame, lab.last_frame());
    EXPECT_EQ(lab.frames_fetched(), 1U);
}

} // namespace
} // namespace guichet::lab
