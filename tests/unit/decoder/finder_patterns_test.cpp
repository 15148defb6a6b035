// Where codes are suspected: ink out of grey, and finder patterns out of ink.
#include "drivers/decoder/finder_patterns.hpp"

#include "drivers/pictures/qr_symbol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <numbers>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace guichet::decoder {
namespace {

using pictures::GrayPicture;
using testing::IsEmpty;
using testing::SizeIs;
using Point = std::pair<double, double>;

constexpr double least_module = 1.1;

ports::Frame frame_of(const GrayPicture& picture) {
    return {picture.pixels.data(), picture.width, picture.height, picture.width, 1};
}

/// A version 3 symbol of 29 modules.
GrayPicture code(int module_pixels, int margin = 4) {
    return *pictures::qr_picture("GU1:0123456789ABCDEFGHJKMNPQRS", module_pixels, margin);
}

BitPlane ink_of(const GrayPicture& picture) {
    BitPlane ink;
    ink.resize(picture.width, picture.height);
    for (int y = 0; y < picture.height; ++y) {
        std::fill_n(ink.row(y), ink.words_in_row(), 0);
        for (int x = 0; x < picture.width; ++x)
            if (picture.row(y)[x] < 128)
                ink.row(y)[x / 64] |= std::uint64_t{1} << (x % 64);
    }
    return ink;
}

std::vector<CodePlace> places_in(const BitPlane& ink) {
    FinderSearch search;
    return search.search(ink, least_module);
}

/// Makes ink wider by so many pixels at every edge, or thinner when it is negative.
GrayPicture with_ink_moved(const GrayPicture& picture, int by) {
    GrayPicture moved = picture;
    const int reach = std::abs(by);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            for (int row = std::max(0, y - reach); row <= std::min(picture.height - 1, y + reach); ++row)
                for (int column = std::max(0, x - reach); column <= std::min(picture.width - 1, x + reach);
                     ++column) {
                    auto& pixel = moved.row(y)[x];
                    const auto near = picture.row(row)[column];
                    pixel = by > 0 ? std::min(pixel, near) : std::max(pixel, near);
                }
    return moved;
}

/// The picture turned round its middle, on white.
GrayPicture turned(const GrayPicture& picture, double degrees, int side) {
    GrayPicture out(side, side);
    const double angle = degrees * std::numbers::pi / 180;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double right = x + 0.5 - side / 2.0;
            const double down = y + 0.5 - side / 2.0;
            const double column = std::cos(angle) * right + std::sin(angle) * down + picture.width / 2.0;
            const double row = std::cos(angle) * down - std::sin(angle) * right + picture.height / 2.0;
            if (column >= 0 && row >= 0 && column < picture.width && row < picture.height)
                out.row(y)[x] = picture.row(static_cast<int>(row))[static_cast<int>(column)];
        }
    return out;
}

/// Whether a place's patterns are these: first the one in the corner, then the others in any order.
void expect_at(const CodePlace& place, const std::array<Point, 3>& expected, double slack) {
    const auto is_at = [slack](const FinderPattern& pattern, const Point& point) {
        return std::hypot(pattern.x - point.first, pattern.y - point.second) <= slack;
    };
    EXPECT_TRUE(is_at(place.corner, expected[0])) << place.corner.x << ", " << place.corner.y;
    EXPECT_TRUE((is_at(place.left, expected[1]) && is_at(place.right, expected[2])) ||
                (is_at(place.left, expected[2]) && is_at(place.right, expected[1])))
        << place.left.x << ", " << place.left.y << "; " << place.right.x << ", " << place.right.y;
}

TEST(FinderSearch, SaysWhereTheThreePatternsAreAndHowLarge) {
    for (const int module : {2, 3, 4, 7, 12}) {
        const auto places = places_in(ink_of(code(module)));
        ASSERT_THAT(places, SizeIs(1)) << module;
        const double near = 7.5 * module;
        const double far = 29.5 * module;
        expect_at(places[0], {Point(near, near), Point(far, near), Point(near, far)}, 1);
        for (const FinderPattern* pattern : {&places[0].corner, &places[0].left, &places[0].right}) {
            EXPECT_NEAR(pattern->module, module, 0.1 * module);
            EXPECT_NEAR(pattern->growth, 0, 0.1);
        }
        EXPECT_LT(places[0].doubt, 0.3);
    }
}

TEST(FinderSearch, PassesOverModulesThatAreTooNarrow) {
    FinderSearch search;
    const BitPlane ink = ink_of(code(3));
    EXPECT_THAT(search.search(ink, 3.5), IsEmpty());
    EXPECT_THAT(search.search(ink, 2.5), SizeIs(1));
}

TEST(FinderSearch, SaysHowMuchInkHasGrownOrShrunk) {
    for (const int by : {-2, -1, 1, 2}) {
        const auto places = places_in(ink_of(with_ink_moved(code(6), by)));
        ASSERT_THAT(places, SizeIs(1)) << by;
        EXPECT_NEAR(places[0].corner.growth, 2.0 * by / 6, 0.15) << by;
        EXPECT_NEAR(places[0].corner.module, 6, 0.7) << by;
    }
}

TEST(FinderSearch, FindsACodeThatIsTurned) {
    constexpr int side = 320;
    for (int degrees = 0; degrees < 360; degrees += 15) {
        const auto places = places_in(ink_of(turned(code(5), degrees, side)));
        ASSERT_FALSE(places.empty()) << degrees;
        const double angle = degrees * std::numbers::pi / 180;
        const auto point = [&](double right, double down) {
            return Point(side / 2.0 + 5 * (std::cos(angle) * right - std::sin(angle) * down),
                         side / 2.0 + 5 * (std::sin(angle) * right + std::cos(angle) * down));
        };
        SCOPED_TRACE(degrees);
        expect_at(places[0], {point(-11, -11), point(11, -11), point(-11, 11)}, 4);
    }
}

TEST(FinderSearch, FindsACodeWithoutMarginThatTouchesTheEdges) {
    const auto places = places_in(ink_of(code(4, 0)));
    ASSERT_THAT(places, SizeIs(1));
    expect_at(places[0], {Point(14, 14), Point(102, 14), Point(14, 102)}, 1);
}

TEST(FinderSearch, FindsSeveralCodesButNoMoreThanItPromises) {
    const GrayPicture one = code(3);
    GrayPicture many(3 * one.width, 2 * one.height);
    for (int y = 0; y < many.height; ++y)
        for (int x = 0; x < many.width; ++x)
            many.row(y)[x] = one.row(y % one.height)[x % one.width];
    EXPECT_THAT(places_in(ink_of(many)), SizeIs(FinderSearch::most_places));
}

TEST(FinderSearch, FindsNothingInStripesWithTheWidthsOfAFinderPattern) {
    constexpr std::array widths{1, 1, 3, 1, 1, 3};
    for (const bool upright : {true, false}) {
        GrayPicture stripes(400, 400);
        int at = 0;
        for (std::size_t run = 0; at < 400; ++run)
            for (int wide = 4 * widths[run % widths.size()]; wide > 0 && at < 400; --wide, ++at)
                for (int along = 0; run % 2 == 0 && along < 400; ++along)
                    (upright ? stripes.row(along)[at] : stripes.row(at)[along]) = 0;
        EXPECT_THAT(places_in(ink_of(stripes)), IsEmpty()) << upright;
    }
}

TEST(FinderSearch, FindsNothingInLinesOfWriting) {
    std::mt19937 random(7);
    GrayPicture page(800, 600);
    for (int line = 10; line + 14 < page.height; line += 20)
        for (int letter = 10; letter + 10 < page.width; letter += 11)
            for (int stroke = 0; stroke < 3; ++stroke) {
                const bool upright = random() % 2 == 0;
                const int left = letter + static_cast<int>(random() % 7);
                const int top = line + static_cast<int>(random() % (upright ? 3 : 12));
                for (int y = top; y < top + (upright ? 12 : 2); ++y)
                    std::fill_n(page.row(y) + left, upright ? 2 : 3, std::uint8_t{0});
            }
    EXPECT_THAT(places_in(ink_of(page)), IsEmpty());
}

TEST(FinderSearch, AnEmptyAndAFullPlaneHoldNothing) {
    EXPECT_THAT(places_in(ink_of(GrayPicture(100, 100, 255))), IsEmpty());
    EXPECT_THAT(places_in(ink_of(GrayPicture(100, 100, 0))), IsEmpty());
}

/// A slope of light with squares of 4 × 4 pixels that are darker or lighter than it.
struct Slope {
    GrayPicture picture;
    GrayPicture squares; ///< 255 where they are

    Slope(int width, int height, int difference) : picture(width, height), squares(width, height, 0) {
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const bool square = x % 48 >= 20 && x % 48 < 24 && y % 48 >= 20 && y % 48 < 24;
                const int shade = 90 + (x + y) / 8 + (square ? difference : 0);
                picture.row(y)[x] = static_cast<std::uint8_t>(shade);
                squares.row(y)[x] = square ? 255 : 0;
            }
    }
};

int places_that_differ(const BitPlane& plane, const GrayPicture& expected) {
    int differ = 0;
    for (int y = 0; y < expected.height; ++y)
        for (int x = 0; x < expected.width; ++x)
            differ += plane.ink(x, y) != (expected.row(y)[x] != 0);
    return differ;
}

TEST(InkFinder, FindsWhatDiffersFromASlopeOfLightAndNothingElse) {
    InkFinder finder;
    BitPlane dark;
    BitPlane light;
    for (const auto& [width, height] : {std::pair(240, 144), {131, 97}, {64, 200}})
        for (const int difference : {-40, 40}) {
            const Slope slope(width, height, difference);
            finder.apply(frame_of(slope.picture), Level::mean, dark, light);
            EXPECT_EQ(places_that_differ(difference < 0 ? dark : light, slope.squares), 0) << width;
            EXPECT_EQ(places_that_differ(difference < 0 ? light : dark, GrayPicture(width, height, 0)), 0)
                << width;
            finder.apply(frame_of(slope.picture), Level::middle, dark, light);
            EXPECT_EQ(places_that_differ(difference < 0 ? dark : light, slope.squares), 0) << width;
        }
}

TEST(InkFinder, AnEvenWallIsNoInkAtAnyLevel) {
    InkFinder finder;
    BitPlane dark;
    BitPlane light;
    const GrayPicture none(100, 60, 0);
    for (const int shade : {0, 1, 128, 254, 255})
        for (const Level level : {Level::mean, Level::middle}) {
            finder.apply(frame_of(GrayPicture(100, 60, static_cast<std::uint8_t>(shade))), level, dark,
                         light);
            EXPECT_EQ(places_that_differ(dark, none), 0) << shade;
            EXPECT_EQ(places_that_differ(light, none), 0) << shade;
        }
}

TEST(InkFinder, LeavesGroundBehindEachRow) {
    InkFinder finder;
    BitPlane dark;
    BitPlane light;
    for (const int width : {300, 16, 63, 64, 65, 127, 128}) { // the widest first: nothing of it may stay
        GrayPicture picture(width, 24, 200);
        for (int y = 0; y < picture.height; ++y)
            std::fill_n(picture.row(y) + width - 4, 4, std::uint8_t{20});
        finder.apply(frame_of(picture), Level::mean, dark, light);
        for (int y = 0; y < picture.height; ++y) {
            EXPECT_TRUE(dark.ink(width - 1, y)) << width;
            for (int x = width; x < 64 * dark.words_in_row(); ++x)
                ASSERT_FALSE(dark.ink(x, y) || light.ink(x, y)) << width << ": " << x;
        }
        EXPECT_GT(64 * dark.words_in_row(), width);
    }
}

TEST(InkFinder, ACodeOnADarkScreenIsInTheLightPlane) {
    GrayPicture screen = code(6);
    for (std::uint8_t& pixel : screen.pixels)
        pixel = static_cast<std::uint8_t>(20 + (255 - pixel) / 2);
    InkFinder finder;
    BitPlane dark;
    BitPlane light;
    finder.apply(frame_of(screen), Level::middle, dark, light);
    EXPECT_THAT(places_in(dark), IsEmpty());
    EXPECT_THAT(places_in(light), SizeIs(1));
}

} // namespace
} // namespace guichet::decoder
