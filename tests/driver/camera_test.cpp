// Cameras under the driver's real system calls: device files, sysfs, ioctl and shared memory as a kernel has
// them.

#include "drivers/camera/v4l2_camera.hpp"
#include "drivers/decoder/decoder.hpp"
#include "tests/driver/camera_bed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>

namespace guichet::testing {
namespace {

using namespace std::chrono_literals;
using camera::encode;
using camera::Layout;
using camera::Mode;
using camera::SimulatedCamera;
using ::testing::HasSubstr;

class UsbCamera : public ::testing::Test {
protected:
    void SetUp() override {
        if (!CameraBed::possible())
            GTEST_SKIP() << "run by ctest, or with LD_PRELOAD=libumockdev-preload.so.0";
    }

    void plug(int number, int port, const std::string& name, const std::string& serial,
              const std::vector<Mode>& modes = {{Layout::yuyv, 640, 480, 30}}) {
        SimulatedCamera::Shape shape;
        shape.name = name;
        shape.usb["serial"] = serial;
        shape.modes = modes;
        std::vector<Bytes> pictures;
        for (const auto& picture : camera::sample_pictures(modes.front().width, modes.front().height, 2))
            pictures.push_back(encode(picture, modes.front().layout));
        bed_.plug(number, port, shape, [pictures](std::uint32_t count) {
            return std::optional(SimulatedCamera::Picture{pictures[count % pictures.size()]});
        });
    }

    [[nodiscard]] static std::string read(ports::Camera& camera) {
        const auto frame = camera.next_frame(5s);
        if (!frame)
            return frame.error().english();
        if (!*frame)
            return "no picture came";
        const auto readings = decoder::Decoder().decode(**frame, decoder::Effort::thorough);
        return readings.empty() ? "nothing was read" : readings.front().text;
    }

    using Bytes = camera::Bytes;
    CameraBed bed_;
};

TEST_F(UsbCamera, ACodeIsReadOutOfTheSharedMemory) {
    for (const Layout layout : {Layout::yuyv, Layout::nv12, Layout::gray, Layout::mjpeg}) {
        SCOPED_TRACE(camera::facts_of(layout).name);
        plug(0, 1, "Webcam", "A1", {{layout, 640, 480, 30}});
        auto opened = camera::open_camera("Webcam");
        ASSERT_TRUE(opened.ok()) << opened.error().english();
        for (int count = 0; count < 3; ++count)
            EXPECT_EQ(read(**opened), camera::sample_text);
        opened = fail("closed");
        bed_.unplug(0);
    }
}

TEST_F(UsbCamera, SysfsTellsSerialNumberAndIds) {
    plug(0, 1, "Webcam", "A1");
    plug(11, 2, "Webcam", "B2");
    plug(2, 3, "Other", "");
    const auto cameras = camera::list_cameras();
    ASSERT_EQ(cameras.size(), 3U);
    EXPECT_EQ(cameras[0].file, "/dev/video0");
    EXPECT_EQ(cameras[0].serial, "A1");
    EXPECT_EQ(cameras[0].usb_id, "046d:082d");
    EXPECT_EQ(cameras[1].file, "/dev/video2") << "by their numbers, not their letters";
    EXPECT_EQ(cameras[1].serial, "");
    EXPECT_EQ(cameras[2].serial, "B2");
}

TEST_F(UsbCamera, OfTwoOfAKindTheOneWithTheSerialNumberIsOpened) {
    plug(0, 1, "Webcam", "A1");
    plug(2, 2, "Webcam", "B2");
    const auto opened = camera::open_camera("B2");
    ASSERT_TRUE(opened.ok()) << opened.error().english();
    bed_.with(0, [](const SimulatedCamera& other) { EXPECT_FALSE(other.streaming()); });
    bed_.with(2, [](const SimulatedCamera& meant) { EXPECT_TRUE(meant.streaming()); });
}

TEST_F(UsbCamera, UnpluggedItIsSaidAndFoundAgainUnderAnotherNumber) {
    plug(0, 1, "Webcam", "A1");
    auto opened = camera::open_camera("A1");
    ASSERT_TRUE(opened.ok()) << opened.error().english();
    EXPECT_EQ(read(**opened), camera::sample_text);
    bed_.unplug(0);
    EXPECT_THAT(read(**opened), HasSubstr("was unplugged"));
    opened = camera::open_camera("A1");
    ASSERT_FALSE(opened.ok());
    EXPECT_THAT(opened.error().english(), HasSubstr("is not there: plug it in"));
    plug(3, 4, "Webcam", "A1");
    opened = camera::open_camera("A1");
    ASSERT_TRUE(opened.ok()) << opened.error().english();
    EXPECT_EQ(read(**opened), camera::sample_text);
}

TEST_F(UsbCamera, OneThatAnotherProgramHasIsBusy) {
    plug(0, 1, "Webcam", "A1");
    bed_.with(0, [](SimulatedCamera& camera) { camera.shape.in_use = true; });
    const auto opened = camera::open_camera("");
    ASSERT_FALSE(opened.ok());
    EXPECT_THAT(opened.error().english(), HasSubstr("used by another program"));
    EXPECT_TRUE(camera::list_cameras().front().in_use);
}

} // namespace
} // namespace guichet::testing
