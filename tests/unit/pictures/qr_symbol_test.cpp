#include "drivers/pictures/qr_symbol.hpp"

#include <gtest/gtest.h>

#include <string>

namespace guichet::pictures {
namespace {

const std::string pickup_code = "GU1:0123456789ABCDEFGHJKMNPQRS";

TEST(QrSymbol, APickupCodeFitsVersion3AtLevelQ) {
    const auto symbol = qr_symbol(pickup_code);
    ASSERT_TRUE(symbol.ok()) << symbol.error().english();
    EXPECT_EQ(symbol->size, 29);
    ASSERT_EQ(symbol->dark.size(), 29U * 29U);
    // The two modules beside the timing corner tell the level (ISO/IEC 18004, 7.9): Q is 11, masked with 10.
    EXPECT_FALSE(symbol->is_dark(0, 8));
    EXPECT_TRUE(symbol->is_dark(1, 8));
}

/// The mask patterns of ISO/IEC 18004, 7.8.2: whether one turns a module over.
bool masked(int pattern, int row, int column) {
    const int product = row * column;
    switch (pattern) {
    case 0: return (row + column) % 2 == 0;
    case 1: return row % 2 == 0;
    case 2: return column % 3 == 0;
    case 3: return (row + column) % 3 == 0;
    case 4: return (row / 2 + column / 3) % 2 == 0;
    case 5: return product % 2 + product % 3 == 0;
    case 6: return (product % 2 + product % 3) % 2 == 0;
    default: return ((row + column) % 2 + product % 3) % 2 == 0;
    }
}

/// The first four bits of a symbol's data, which tell the mode: they stand in the lower right corner.
int mode_of(const QrSymbol& symbol) {
    // The mask's number stands behind the level in the format information, masked with 101 itself.
    const int pattern =
        (symbol.is_dark(2, 8) ? 0 : 4) + (symbol.is_dark(3, 8) ? 2 : 0) + (symbol.is_dark(4, 8) ? 0 : 1);
    int mode = 0;
    for (const auto& [column, row] : {std::pair(1, 1), std::pair(2, 1), std::pair(1, 2), std::pair(2, 2)}) {
        const int x = symbol.size - column;
        const int y = symbol.size - row;
        mode = mode * 2 + (symbol.is_dark(x, y) != masked(pattern, y, x) ? 1 : 0);
    }
    return mode;
}

TEST(QrSymbol, APickupCodeIsInAlphanumericMode) {
    constexpr int alphanumeric = 0b0010;
    constexpr int bytes = 0b0100;
    for (const auto* letters : {"0123456789ABCDEFGHJKMNPQRS", "ZZZZZZZZZZZZZZZZZZZZZZZZZW",
                                "00000000000000000000000000", "7XDJ4M9P6BVB2K3QWERTY8HNCA"}) {
        const auto symbol = qr_symbol(std::string("GU1:") + letters);
        ASSERT_TRUE(symbol.ok());
        EXPECT_EQ(symbol->size, 29);
        EXPECT_EQ(mode_of(*symbol), alphanumeric) << letters;
    }
    EXPECT_EQ(mode_of(*qr_symbol("gu1:0123456789abcdefghjkmnpqrs")), bytes) << "small letters need bytes";
}

TEST(QrSymbol, LessCorrectionMakesASmallerSymbol) {
    const std::string text(850, 'x');
    const auto low = qr_symbol(text, QrCorrection::low);
    const auto medium = qr_symbol(text, QrCorrection::medium);
    const auto quartile = qr_symbol(text);
    ASSERT_TRUE(low.ok() && medium.ok() && quartile.ok());
    EXPECT_EQ(low->size, 97);
    EXPECT_LT(low->size, medium->size);
    EXPECT_LT(medium->size, quartile->size);
    // Level L is 01, masked with 10; level M is 00.
    EXPECT_TRUE(low->is_dark(0, 8) && low->is_dark(1, 8));
    EXPECT_TRUE(medium->is_dark(0, 8) && !medium->is_dark(1, 8));
}

TEST(QrSymbol, FinderPatternsStandInThreeCorners) {
    const auto symbol = qr_symbol(pickup_code);
    ASSERT_TRUE(symbol.ok());
    for (const auto& [left, top] : {std::pair(0, 0), std::pair(22, 0), std::pair(0, 22)}) {
        EXPECT_TRUE(symbol->is_dark(left, top));
        EXPECT_FALSE(symbol->is_dark(left + 1, top + 1));
        EXPECT_TRUE(symbol->is_dark(left + 3, top + 3));
    }
}

TEST(QrSymbol, EmptyAndEndlessTextsAreErrors) {
    EXPECT_FALSE(qr_symbol("").ok());
    EXPECT_FALSE(qr_symbol(std::string(5000, 'a')).ok());
}

TEST(QrPicture, HasItsQuietZoneAndItsModules) {
    const auto picture = qr_picture(pickup_code, 3);
    ASSERT_TRUE(picture.ok()) << picture.error().english();
    EXPECT_EQ(picture->width, 3 * (29 + 8));
    EXPECT_EQ(picture->height, picture->width);
    EXPECT_EQ(picture->row(11)[12], 255);
    EXPECT_EQ(picture->row(12)[11], 255);
    EXPECT_EQ(picture->row(12)[12], 0);
    const auto bare = qr_picture(pickup_code, 1, 0);
    ASSERT_TRUE(bare.ok());
    EXPECT_EQ(bare->width, 29);
}

} // namespace
} // namespace guichet::pictures
