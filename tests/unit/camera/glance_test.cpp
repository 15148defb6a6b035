#include "drivers/camera/glance.hpp"
#include "tests/unit/camera/sample_pictures.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::camera {
namespace {

ports::Frame frame_of(const pictures::GrayPicture& picture) {
    return {picture.pixels.data(), picture.width, picture.height, picture.width};
}

TEST(Glance, TellsTheNextPictureFromTheLast) {
    const auto pictures = sample_pictures(640, 480, 2);
    EXPECT_EQ(glance_at(frame_of(pictures[0])), glance_at(frame_of(pictures[0])));
    EXPECT_NE(glance_at(frame_of(pictures[0])).fingerprint, glance_at(frame_of(pictures[1])).fingerprint);
    EXPECT_FALSE(glance_at(frame_of(pictures[0])).plain);
}

TEST(Glance, ACoveredLensIsPlain) {
    EXPECT_TRUE(glance_at(frame_of(pictures::GrayPicture(640, 480, 16))).plain);
    EXPECT_TRUE(glance_at({}).plain);
}

TEST(Glance, ATelephonesScreenGlares) {
    pictures::GrayPicture picture(1280, 720, 90);
    EXPECT_FALSE(glance_at(frame_of(picture)).glaring);
    for (int y = 300; y < 420; ++y)
        std::fill_n(picture.row(y) + 600, 120, std::uint8_t{255});
    EXPECT_TRUE(glance_at(frame_of(picture)).glaring);
}

TEST(Glance, EverySizeAndLayoutIsLookedAt) {
    for (const int side : {1, 2, 3, 79, 81, 4'000}) {
        const pictures::GrayPicture picture(side, side, 200);
        EXPECT_TRUE(glance_at(frame_of(picture)).plain);
    }
    const auto picture = sample_pictures(640, 480, 1).front();
    const Bytes yuyv = encode(picture, Layout::yuyv);
    EXPECT_EQ(glance_at({yuyv.data(), 640, 480, 1280, 2}), glance_at(frame_of(picture)));
}

} // namespace
} // namespace guichet::camera
