// The decoder from frame to frame: what it reads at once, what it counts, what it prefers.
#include "drivers/decoder/decoder.hpp"

#include "drivers/pictures/qr_symbol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace guichet::decoder {
namespace {

using pictures::GrayPicture;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string text = "GU1:0123456789ABCDEFGHJKMNPQRS";
constexpr std::array sizes{std::pair(640, 480), std::pair(1280, 720), std::pair(1920, 1080)};
/// Unread codes get a thorough look at least this often.
constexpr int frames_until_thorough = 6;

ports::Frame frame_of(const GrayPicture& picture) {
    return {picture.pixels.data(), picture.width, picture.height, picture.width, 1};
}

GrayPicture code(int module_pixels, const std::string& said = text, int margin = 4) {
    return *pictures::qr_picture(said, module_pixels, margin);
}

void put(GrayPicture& frame, const GrayPicture& part, int left, int top) {
    for (int y = 0; y < part.height; ++y)
        std::copy_n(part.row(y), part.width, frame.row(top + y) + left);
}

GrayPicture frame_with(const GrayPicture& part, int left, int top, int width = 1280, int height = 720) {
    GrayPicture frame(width, height, 128);
    put(frame, part, left, top);
    return frame;
}

std::vector<std::string> texts(const std::vector<Reading>& readings) {
    std::vector<std::string> all;
    for (const Reading& reading : readings)
        all.push_back(reading.text);
    return all;
}

GrayPicture inverted(GrayPicture picture) {
    for (std::uint8_t& pixel : picture.pixels)
        pixel = static_cast<std::uint8_t>(255 - pixel);
    return picture;
}

/// A code whose finder patterns are whole, and half of what lies between them is gone.
GrayPicture unreadable_code() {
    GrayPicture spoilt = code(6);
    const int middle = spoilt.width / 2;
    for (int y = middle - 48; y < middle + 48; ++y)
        std::fill_n(spoilt.row(y) + middle - 36, 72, std::uint8_t{128});
    return spoilt;
}

TEST(LiveLook, ReadsCodesInTheFirstFrameAtEveryEdge) {
    for (const auto& [width, height] : sizes)
        for (const int margin : {1, 4}) {
            const GrayPicture held = code(5, text, margin);
            for (const int left : {0, (width - held.width) / 2, width - held.width})
                for (const int top : {0, (height - held.height) / 2, height - held.height}) {
                    Decoder decoder;
                    EXPECT_THAT(texts(decoder.decode(frame_of(frame_with(held, left, top, width, height)))),
                                ElementsAre(text))
                        << width << ": " << left << ", " << top << ", margin " << margin;
                }
        }
}

TEST(LiveLook, ReadsAnInvertedCodeInTheFirstFrame) {
    for (const auto& [width, height] : sizes)
        for (const int module_pixels : {4, 6, 9}) {
            Decoder decoder("GU1:");
            const auto readings =
                decoder.decode(frame_of(frame_with(inverted(code(module_pixels)), 40, 30, width, height)));
            EXPECT_THAT(texts(readings), ElementsAre(text)) << width << ", " << module_pixels;
            EXPECT_TRUE(std::all_of(readings.begin(), readings.end(),
                                    [](const Reading& reading) { return reading.inverted; }));
        }
}

TEST(LiveLook, ReadsAMirroredCodeByAThoroughLookAtTheLatest) {
    GrayPicture frame = frame_with(code(6), 300, 100);
    for (int y = 0; y < frame.height; ++y)
        std::reverse(frame.row(y), frame.row(y) + frame.width);
    Decoder decoder("GU1:");
    std::vector<Reading> readings;
    int looks = 0;
    for (; looks < frames_until_thorough && readings.empty(); ++looks) {
        EXPECT_EQ(decoder.unreadable_frames(), looks);
        readings = decoder.decode(frame_of(frame));
    }
    EXPECT_THAT(texts(readings), ElementsAre(text)) << looks << " looks";
    EXPECT_EQ(decoder.unreadable_frames(), 0);
}

TEST(LiveLook, CountsFramesWithACodeThatCannotBeRead) {
    const GrayPicture spoilt = frame_with(unreadable_code(), 400, 200);
    const GrayPicture empty(1280, 720, 128);
    const GrayPicture good = frame_with(code(6), 400, 200);
    Decoder decoder("GU1:");
    for (const GrayPicture* other : {&empty, &good}) {
        for (int frame = 1; frame <= 2 * frames_until_thorough; ++frame) {
            EXPECT_THAT(decoder.decode(frame_of(spoilt)), IsEmpty());
            EXPECT_EQ(decoder.unreadable_frames(), frame);
        }
        (void)decoder.decode(frame_of(*other));
        EXPECT_EQ(decoder.unreadable_frames(), 0);
    }
}

TEST(LiveLook, AThoroughLookByItselfCountsNothing) {
    const GrayPicture spoilt = frame_with(unreadable_code(), 400, 200);
    Decoder decoder;
    EXPECT_THAT(decoder.decode(frame_of(spoilt), Effort::thorough), IsEmpty());
    EXPECT_EQ(decoder.unreadable_frames(), 0);
}

TEST(LiveLook, OursComesFirstWhereverItIs) {
    const std::string link = "https://example.org/a/longer/way/than/ours";
    for (const auto& [ours_left, other_left] : {std::pair(60, 800), std::pair(800, 60)})
        for (const Effort effort : {Effort::live, Effort::thorough}) {
            GrayPicture frame = frame_with(code(4), ours_left, 260);
            put(frame, code(8, link), other_left, 100);
            Decoder decoder("GU1:");
            for (int look = 0; look < 4; ++look) {
                const auto readings = texts(decoder.decode(frame_of(frame), effort));
                ASSERT_FALSE(readings.empty());
                EXPECT_EQ(readings.front(), text) << ours_left << ", look " << look;
                EXPECT_LE(std::count(readings.begin(), readings.end(), text), 1);
            }
        }
}

TEST(LiveLook, OursIsReadBesideThreeOthersDarkOrLight) {
    GrayPicture frame = frame_with(code(5, "https://example.org/one"), 20, 20);
    put(frame, inverted(code(5, "https://example.org/two")), 900, 20);
    put(frame, code(5, "https://example.org/three"), 20, 450);
    put(frame, inverted(code(5)), 900, 450);
    Decoder decoder("GU1:");
    EXPECT_EQ(texts(decoder.decode(frame_of(frame))).front(), text);
}

TEST(LiveLook, TwoOfTheSameCodeAreOne) {
    GrayPicture frame = frame_with(code(5), 60, 260);
    put(frame, code(6), 800, 200);
    for (const Effort effort : {Effort::live, Effort::thorough}) {
        Decoder decoder("GU1:");
        EXPECT_THAT(texts(decoder.decode(frame_of(frame), effort)), ElementsAre(text));
    }
}

TEST(LiveLook, ACodeOfOthersIsReadToo) {
    Decoder decoder("GU1:");
    EXPECT_THAT(texts(decoder.decode(frame_of(frame_with(code(6, "https://example.org"), 200, 200)))),
                ElementsAre("https://example.org"));
    EXPECT_EQ(decoder.unreadable_frames(), 0);
}

TEST(LiveLook, TinyAndOddFramesDoNothingAndHarmNothing) {
    Decoder decoder("GU1:");
    const GrayPicture good = frame_with(code(6), 400, 200);
    for (const auto& [width, height] :
         {std::pair(1, 1), {23, 500}, {500, 23}, {25, 25}, {801, 24}, {1921, 31}, {33, 1081}, {641, 479}}) {
        EXPECT_THAT(decoder.decode(frame_of(GrayPicture(width, height, 60))), IsEmpty())
            << width << " × " << height;
        EXPECT_THAT(texts(decoder.decode(frame_of(good))), ElementsAre(text))
            << "after " << width << " × " << height;
    }
}

} // namespace
} // namespace guichet::decoder
