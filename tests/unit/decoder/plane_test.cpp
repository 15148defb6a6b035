#include "drivers/decoder/plane.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

namespace guichet::decoder {
namespace {

using testing::Each;
using testing::ElementsAre;
using Pixels = std::vector<std::uint8_t>;

Plane plane(int width, int height, Pixels pixels) {
    return {width, height, std::move(pixels)};
}

Plane even(int width, int height, std::uint8_t shade) {
    return plane(width, height, Pixels(static_cast<std::size_t>(width * height), shade));
}

int at(const Plane& plane, int x, int y) {
    return plane.pixels[static_cast<std::size_t>(y * plane.width + x)];
}

/// Where a plane has a shade, as "x,y".
std::vector<std::pair<int, int>> places_of(const Plane& plane, std::uint8_t shade) {
    std::vector<std::pair<int, int>> places;
    for (int y = 0; y < plane.height; ++y)
        for (int x = 0; x < plane.width; ++x)
            if (at(plane, x, y) == shade)
                places.emplace_back(x, y);
    return places;
}

TEST(Halve, TakesTheRoundedMeanOfFourPixels) {
    Plane half;
    halve(plane(4, 2, {10, 20, 0, 0, 30, 41, 0, 255}).frame(), half);
    EXPECT_EQ(half.width, 2);
    EXPECT_EQ(half.height, 1);
    EXPECT_THAT(half.pixels, ElementsAre(25, 64)); // 25.25 and 63.75
}

TEST(Halve, LeavesOutAnOddLastRowAndColumn) {
    Plane half;
    halve(plane(3, 3, {8, 8, 200, 8, 8, 200, 200, 200, 200}).frame(), half);
    EXPECT_EQ(half.width, 1);
    EXPECT_EQ(half.height, 1);
    EXPECT_THAT(half.pixels, ElementsAre(8));
}

TEST(Halve, PassesOverWhatLiesBetweenPixels) {
    for (const int step : {1, 2, 3, 4}) {
        const int stride = 4 * step + 3;
        Pixels bytes(static_cast<std::size_t>(2 * stride), 99);
        for (int x = 0; x < 4; ++x) {
            bytes[static_cast<std::size_t>(x * step)] = static_cast<std::uint8_t>(10 * x);
            bytes[static_cast<std::size_t>(stride + x * step)] = static_cast<std::uint8_t>(10 * x + 2);
        }
        Plane half;
        halve({bytes.data(), 4, 2, stride, step}, half);
        EXPECT_THAT(half.pixels, ElementsAre(6, 26)) << step;
    }
}

TEST(Triple, SlopesEvenlyBetweenPixelsAndKeepsTheEdges) {
    Plane tripled;
    triple(plane(2, 1, {0, 90}).frame(), tripled);
    EXPECT_EQ(tripled.width, 6);
    EXPECT_EQ(tripled.height, 3);
    for (int y = 0; y < 3; ++y)
        EXPECT_THAT(Pixels(tripled.row(y), tripled.row(y) + 6), ElementsAre(0, 0, 30, 60, 90, 90)) << y;
    triple(plane(1, 2, {0, 90}).frame(), tripled);
    for (int x = 0; x < 3; ++x)
        for (const auto& [y, shade] : {std::pair(0, 0), {1, 0}, {2, 30}, {3, 60}, {4, 90}, {5, 90}})
            EXPECT_EQ(at(tripled, x, y), shade) << x << ", " << y;
}

TEST(Triple, OnePixelIsNineOfItsShade) {
    Plane tripled;
    triple(even(1, 1, 77).frame(), tripled);
    EXPECT_EQ(tripled.pixels, Pixels(9, 77));
}

TEST(Grow, MakesADotASquareAndClipsItAtTheEdges) {
    Plane scratch;
    Plane grown;
    for (const int radius : {1, 2, 8})
        for (const auto& [x, y] : {std::pair(0, 0), {19, 11}, {10, 6}, {0, 6}}) {
            for (const auto& [growing, dot, ground] :
                 {std::tuple(Growing::dark, 10, 200), {Growing::light, 200, 10}}) {
                Plane dotted = even(20, 12, static_cast<std::uint8_t>(ground));
                dotted.row(y)[x] = static_cast<std::uint8_t>(dot);
                grow(dotted.frame(), growing, radius, scratch, grown);
                std::vector<std::pair<int, int>> square;
                for (int row = std::max(0, y - radius); row <= std::min(11, y + radius); ++row)
                    for (int column = std::max(0, x - radius); column <= std::min(19, x + radius); ++column)
                        square.emplace_back(column, row);
                EXPECT_EQ(places_of(grown, static_cast<std::uint8_t>(dot)), square)
                    << radius << ": " << x << ", " << y;
            }
        }
}

TEST(Grow, TakesFramesSmallerThanTheRadius) {
    Plane scratch;
    Plane grown;
    for (const auto& [width, height] : {std::pair(1, 1), {1, 5}, {5, 1}, {3, 3}}) {
        Plane dotted = even(width, height, 200);
        dotted.pixels.back() = 10;
        grow(dotted.frame(), Growing::dark, 8, scratch, grown);
        EXPECT_THAT(grown.pixels, Each(10)) << width << " × " << height;
    }
}

TEST(Sharpen, LeavesAnEvenPlaneAsItIsUpToTheEdges) {
    Plane scratch;
    Plane sharp;
    for (const int radius : {1, 3, 16}) {
        sharpen(even(30, 9, 100).frame(), radius, 2, scratch, sharp);
        EXPECT_THAT(sharp.pixels, Each(testing::AllOf(testing::Ge(99), testing::Le(101)))) << radius;
    }
}

TEST(Sharpen, MakesBothSidesOfAnEdgeDiffer) {
    for (const bool upright : {true, false}) {
        const int width = upright ? 40 : 5;
        Plane step = even(width, 45 - width, 100);
        for (int y = 0; y < step.height; ++y)
            for (int x = 0; x < step.width; ++x)
                step.row(y)[x] = (upright ? x : y) < 20 ? 100 : 130;
        Plane scratch;
        Plane sharp;
        sharpen(step.frame(), 2, 1, scratch, sharp);
        const auto shade = [&](int across) { return upright ? at(sharp, across, 3) : at(sharp, 3, across); };
        // Two of five pixels around lie on the other side of the edge: 12 grey levels from the mean.
        EXPECT_NEAR(shade(19), 88, 1) << upright;
        EXPECT_NEAR(shade(20), 142, 1) << upright;
        for (const int far : {0, 10, 17})
            EXPECT_NEAR(shade(far), 100, 1) << upright;
        for (const int far : {22, 30, 39})
            EXPECT_NEAR(shade(far), 130, 1) << upright;
        sharpen(step.frame(), 2, 50, scratch, sharp);
        EXPECT_EQ(shade(19), 0);
        EXPECT_EQ(shade(20), 255);
    }
}

TEST(CopyAndNegate, PassOverWhatLiesBetweenPixels) {
    const Pixels bytes{1, 99, 2, 99, 3, 99, 99, 4, 99, 5, 99, 6};
    const ports::Frame frame{bytes.data(), 3, 2, 7, 2};
    Plane out;
    copy(frame, out);
    EXPECT_THAT(out.pixels, ElementsAre(1, 2, 3, 4, 5, 6));
    negate(frame, out);
    EXPECT_THAT(out.pixels, ElementsAre(254, 253, 252, 251, 250, 249));
}

TEST(LocalThreshold, FindsDotsOnASlopeInCornersAndOnEdges) {
    const std::vector<std::pair<int, int>> dots{{0, 0}, {30, 0}, {59, 0}, {0, 20}, {30, 20}, {59, 39}};
    for (const auto& [ink, difference] : {std::pair(Ink::dark, -30), {Ink::light, 30}}) {
        Plane slope = even(60, 40, 0);
        for (int y = 0; y < slope.height; ++y)
            for (int x = 0; x < slope.width; ++x)
                slope.row(y)[x] = static_cast<std::uint8_t>(60 + x + y);
        for (const auto& [x, y] : dots)
            slope.row(y)[x] = static_cast<std::uint8_t>(60 + x + y + difference);
        LocalThreshold threshold;
        Plane black_white;
        threshold.apply(slope.frame(), ink, {6, 12}, black_white);
        EXPECT_EQ(places_of(black_white, 0), dots);
        EXPECT_EQ(places_of(black_white, 255).size(), 60 * 40 - dots.size());
    }
}

} // namespace
} // namespace guichet::decoder
