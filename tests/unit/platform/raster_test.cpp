#include "kiosk/platform/raster.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::platform {
namespace {

constexpr std::uint32_t black = 0xFF000000;
constexpr std::uint32_t red = 0xFF0000FF;
constexpr std::uint32_t half_white = 0x80FFFFFF;

class Raster : public ::testing::Test {
protected:
    Pixels pixels{20, 20, std::vector<std::uint32_t>(400, black)};
    Clip whole{0, 0, 20, 20};

    [[nodiscard]] std::uint32_t at(int x, int y) { return pixels.row(y)[x]; }
    [[nodiscard]] std::ptrdiff_t count(std::uint32_t colour) const {
        return std::count(pixels.data.begin(), pixels.data.end(), colour);
    }
};

TEST_F(Raster, FillsARectangleWithinTheClip) {
    fill_rectangle(pixels, {4, 4, 8, 20}, {2, 2, 0, 0, red}, {6, 6, 0, 0, red});
    EXPECT_EQ(count(red), 2 * 2);
    EXPECT_EQ(at(4, 4), red);
    EXPECT_EQ(at(3, 4), black);
    fill_rectangle(pixels, whole, {-5, -5, 0, 0, red}, {500, 500, 0, 0, red});
    EXPECT_EQ(count(red), 400);
}

TEST_F(Raster, MixesByAlpha) {
    fill_rectangle(pixels, whole, {0, 0, 0, 0, half_white}, {1, 1, 0, 0, half_white});
    EXPECT_EQ(at(0, 0), 0xFF808080U);
}

TEST_F(Raster, CoversASquareOfTwoTrianglesOnceAndWhole) {
    const Corner a{3.3F, 3.3F, 0, 0, half_white};
    const Corner b{16.7F, 4.1F, 0, 0, half_white};
    const Corner c{15.2F, 17.0F, 0, 0, half_white};
    const Corner d{2.1F, 15.9F, 0, 0, half_white};
    fill_triangle(pixels, whole, {a, b, c});
    fill_triangle(pixels, whole, {a, c, d});
    EXPECT_EQ(count(black) + count(0xFF808080U), 400) << "a pixel on the shared edge was drawn twice";
    EXPECT_EQ(at(9, 10), 0xFF808080U);
}

TEST_F(Raster, FillsATriangleWhicheverWayItTurns) {
    fill_triangle(pixels, whole, {Corner{0, 0, 0, 0, red}, {10, 0, 0, 0, red}, {0, 10, 0, 0, red}});
    const auto covered = count(red);
    EXPECT_EQ(covered, 45);
    std::fill(pixels.data.begin(), pixels.data.end(), black);
    fill_triangle(pixels, whole, {Corner{0, 0, 0, 0, red}, {0, 10, 0, 0, red}, {10, 0, 0, 0, red}});
    EXPECT_EQ(count(red), covered);
}

TEST_F(Raster, LetsTheColourRunFromCornerToCorner) {
    const std::uint32_t gone = 0x00FFFFFF;
    const std::uint32_t white = 0xFFFFFFFF;
    fill_triangle(pixels, whole, {Corner{0, 0, 0, 0, white}, {20, 0, 0, 0, gone}, {0, 20, 0, 0, white}});
    EXPECT_GT(at(0, 5) & 0xFFU, 240U);
    EXPECT_LT(at(14, 1) & 0xFFU, 80U);
    EXPECT_GT(at(4, 1) & 0xFFU, at(9, 1) & 0xFFU);
}

TEST_F(Raster, SurvivesWhatLiesFarOutsideOrHasNoArea) {
    fill_triangle(pixels, whole,
                  {Corner{-1e9F, -1e9F, 0, 0, red}, {1e9F, -1e9F, 0, 0, red}, {0, 1e9F, 0, 0, red}});
    EXPECT_EQ(at(10, 10), red);
    fill_triangle(pixels, whole, {Corner{5, 5, 0, 0, red}, {5, 5, 0, 0, red}, {9, 9, 0, 0, red}});
}

TEST_F(Raster, CopiesLettersInTheirColourAndPicturesMirrored) {
    const Texture letter{2, 1, {0x00, 0xFF}, {}};
    copy_rectangle(pixels, whole, {0, 0, 0, 0, red}, {2, 1, 1, 1, red}, letter);
    EXPECT_EQ(at(0, 0), black);
    EXPECT_EQ(at(1, 0), red);
    const std::uint32_t white = 0xFFFFFFFF;
    const Texture picture{2, 1, {}, {0xFF112233, 0xFF445566}};
    copy_rectangle(pixels, whole, {0, 5, 1, 0, white}, {4, 6, 0, 1, white}, picture);
    EXPECT_EQ(at(0, 5), 0xFF445566U);
    EXPECT_EQ(at(1, 5), 0xFF445566U);
    EXPECT_EQ(at(3, 5), 0xFF112233U);
}

} // namespace
} // namespace guichet::platform
