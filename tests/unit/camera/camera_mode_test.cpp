// Which mode is chosen, of those that real cameras offer.

#include "drivers/camera/camera_mode.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace guichet::camera {

void PrintTo(const Mode& mode, std::ostream* stream) {
    *stream << describe(mode);
}

namespace {

using enum Layout;

struct Case {
    const char* camera;
    std::vector<Mode> offered;
    Mode wanted;
};

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"Logitech C270: YUYV is slow above VGA",
         {{yuyv, 640, 480, 30},
          {yuyv, 1280, 720, 7.5},
          {yuyv, 1280, 960, 7.5},
          {mjpeg, 640, 480, 30},
          {mjpeg, 1280, 720, 30},
          {mjpeg, 1280, 960, 30}},
         {mjpeg, 1280, 720, 30}},
        {"Logitech C920",
         {{yuyv, 640, 480, 30},
          {yuyv, 1280, 720, 10},
          {yuyv, 1920, 1080, 5},
          {mjpeg, 640, 480, 30},
          {mjpeg, 1280, 720, 30},
          {mjpeg, 1920, 1080, 30}},
         {mjpeg, 1280, 720, 30}},
        {"USB 3: nothing is gained by JPEG",
         {{mjpeg, 1280, 720, 30}, {yuyv, 1280, 720, 30}, {yuyv, 1920, 1080, 30}},
         {yuyv, 1280, 720, 30}},
        {"USB 3: 60 a second are no use beside 30 in place",
         {{mjpeg, 1280, 720, 60}, {nv12, 1280, 720, 30}, {yuyv, 1280, 720, 30}},
         {nv12, 1280, 720, 30}},
        {"15 a second in place against 30 as JPEG",
         {{yuyv, 1280, 720, 15}, {mjpeg, 1280, 720, 30}},
         {mjpeg, 1280, 720, 30}},
        {"an industrial camera", {{gray, 752, 480, 60}, {gray, 1280, 960, 54}}, {gray, 1280, 960, 54}},
        {"a cheap one that does JPEG at full HD only",
         {{yuyv, 640, 480, 30}, {mjpeg, 1920, 1080, 30}},
         {mjpeg, 1920, 1080, 30}},
        {"five megapixels are too many for every frame",
         {{mjpeg, 2592, 1944, 30}, {yuyv, 800, 600, 20}},
         {yuyv, 800, 600, 20}},
        {"an old one without JPEG: fast before large",
         {{yuyv, 1280, 720, 10}, {yuyv, 640, 480, 30}, {yuyv, 320, 240, 30}},
         {yuyv, 640, 480, 30}},
        {"VGA without JPEG", {{yuyv, 640, 480, 30}, {yuyv, 352, 288, 30}}, {yuyv, 640, 480, 30}},
        {"a slow one is better than none", {{yuyv, 1280, 720, 5}}, {yuyv, 1280, 720, 5}},
        {"rates that are not told are taken as good",
         {{yuyv, 640, 480, 30}, {yuyv, 1280, 720, 0}},
         {yuyv, 1280, 720, 0}},
        {"Raspberry Pi (bcm2835-v4l2): planes of luma before all else",
         {{yuyv, 1280, 720, 30},
          {mjpeg, 1280, 720, 30},
          {nv12, 1280, 720, 30},
          {yu12, 1280, 720, 30},
          {uyvy, 1280, 720, 30}},
         {nv12, 1280, 720, 30}},
        {"of two nearly equal sizes the faster",
         {{mjpeg, 1280, 720, 15}, {mjpeg, 1280, 800, 30}},
         {mjpeg, 1280, 800, 30}},
    };
    return all;
}

TEST(CameraMode, IsTheOneThatReadsBest) {
    for (const Case& one : cases()) {
        SCOPED_TRACE(one.camera);
        EXPECT_EQ(choose_mode(one.offered), one.wanted);
        const std::vector<Mode> reversed(one.offered.rbegin(), one.offered.rend());
        EXPECT_EQ(choose_mode(reversed), one.wanted) << "in another order";
    }
}

TEST(CameraMode, NoneOfUseIsNone) {
    EXPECT_EQ(choose_mode({}), std::nullopt);
    EXPECT_EQ(choose_mode({{yuyv, 160, 120, 30}, {yuyv, 176, 144, 30}}), std::nullopt);
}

TEST(CameraMode, NoMoreThan30ASecondAreAskedFor) {
    EXPECT_EQ(rate_to_ask_for({yuyv, 640, 480, 120}), 30);
    EXPECT_EQ(rate_to_ask_for({yuyv, 640, 480, 0}), 30);
    EXPECT_EQ(rate_to_ask_for({yuyv, 640, 480, 7.5}), 7.5);
}

TEST(CameraMode, ModesAreToldInOneLine) {
    EXPECT_EQ(describe({mjpeg, 1280, 720, 30}), "MJPG 1280 × 720, 30 a second");
    EXPECT_EQ(describe({gray, 752, 480, 0}), "GREY 752 × 480");
    EXPECT_EQ(
        describe({{mjpeg, 1280, 720, 30}, {yuyv, 160, 120, 30}, {yuyv, 640, 480, 30}, {yuyv, 1280, 720, 7.5}},
                 "; "),
        "YUYV 640 × 480 (30), 1280 × 720 (7.5); MJPG 1280 × 720 (30)");
}

TEST(PixelLayout, TheLastLumaIsTheEndOfAPicture) {
    EXPECT_EQ(facts_of(gray).least_bytes(4, 2, 4), 8U);
    EXPECT_EQ(facts_of(nv12).least_bytes(4, 2, 6), 10U); // no padding behind the last row
    EXPECT_EQ(facts_of(yuyv).least_bytes(4, 2, 8), 15U);
    EXPECT_EQ(facts_of(uyvy).least_bytes(4, 2, 8), 16U);
}

TEST(PixelLayout, EachIsFoundByItsLetters) {
    for (const PixelLayout& layout : pixel_layouts()) {
        EXPECT_EQ(layout_of(layout.pixel_format), &layout);
        EXPECT_EQ(&facts_of(layout.layout), &layout);
        std::uint32_t letters = 0;
        for (std::size_t index = 0; index < 4; ++index)
            letters |= static_cast<std::uint32_t>(layout.name[index]) << (8 * index);
        EXPECT_EQ(letters, layout.pixel_format) << layout.name;
    }
    EXPECT_EQ(layout_of(0x34363248), nullptr); // H264
}

} // namespace
} // namespace guichet::camera
