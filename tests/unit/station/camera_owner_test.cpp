#include "kiosk/station/camera_owner.hpp"

#include "drivers/pictures/qr_symbol.hpp"
#include "tests/unit/station/station_fakes.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace guichet::station::test {
namespace {

using Texts = std::vector<std::string>;
using Pictures = Conveyor<pictures::GrayPicture>;

const std::string first = "GU1:0123456789ABCDEFGHJKMNPQRS";
const std::string second = "GU1:ZZZZZZZZZZZZZZZZZZZZZZZZZZ";
const std::string ticket = "https://www.sncf.com/ticket";

class FakeCamera final : public ports::Camera {
public:
    explicit FakeCamera(std::shared_ptr<Pictures> pictures) : pictures_(std::move(pictures)) {}

    [[nodiscard]] std::string name() const override { return "a camera of the test"; }
    Result<std::optional<ports::Frame>> next_frame(std::chrono::milliseconds timeout) override {
        auto next = pictures_->take(timeout);
        if (!next)
            return std::optional<ports::Frame>();
        shown_ = std::move(*next);
        return std::optional(
            ports::Frame{shown_.pixels.data(), shown_.width, shown_.height, shown_.width, 1, true});
    }

private:
    std::shared_ptr<Pictures> pictures_;
    pictures::GrayPicture shown_;
};

/// A grey hall, in which codes are held side by side.
pictures::GrayPicture view(const Texts& texts) {
    pictures::GrayPicture hall(640, 360, 140);
    int left = 20;
    for (const auto& text : texts) {
        const auto code = pictures::qr_picture(text, 7).value();
        for (int y = 0; y < code.height; ++y)
            std::copy_n(code.row(y), code.width, hall.row(y + 40) + left);
        left += code.width + 20;
    }
    return hall;
}

class CameraOwnerTest : public testing::Test {
protected:
    CameraOwnerTest() { intake.set_open(true); }

    /// Frames that show these codes, 33 ms from one to the next; gives what was handed in.
    Texts see(const Texts& texts, int frames = 1) {
        for (int frame = 0; frame < frames; ++frame) {
            clock.milliseconds += 33;
            pictures->put(view(texts));
            pictures->finish();
        }
        return codes(queue);
    }

    FakeClock clock;
    FakeSound sound;
    EventQueue queue;
    CodeIntake intake{queue, &sound};
    std::shared_ptr<Pictures> pictures = std::make_shared<Pictures>();
    CameraOwner owner{
        [this] { return Result<std::unique_ptr<ports::Camera>>(std::make_unique<FakeCamera>(pictures)); },
        clock, queue, intake};
};

TEST_F(CameraOwnerTest, APickupCodeCountsInItsFirstFrameAndSoundsOnce) {
    EXPECT_EQ(see({first}), Texts{first});
    EXPECT_EQ(sound.ticks, 1);
    EXPECT_EQ(see({first}, 40), Texts{});
    EXPECT_EQ(sound.ticks, 1);
}

TEST_F(CameraOwnerTest, ACodeThatIsNotReadForAMomentHasNotGone) {
    (void)see({first});
    EXPECT_EQ(see({}, 20), Texts{});
    EXPECT_EQ(see({first}), Texts{});
    EXPECT_EQ(see({}, 32), Texts{});
    EXPECT_EQ(see({first}), Texts{first}) << "a second out of view";
    EXPECT_EQ(sound.ticks, 2);
}

TEST_F(CameraOwnerTest, AnotherCustomersCodeCountsAtOnceAndTheTwoDoNotTakeTurns) {
    EXPECT_EQ(see({first}), Texts{first});
    EXPECT_EQ(see({second}), Texts{second});
    for (int turn = 0; turn < 20; ++turn) {
        EXPECT_EQ(see({first}), Texts{});
        EXPECT_EQ(see({second}), Texts{});
    }
    EXPECT_EQ(sound.ticks, 2);
}

TEST_F(CameraOwnerTest, AnotherCodeCountsWhenASecondFrameShowsIt) {
    EXPECT_EQ(see({ticket}), Texts{});
    EXPECT_EQ(sound.ticks, 0);
    EXPECT_EQ(see({}), Texts{}) << "it may tremble between";
    EXPECT_EQ(see({ticket}), Texts{ticket});
    EXPECT_EQ(see({ticket}, 20), Texts{});
    EXPECT_EQ(sound.ticks, 1);
}

TEST_F(CameraOwnerTest, AnotherCodeOfALongAgoFrameIsNoSecondSight) {
    (void)see({ticket});
    (void)see({}, 10);
    EXPECT_EQ(see({ticket}), Texts{});
}

TEST_F(CameraOwnerTest, WhatLiesBesideAPickupCodeNeverCounts) {
    EXPECT_EQ(see({ticket}), Texts{});
    EXPECT_EQ(see({first, ticket}, 3), Texts{first});
    EXPECT_EQ(see({ticket}, 90), Texts{}) << "the paper stays where it is";
    EXPECT_EQ(sound.ticks, 1);
    (void)see({}, 60);
    EXPECT_EQ(see({ticket}, 3), Texts{ticket}) << "shown anew, it is meant";
}

TEST_F(CameraOwnerTest, WhilePausedItKeepsSilentAndReadsWhatIsStillThereAfterwards) {
    intake.set_open(false);
    EXPECT_EQ(see({first}, 10), Texts{});
    EXPECT_EQ(sound.ticks, 0);
    intake.set_open(true);
    EXPECT_EQ(see({first}), Texts{first});
    EXPECT_EQ(sound.ticks, 1);
}

TEST_F(CameraOwnerTest, ThePreviewIsMadeForThoseWhoLookAndOnlyTheNewestIsKept) {
    (void)see({});
    EXPECT_EQ(owner.preview().take(), nullptr);
    owner.preview().watch(true);
    (void)see({first}, 3);
    (void)see({});
    const auto* picture = owner.preview().take();
    ASSERT_NE(picture, nullptr);
    EXPECT_EQ(picture->pixels, std::vector<std::uint8_t>([] {
                  std::vector<std::uint8_t> grey;
                  for (int n = 0; n < 640 * 360; ++n)
                      grey.insert(grey.end(), {140, 140, 140, 255});
                  return grey;
              }()));
    EXPECT_EQ(owner.preview().take(), nullptr) << "it was taken";
    intake.set_open(false);
    (void)see({});
    EXPECT_NE(owner.preview().take(), nullptr) << "people see themselves also while nothing is read";
}

} // namespace
} // namespace guichet::station::test
