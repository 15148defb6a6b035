// What `guichet-kiosk doctor` says of cameras.

#include "drivers/decoder/picture_reader.hpp"
#include "kiosk/station/findings.hpp"
#include "tests/unit/camera/simulated_camera.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace guichet::station {
namespace {

using camera::Layout;
using camera::Mode;
using camera::SimulatedCamera;
using ::testing::HasSubstr;
using ::testing::Not;

class DoctorOfCameras : public ::testing::Test {
protected:
    std::shared_ptr<SimulatedCamera> plug(const std::string& file, const std::string& name,
                                          std::vector<Mode> modes = {{Layout::yuyv, 640, 480, 30}}) {
        SimulatedCamera::Shape shape;
        shape.name = name;
        shape.modes = std::move(modes);
        auto camera = calls_.plug(file, shape);
        camera->source = [device = camera.get()](std::uint32_t number) {
            const auto picture =
                camera::sample_pictures(device->mode().width, device->mode().height, 1).front();
            SimulatedCamera::Picture sent{camera::encode(picture, device->mode().layout)};
            sent.bytes.front() = static_cast<std::uint8_t>(
                device->mode().layout == Layout::mjpeg ? sent.bytes.front() : number);
            return std::optional(sent);
        };
        return camera;
    }

    [[nodiscard]] std::vector<Finding> examine(const std::filesystem::path& frame = {}) {
        return examine_cameras(configuration_, frame, calls_);
    }

    Configuration configuration_;
    camera::SimulatedCalls calls_;
};

TEST_F(DoctorOfCameras, TellsModesRateAndWhatWasRead) {
    plug("/dev/video0", "Webcam", {{Layout::yuyv, 640, 480, 30}, {Layout::mjpeg, 1280, 720, 30}});
    const auto findings = examine();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].part, "camera");
    EXPECT_TRUE(findings[0].well);
    EXPECT_THAT(findings[0].words, HasSubstr("Webcam (/dev/video0, USB 046d:082d, serial number S1)"));
    EXPECT_THAT(findings[0].words, HasSubstr("offers YUYV 640 × 480 (30)\n       MJPG 1280 × 720 (30)"));
    EXPECT_THAT(findings[0].words, HasSubstr("1280 × 720 as MJPG, 30.0 pictures a second"));
    EXPECT_THAT(findings[0].words, HasSubstr("a code was read"));
    const auto& details = findings[0].details;
    EXPECT_EQ(details["mode"]["format"], "MJPG");
    EXPECT_NEAR(details["measured_frames_per_second"].get<double>(), 30, 0.5);
    EXPECT_GT(details["decode_milliseconds"].get<double>(), 0);
    EXPECT_EQ(details["read"], true);
    EXPECT_EQ(details["modes"].size(), 2U);
}

TEST_F(DoctorOfCameras, EveryCameraIsLookedAtOursFirst) {
    plug("/dev/video0", "Left");
    plug("/dev/video2", "Right");
    calls_.forbid("/dev/video4", EACCES);
    configuration_.camera = "Right";
    const auto findings = examine();
    ASSERT_EQ(findings.size(), 3U);
    EXPECT_EQ(findings[0].part, "camera");
    EXPECT_THAT(findings[0].words, HasSubstr("Right"));
    EXPECT_EQ(findings[1].part, "other camera");
    EXPECT_THAT(findings[1].words, HasSubstr("Left"));
    EXPECT_FALSE(findings[2].well);
    EXPECT_THAT(findings[2].words, HasSubstr("group \"video\""));
    EXPECT_EQ(calls_.open_files(), 0U);
}

TEST_F(DoctorOfCameras, TheLastPictureIsSaved) {
    plug("/dev/video0", "Webcam");
    const auto file = std::filesystem::temp_directory_path() / "guichet-doctor-frame.png";
    std::filesystem::remove(file);
    const auto findings = examine(file);
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_TRUE(findings[1].well);
    const auto read = decoder::read_picture_file(file);
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_EQ(*read, camera::sample_text);
    std::filesystem::remove(file);
}

TEST_F(DoctorOfCameras, WithoutACameraThereIsNoPictureToSave) {
    const auto findings = examine("frame.png");
    ASSERT_EQ(findings.size(), 2U);
    EXPECT_THAT(findings[0].words, HasSubstr("No camera is plugged in"));
    EXPECT_EQ(findings[1].part, "frame");
    EXPECT_FALSE(findings[1].well);
    EXPECT_TRUE(findings[1].needed) << "it was asked for";
}

TEST_F(DoctorOfCameras, OneThatIsInUseMayBeTheKiosks) {
    plug("/dev/video0", "Webcam")->shape.in_use = true;
    configuration_.camera = "Webcam";
    const auto findings = examine();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_FALSE(findings[0].well);
    EXPECT_THAT(findings[0].words, HasSubstr("used by another program"));
    EXPECT_THAT(findings[0].words, HasSubstr("When that program is the kiosk"));
    EXPECT_EQ(findings[0].details["name"], "Webcam");
}

TEST_F(DoctorOfCameras, ASlowOneIsToldWhatHelps) {
    plug("/dev/video0", "Webcam", {{Layout::yuyv, 640, 480, 5}});
    const auto findings = examine();
    EXPECT_FALSE(findings[0].well);
    EXPECT_THAT(findings[0].words, HasSubstr("5.0 pictures a second"));
    EXPECT_THAT(findings[0].words, HasSubstr("more light"));
}

TEST_F(DoctorOfCameras, OneWithoutPicturesIsNotWell) {
    plug("/dev/video0", "Webcam")->source = nullptr;
    const auto findings = examine();
    EXPECT_FALSE(findings[0].well);
    EXPECT_THAT(findings[0].words, HasSubstr("sends no pictures"));
}

} // namespace
} // namespace guichet::station
