// An open camera: what it reads, and what it makes of everything that goes wrong.

#include "drivers/camera/v4l2_camera.hpp"
#include "drivers/decoder/decoder.hpp"
#include "tests/unit/camera/simulated_camera.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <linux/videodev2.h>
#include <poll.h>

namespace guichet::camera {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using enum Layout;

constexpr const char* file = "/dev/video0";

/// Sends the sample pictures one after another, for ever.
SimulatedCamera::Source loop_of(Layout layout, int width, int height, int padding = 0) {
    std::vector<SimulatedCamera::Picture> pictures;
    for (const auto& picture : sample_pictures(width, height, 3))
        pictures.push_back({encode(picture, layout, padding)});
    return [pictures](std::uint32_t number) { return std::optional(pictures[number % pictures.size()]); };
}

class OpenV4l2Camera : public ::testing::Test {
protected:
    /// Plugs in a camera of one mode, with a code before it, and opens it.
    void open(const Mode& mode = {yuyv, 640, 480, 30}, SimulatedCamera::Shape shape = {}) {
        shape.modes = {mode};
        device_ = calls_.plug(file, shape);
        device_->source = loop_of(mode.layout, mode.width, mode.height, shape.padding);
        auto opened = open_v4l2_camera({}, calls_);
        ASSERT_TRUE(opened.ok()) << opened.error().english();
        camera_ = *std::move(opened);
    }

    [[nodiscard]] std::optional<ports::Frame> frame(std::chrono::milliseconds timeout = 250ms) {
        const auto got = camera_->next_frame(timeout);
        EXPECT_TRUE(got.ok()) << got.error().english();
        return got ? *got : std::nullopt;
    }

    [[nodiscard]] std::string read() {
        const auto got = frame();
        const auto readings =
            got ? decoder_.decode(*got, decoder::Effort::thorough) : decltype(decoder_.decode({})){};
        return readings.empty() ? "" : readings.front().text;
    }

    /// Asks for frames until the camera gives up; its words.
    [[nodiscard]] std::string end_of_it(std::chrono::seconds limit = 60s) {
        for (const auto end = calls_.now() + limit; calls_.now() < end;)
            if (const auto got = camera_->next_frame(250ms); !got)
                return got.error().english();
        return "it goes on";
    }

    SimulatedCalls calls_;
    std::shared_ptr<SimulatedCamera> device_;
    std::unique_ptr<V4l2Camera> camera_;
    decoder::Decoder decoder_;
};

TEST_F(OpenV4l2Camera, ReadsACodeInEveryLayout) {
    for (const PixelLayout& layout : pixel_layouts()) {
        SCOPED_TRACE(layout.name);
        open({layout.layout, 640, 480, 30});
        EXPECT_EQ(read(), sample_text);
        camera_.reset();
    }
}

TEST_F(OpenV4l2Camera, RowsMayBePadded) {
    SimulatedCamera::Shape shape;
    shape.padding = 24;
    for (const Layout layout : {gray, yuyv, nv12}) {
        open({layout, 640, 480, 30}, shape);
        EXPECT_EQ(frame()->stride, 640 * facts_of(layout).step + 24);
        EXPECT_EQ(read(), sample_text);
        camera_.reset();
    }
}

TEST_F(OpenV4l2Camera, IsReadWhereTheDeviceWroteIt) {
    open();
    const auto got = frame();
    EXPECT_GE(got->luma, device_->memory(0));
    EXPECT_LT(got->luma, device_->memory(0) + SimulatedCamera::buffers * SimulatedCamera::buffer_bytes);
}

TEST_F(OpenV4l2Camera, TheNewestFrameWins) {
    open();
    EXPECT_TRUE(frame());
    calls_.let_pass(110ms); // three pictures come meanwhile
    const auto before = calls_.now();
    EXPECT_TRUE(frame());
    EXPECT_EQ(calls_.now(), before) << "one was there";
    EXPECT_EQ(camera_->counts().passed, 2U);
    EXPECT_EQ(camera_->counts().missed, 0U);
    calls_.let_pass(300ms); // more than it has memory for
    EXPECT_TRUE(frame());
    EXPECT_TRUE(frame());
    EXPECT_GT(camera_->counts().missed, 3U);
}

TEST_F(OpenV4l2Camera, AfterAPauseWhatIsShownIsNotOfBefore) {
    open();
    EXPECT_TRUE(frame());
    calls_.let_pass(30s);
    const auto before = calls_.now();
    EXPECT_TRUE(frame());
    EXPECT_GT(calls_.now(), before) << "a picture of now";
    EXPECT_EQ(camera_->counts().restarts, 0U);
}

TEST_F(OpenV4l2Camera, ACallEndsInItsTime) {
    open();
    device_->source = nullptr;
    calls_.let_pass(0ms);
    while (frame(0ms)) {
    }
    for (const auto timeout : {0ms, 100ms, 250ms}) {
        const auto before = calls_.now();
        EXPECT_FALSE(frame(timeout));
        EXPECT_EQ(calls_.now() - before, timeout);
    }
}

TEST_F(OpenV4l2Camera, UnpluggedInAWaitIsSaidAtOnce) {
    open();
    device_->source = nullptr;
    calls_.after(400ms, [this] { calls_.unplug(file); });
    const auto before = calls_.now();
    EXPECT_THAT(end_of_it(), HasSubstr("was unplugged"));
    EXPECT_LT(calls_.now() - before, 500ms);
}

TEST_F(OpenV4l2Camera, PluggedInAgainItIsFoundUnderAnotherNumber) {
    open();
    calls_.unplug(file);
    EXPECT_THAT(end_of_it(), HasSubstr("was unplugged"));
    camera_.reset();
    EXPECT_EQ(calls_.open_files(), 0U);
    EXPECT_FALSE(open_v4l2_camera("HD Webcam", calls_).ok());
    calls_.plug("/dev/video2")->source = loop_of(yuyv, 640, 480);
    auto opened = open_v4l2_camera("HD Webcam", calls_);
    ASSERT_TRUE(opened.ok());
    camera_ = *std::move(opened);
    EXPECT_EQ(read(), sample_text);
}

TEST_F(OpenV4l2Camera, BrokenAndShortPicturesAreLeftOut) {
    for (const Layout layout : {yuyv, nv12, gray, mjpeg}) {
        SCOPED_TRACE(facts_of(layout).name);
        open({layout, 640, 480, 30});
        device_->source = [good = device_->source](std::uint32_t number) {
            auto picture = good(number);
            if (number % 4 == 0)
                picture->faulty = true;
            if (number % 4 == 1)
                picture->bytes.resize(picture->bytes.size() / 3);
            if (number % 4 == 2)
                picture->bytes.clear();
            return picture;
        };
        for (int good = 0; good < 5; ++good)
            EXPECT_EQ(read(), sample_text);
        EXPECT_GE(camera_->counts().broken, 12U);
        EXPECT_EQ(camera_->counts().frames, 5U);
        camera_.reset();
    }
}

TEST_F(OpenV4l2Camera, NothingButBrokenPicturesIsAReasonToGiveUp) {
    open();
    device_->source = [good = device_->source](std::uint32_t number) {
        auto picture = good(number);
        picture->bytes.resize(100);
        return picture;
    };
    EXPECT_THAT(end_of_it(), HasSubstr("sends only broken pictures"));
    EXPECT_EQ(device_->starts(), 2) << "the stream was started again first";
}

TEST_F(OpenV4l2Camera, SilenceEndsWithAnotherStart) {
    open();
    device_->source = [this, good = device_->source](std::uint32_t number) {
        return device_->starts() > 1 ? good(number) : std::nullopt;
    };
    EXPECT_EQ(end_of_it(20s), "it goes on");
    EXPECT_EQ(camera_->counts().restarts, 1U);
    EXPECT_EQ(read(), sample_text);
}

TEST_F(OpenV4l2Camera, SilenceForGoodIsAReasonToGiveUp) {
    open();
    device_->source = nullptr;
    const auto before = calls_.now();
    EXPECT_THAT(end_of_it(), HasSubstr("sends no pictures"));
    EXPECT_LT(calls_.now() - before, 10s);
}

TEST_F(OpenV4l2Camera, AFrozenPictureIsAReasonToGiveUp) {
    open();
    device_->source = [good = device_->source](std::uint32_t) { return good(0); };
    EXPECT_THAT(end_of_it(), HasSubstr("always shows the same picture"));
    EXPECT_EQ(device_->starts(), 2);
}

TEST_F(OpenV4l2Camera, AFrozenStreamRunsAgainAfterAnotherStart) {
    open();
    device_->source = [this, good = device_->source](std::uint32_t number) {
        return good(device_->starts() > 1 ? number : 0);
    };
    EXPECT_EQ(end_of_it(40s), "it goes on");
    EXPECT_EQ(camera_->counts().restarts, 1U);
}

TEST_F(OpenV4l2Camera, APictureThatAProgramMakesMayStayTheSame) {
    SimulatedCamera::Shape shape;
    shape.driver = "v4l2 loopback";
    shape.bus = "platform:v4l2loopback-000";
    open({yuyv, 640, 480, 30}, shape);
    device_->source = [good = device_->source](std::uint32_t) { return good(0); };
    EXPECT_EQ(end_of_it(40s), "it goes on");
}

TEST_F(OpenV4l2Camera, AStreamThatTheDriverEndsIsStartedAgain) {
    open();
    calls_.after(200ms, [this] { device_->shape.stream_ends = true; });
    EXPECT_EQ(end_of_it(2s), "it goes on");
    EXPECT_EQ(device_->starts(), 2);
    EXPECT_EQ(read(), sample_text);
}

TEST_F(OpenV4l2Camera, AStreamThatDoesNotStartAgainIsGivenUp) {
    open();
    calls_.after(200ms, [this] {
        device_->shape.stream_ends = true;
        device_->shape.refusals[VIDIOC_STREAMON] = EPROTO;
    });
    EXPECT_THAT(end_of_it(), HasSubstr("does not start"));
}

TEST_F(OpenV4l2Camera, OneThatSaysReadyAndHasNothingDoesNotSpin) {
    open();
    device_->shape.refusals[VIDIOC_DQBUF] = EAGAIN;
    const auto before = calls_.now();
    EXPECT_FALSE(frame(250ms));
    EXPECT_GE(calls_.now() - before, 250ms);
    EXPECT_THAT(end_of_it(), HasSubstr("sends no pictures"));
}

TEST_F(OpenV4l2Camera, PicturesWithoutNumbersAreNotCountedAsMissed) {
    SimulatedCamera::Shape shape;
    shape.numbered = false;
    open({yuyv, 640, 480, 30}, shape);
    for (int count = 0; count < 10; ++count)
        EXPECT_TRUE(frame());
    EXPECT_EQ(camera_->counts().missed, 0U);
}

} // namespace
} // namespace guichet::camera
