#include "drivers/printer/dither.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <vector>

namespace guichet::printer {
namespace {

struct Sheet {
    int width;
    int height;
    std::vector<std::uint8_t> ink;

    Sheet(int columns, int rows, std::uint8_t shade)
        : width(columns), height(rows), ink(static_cast<std::size_t>(columns * rows), shade) {}

    void column(int x, std::uint8_t shade) {
        for (int y = 0; y < height; ++y)
            ink[static_cast<std::size_t>(y * width + x)] = shade;
    }

    [[nodiscard]] Bitmap dithered() const {
        Bitmap bitmap(width, height);
        dither({ink.data(), width, height, static_cast<std::size_t>(width)}, bitmap, 0);
        return bitmap;
    }
};

int black_dots(const Bitmap& bitmap) {
    int dots = 0;
    for (const std::uint8_t byte : bitmap.bytes)
        dots += std::popcount(byte);
    return dots;
}

TEST(Dither, AnEvenShadeKeepsItsShareOfBlack) {
    for (const int shade : {26, 64, 90}) // darker ones have edges at the sheet's own border
        EXPECT_NEAR(black_dots(Sheet(200, 200, static_cast<std::uint8_t>(shade)).dithered()),
                    40'000.0 * shade / 255, 400)
            << shade;
    EXPECT_NEAR(black_dots(Sheet(200, 200, 200).dithered()), 40'000.0 * 200 / 255, 800);
}

TEST(Dither, PaperStaysBareAndBlackStaysBlack) {
    EXPECT_EQ(black_dots(Sheet(64, 8, 0).dithered()), 0);
    EXPECT_EQ(black_dots(Sheet(64, 8, 255).dithered()), 64 * 8);
}

TEST(Dither, TheEdgeOfAStrokeIsStraight) {
    for (const int fringe : {60, 100, 120, 160, 220}) {
        Sheet stroke(16, 40, 0);
        stroke.column(7, 255);
        stroke.column(8, 255);
        stroke.column(9, static_cast<std::uint8_t>(fringe));
        const Bitmap bitmap = stroke.dithered();
        for (int y = 0; y < 40; ++y) {
            EXPECT_EQ(bitmap.black(9, y), fringe > 98);
            EXPECT_TRUE(bitmap.black(8, y));
            EXPECT_FALSE(bitmap.black(10, y));
        }
    }
}

TEST(Dither, WritesBelowTheRowThatItIsTold) {
    const Sheet sheet(8, 2, 255);
    Bitmap bitmap(8, 5);
    dither({sheet.ink.data(), 8, 2, 8}, bitmap, 3);
    EXPECT_EQ(bitmap.bytes, (std::vector<std::uint8_t>{0, 0, 0, 0xFF, 0xFF}));
}

} // namespace
} // namespace guichet::printer
