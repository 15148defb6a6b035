#include "drivers/camera/jpeg_luma.hpp"
#include "tests/unit/camera/sample_pictures.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace guichet::camera {
namespace {

constexpr int width = 640;
constexpr int height = 480;

const pictures::GrayPicture& picture() {
    static const auto one = sample_pictures(width, height, 1).front();
    return one;
}

const Bytes& jpeg() {
    static const Bytes bytes = encode(picture(), Layout::mjpeg);
    return bytes;
}

/// The mean difference of two pictures of the same sides, in grey levels.
double difference(const ports::Frame& frame, const pictures::GrayPicture& wanted) {
    double sum = 0;
    for (int y = 0; y < wanted.height; ++y)
        for (int x = 0; x < wanted.width; ++x)
            sum += std::abs(static_cast<int>(frame.row(y)[x]) - static_cast<int>(wanted.row(y)[x]));
    return sum / static_cast<double>(wanted.pixels.size());
}

TEST(JpegLuma, GivesTheBrightness) {
    JpegLuma decoder;
    const auto frame = decoder.decode(jpeg(), width, height);
    ASSERT_TRUE(frame.has_value());
    EXPECT_EQ(frame->width, width);
    EXPECT_EQ(frame->height, height);
    EXPECT_LT(difference(*frame, picture()), 4);
}

TEST(JpegLuma, TablesThatAreLeftOutAreTheStandardOnes) {
    const Bytes bare = without_huffman_tables(jpeg());
    ASSERT_LT(bare.size(), jpeg().size() - 300);
    JpegLuma decoder;
    const auto frame = decoder.decode(bare, width, height);
    ASSERT_TRUE(frame.has_value());
    EXPECT_LT(difference(*frame, picture()), 4);
}

TEST(JpegLuma, WithoutItsLowerPartItIsNoPicture) {
    JpegLuma decoder;
    for (const std::size_t percent : {1U, 10U, 50U, 80U})
        EXPECT_FALSE(decoder.decode({jpeg().data(), jpeg().size() * percent / 100}, width, height))
            << percent << " % of it";
    EXPECT_TRUE(decoder.decode(jpeg(), width, height)) << "the next one is read again";
}

TEST(JpegLuma, ALastBlockThatIsMissingOrBytesTooManyHurtNothing) {
    JpegLuma decoder;
    EXPECT_TRUE(decoder.decode({jpeg().data(), jpeg().size() - 40}, width, height));
    Bytes padded = jpeg();
    padded.resize(padded.size() + 4'096);
    EXPECT_TRUE(decoder.decode(padded, width, height));
    Bytes stuffed(jpeg().begin(), jpeg().end() - 2); // bytes between the picture and its end
    stuffed.insert(stuffed.end(), {0, 0, 0, 0xFF, 0xD9});
    EXPECT_TRUE(decoder.decode(stuffed, width, height));
}

TEST(JpegLuma, DamageInTheMiddleIsNoPicture) {
    JpegLuma decoder;
    Bytes damaged = jpeg();
    for (std::size_t at = damaged.size() / 3; at < damaged.size() / 3 + 600; ++at)
        damaged[at] = static_cast<std::uint8_t>(at % 2 == 0 ? 0xFF : 0xC1); // markers where none may be
    EXPECT_FALSE(decoder.decode(damaged, width, height));
}

TEST(JpegLuma, WhatIsNoJpegIsNoPicture) {
    JpegLuma decoder;
    EXPECT_FALSE(decoder.decode({}, width, height));
    EXPECT_FALSE(decoder.decode(Bytes(10'000, 0), width, height));
    EXPECT_FALSE(decoder.decode(Bytes(10'000, 0xFF), width, height));
}

TEST(JpegLuma, OtherSidesThanTheModesAreNoPicture) {
    JpegLuma decoder;
    EXPECT_FALSE(decoder.decode(jpeg(), 1280, 720));
    EXPECT_FALSE(decoder.decode(jpeg(), 320, 240));
    const auto cut = decoder.decode(jpeg(), width, height - 8); // as 1080 lines come in 1088
    ASSERT_TRUE(cut.has_value());
    EXPECT_EQ(cut->height, height - 8);
}

TEST(JpegLuma, ATooLargeOneIsHalved) {
    const auto large = sample_pictures(2592, 1944, 1).front();
    JpegLuma decoder;
    const auto frame = decoder.decode(encode(large, Layout::mjpeg), 2592, 1944);
    ASSERT_TRUE(frame.has_value());
    EXPECT_EQ(frame->width, 1296);
    EXPECT_EQ(frame->height, 972);
    const auto full_hd = sample_pictures(1920, 1080, 1).front();
    EXPECT_EQ(decoder.decode(encode(full_hd, Layout::mjpeg), 1920, 1080)->width, 1920);
}

} // namespace
} // namespace guichet::camera
