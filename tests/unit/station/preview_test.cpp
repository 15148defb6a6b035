#include "kiosk/station/preview.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace guichet::station {
namespace {

ports::Frame frame_of(const std::vector<std::uint8_t>& luma, int width, int height, int step = 1) {
    return {luma.data(), width, height, width * step, step, true};
}

TEST(Preview, IsNeverWiderThanItMayBeAndKeepsItsShape) {
    for (const auto& [width, height] :
         std::vector<std::pair<int, int>>{{1920, 1080}, {1280, 720}, {640, 480}, {352, 288}, {64, 64}}) {
        const std::vector<std::uint8_t> luma(static_cast<std::size_t>(width * height), 77);
        pictures::ColourPicture small;
        Shrinker().shrink(frame_of(luma, width, height), small);
        EXPECT_LE(small.width, Preview::widest);
        EXPECT_GE(small.width, 320 < width ? 320 : width);
        EXPECT_NEAR(static_cast<double>(small.width) / small.height, static_cast<double>(width) / height,
                    0.02);
        for (std::size_t at = 0; at < small.pixels.size(); at += 4) {
            ASSERT_EQ(small.pixels[at], 77);
            ASSERT_EQ(small.pixels[at + 1], 77);
            ASSERT_EQ(small.pixels[at + 2], 77);
            ASSERT_EQ(small.pixels[at + 3], 255);
        }
    }
}

TEST(Preview, ReadsOnlyTheLumaOfAnInterleavedFrameAndDoesNotMirrorIt) {
    constexpr int width = 640;
    constexpr int height = 4;
    std::vector<std::uint8_t> yuyv;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            yuyv.push_back(x < width / 2 ? 10 : 200);
            yuyv.push_back(255); // colour
        }
    pictures::ColourPicture small;
    Shrinker().shrink(frame_of(yuyv, width, height, 2), small);
    EXPECT_EQ(small.pixels.front(), 10);
    EXPECT_EQ(small.pixels[small.pixels.size() - 4], 200);
}

TEST(Preview, MixesNeighboursSoThatEdgesAreNotTorn) {
    std::vector<std::uint8_t> stripes;
    for (int n = 0; n < 1280 * 4; ++n)
        stripes.push_back(n % 2 == 0 ? 0 : 200);
    pictures::ColourPicture small;
    Shrinker().shrink(frame_of(stripes, 1280, 4), small);
    EXPECT_EQ(small.pixels.front(), 100);
}

TEST(Preview, NobodySeesAHalfPictureWhoeverIsFaster) {
    Preview preview;
    preview.watch(true);
    constexpr int rounds = 3'000;
    std::thread camera([&] {
        std::vector<std::uint8_t> luma(64 * 64);
        for (int round = 1; round <= rounds; ++round) {
            std::fill(luma.begin(), luma.end(), static_cast<std::uint8_t>(round % 251));
            preview.show(frame_of(luma, 64, 64));
        }
    });
    int torn = 0;
    int seen = 0;
    bool last = false;
    while (!last) {
        const auto* picture = preview.take();
        if (picture == nullptr) {
            std::this_thread::yield();
            continue;
        }
        ++seen;
        const auto shade = picture->pixels.front();
        for (std::size_t at = 0; at < picture->pixels.size(); at += 4)
            torn += picture->pixels[at] != shade ? 1 : 0;
        last = shade == rounds % 251;
    }
    camera.join();
    EXPECT_EQ(torn, 0);
    EXPECT_GT(seen, 0);
}

} // namespace
} // namespace guichet::station
