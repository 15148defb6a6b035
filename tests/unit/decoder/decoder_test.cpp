#include "drivers/decoder/decoder.hpp"

#include "drivers/pictures/qr_symbol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace guichet::decoder {
namespace {

using pictures::GrayPicture;
using testing::IsEmpty;
using testing::SizeIs;

const std::string text = "GU1:0123456789ABCDEFGHJKMNPQRS";

ports::Frame frame_of(const GrayPicture& picture) {
    return {picture.pixels.data(), picture.width, picture.height, picture.width, 1};
}

/// A frame of even grey with a code's picture at a place.
GrayPicture frame_with(const GrayPicture& code, int left, int top, int width = 1280, int height = 720) {
    GrayPicture frame(width, height, 128);
    for (int y = 0; y < code.height; ++y)
        std::copy_n(code.row(y), code.width, frame.row(top + y) + left);
    return frame;
}

GrayPicture code_picture(int module_pixels = 6) {
    return *pictures::qr_picture(text, module_pixels);
}

TEST(Decoder, ReadsACodeAndSaysWhereItIs) {
    Decoder decoder;
    const GrayPicture frame = frame_with(code_picture(), 500, 200);
    const auto readings = decoder.decode(frame_of(frame));
    ASSERT_THAT(readings, SizeIs(1));
    EXPECT_EQ(readings[0].text, text);
    EXPECT_FALSE(readings[0].inverted);
    const int margin = 4 * 6;
    const int side = 29 * 6;
    EXPECT_NEAR(readings[0].corners[0].x, 500 + margin, 8);
    EXPECT_NEAR(readings[0].corners[0].y, 200 + margin, 8);
    EXPECT_NEAR(readings[0].corners[2].x, 500 + margin + side, 8);
    EXPECT_NEAR(readings[0].corners[2].y, 200 + margin + side, 8);
}

TEST(Decoder, ReadsSmallAndLargeCodesInEverySizeOfFrame) {
    for (const auto& [width, height] : {std::pair(640, 480), std::pair(1280, 720), std::pair(1920, 1080)})
        for (const int module_pixels : {3, 8, 12}) {
            Decoder decoder;
            const GrayPicture frame = frame_with(code_picture(module_pixels), 10, 10, width, height);
            int read = 0;
            for (int look = 0; look < 3; ++look) // the costly passes take turns
                read += static_cast<int>(decoder.decode(frame_of(frame)).size());
            EXPECT_GE(read, 1) << width << ", " << module_pixels;
        }
}

TEST(Decoder, ReadsTheLumaOfYuyvInPlace) {
    const GrayPicture frame = frame_with(code_picture(), 100, 100);
    const int stride = 2 * frame.width + 64;
    std::vector<std::uint8_t> yuyv(static_cast<std::size_t>(stride) * static_cast<std::size_t>(frame.height),
                                   77);
    for (int y = 0; y < frame.height; ++y)
        for (int x = 0; x < frame.width; ++x)
            yuyv[static_cast<std::size_t>(y * stride + 2 * x)] = frame.row(y)[x];
    Decoder decoder;
    const auto readings = decoder.decode({yuyv.data(), frame.width, frame.height, stride, 2});
    ASSERT_THAT(readings, SizeIs(1));
    EXPECT_EQ(readings[0].text, text);
}

TEST(Decoder, ReadsAnInvertedCodeWithinThreeFramesAndThenInEach) {
    GrayPicture code = code_picture();
    for (std::uint8_t& pixel : code.pixels)
        pixel = static_cast<std::uint8_t>(255 - pixel);
    GrayPicture frame = frame_with(code, 300, 100);
    Decoder decoder;
    std::vector<Reading> readings;
    for (int look = 0; look < 3 && readings.empty(); ++look)
        readings = decoder.decode(frame_of(frame));
    ASSERT_THAT(readings, SizeIs(1));
    EXPECT_EQ(readings[0].text, text);
    EXPECT_TRUE(readings[0].inverted);
    EXPECT_THAT(decoder.decode(frame_of(frame)), SizeIs(1));
    EXPECT_THAT(decoder.decode(frame_of(frame)), SizeIs(1));
}

TEST(Decoder, ReadsAMirroredCodeThoroughly) {
    GrayPicture frame = frame_with(code_picture(), 300, 100);
    for (int y = 0; y < frame.height; ++y)
        std::reverse(frame.row(y), frame.row(y) + frame.width);
    Decoder decoder;
    const auto readings = decoder.decode(frame_of(frame), Effort::thorough);
    ASSERT_THAT(readings, SizeIs(1));
    EXPECT_EQ(readings[0].text, text);
    EXPECT_NEAR(readings[0].corners[0].x, 1280 - 300 - 4 * 6, 8);
}

TEST(Decoder, ReadsTwoCodesInView) {
    GrayPicture frame = frame_with(code_picture(), 100, 200);
    const GrayPicture other = *pictures::qr_picture("https://example.org", 6);
    for (int y = 0; y < other.height; ++y)
        std::copy_n(other.row(y), other.width, frame.row(200 + y) + 800);
    Decoder decoder;
    std::vector<std::string> texts;
    for (const Reading& reading : decoder.decode(frame_of(frame)))
        texts.push_back(reading.text);
    EXPECT_THAT(texts, testing::UnorderedElementsAre(text, "https://example.org"));
}

TEST(Decoder, KeepsAccents) {
    const GrayPicture frame = frame_with(*pictures::qr_picture("Crèmerie des Lacs – œufs", 6), 100, 100);
    Decoder decoder;
    const auto readings = decoder.decode(frame_of(frame));
    ASSERT_THAT(readings, SizeIs(1));
    EXPECT_EQ(readings[0].text, "Crèmerie des Lacs – œufs");
}

TEST(Decoder, SeesNothingInNoiseStripesAndEvenGrey) {
    std::mt19937 random(4);
    GrayPicture noise(640, 480);
    for (std::uint8_t& pixel : noise.pixels)
        pixel = static_cast<std::uint8_t>(random());
    GrayPicture stripes(640, 480);
    for (int y = 0; y < stripes.height; ++y)
        for (int x = 0; x < stripes.width; ++x)
            stripes.row(y)[x] = (x / 5 + y / 7) % 2 == 0 ? 30 : 220;
    GrayPicture even(640, 480, 90);
    for (const GrayPicture* picture : {&noise, &stripes, &even}) {
        Decoder decoder;
        for (int look = 0; look < 3; ++look)
            EXPECT_THAT(decoder.decode(frame_of(*picture)), IsEmpty());
        EXPECT_THAT(decoder.decode(frame_of(*picture), Effort::thorough), IsEmpty());
    }
}

TEST(Decoder, TakesFramesOfAnySize) {
    Decoder decoder;
    EXPECT_THAT(decoder.decode({}), IsEmpty());
    for (const int side : {0, 1, 2, 3, 7, 23, 24, 25, 47, 49, 95}) {
        const GrayPicture picture(side, side + 1, 40);
        for (int look = 0; look < 3; ++look)
            EXPECT_THAT(decoder.decode(frame_of(picture)), IsEmpty());
        EXPECT_THAT(decoder.decode(frame_of(picture), Effort::thorough), IsEmpty());
    }
    for (const int side : {24, 30, 31, 32, 47, 48})
        for (const GrayPicture& thin : {GrayPicture(2000, side, 200), GrayPicture(side, 2000, 200)}) {
            for (int look = 0; look < 3; ++look)
                EXPECT_THAT(decoder.decode(frame_of(thin)), IsEmpty());
            EXPECT_THAT(decoder.decode(frame_of(thin), Effort::thorough), IsEmpty());
        }
}

} // namespace
} // namespace guichet::decoder
