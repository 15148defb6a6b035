// QR codes are read back by another implementation.

#include "drivers/decoder/decoder.hpp"
#include "drivers/printer/qr_bitmap.hpp"
#include "drivers/printer/small_qr.hpp"

#include <gtest/gtest.h>

#include <random>

namespace guichet::printer {
namespace {

/// What a scanner reads of a code with its quiet zone; with a part of it covered when `damaged`.
std::string read_back(const pictures::QrSymbol& symbol, int scale, bool damaged = false) {
    const int side = (symbol.size + 8) * scale;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(side * side), 255);
    for (int y = 0; y < symbol.size * scale; ++y)
        for (int x = 0; x < symbol.size * scale; ++x)
            if (symbol.is_dark(x / scale, y / scale))
                pixels[static_cast<std::size_t>((y + 4 * scale) * side + x + 4 * scale)] = 0;
    if (damaged) // a spot in the data, two modules a side
        for (int y = 0; y < 2 * scale; ++y)
            for (int x = 0; x < 2 * scale; ++x)
                pixels[static_cast<std::size_t>((y + (4 + symbol.size / 2) * scale) * side + x +
                                                (4 + symbol.size / 2) * scale)] ^= 255;
    const auto readings = decoder::Decoder().decode({pixels.data(), side, side, side, 1});
    return readings.size() == 1 ? readings.front().text : "unread";
}

TEST(SmallQr, EveryLengthIsReadBackByAScanner) {
    std::string lower;
    std::string upper;
    for (int length = 1; length <= 106; ++length) {
        lower += static_cast<char>('a' + length % 26);
        upper += static_cast<char>('A' + length % 26);
        for (const std::string& text : {lower, upper}) {
            const auto symbol = small_qr(text);
            ASSERT_TRUE(symbol) << text;
            EXPECT_EQ(read_back(*symbol, 3), text);
            EXPECT_EQ(read_back(*symbol, 3, true), text);
        }
    }
}

TEST(SmallQr, AnyAsciiIsReadBack) {
    std::mt19937 random(5);
    for (int round = 0; round < 200; ++round) {
        std::string text;
        const auto length = 1 + random() % 90;
        for (std::size_t at = 0; at < length; ++at)
            text += static_cast<char>(' ' + random() % 95);
        const auto symbol = small_qr(text);
        ASSERT_TRUE(symbol);
        EXPECT_EQ(read_back(*symbol, 2), text);
    }
}

TEST(SmallQr, IsTheSmallestSizeAtTheHighestLevelThatItTakes) {
    const auto level = [](const pictures::QrSymbol& symbol) { // ISO/IEC 18004, 7.9: masked with 10
        return (symbol.is_dark(0, 8) ? 2 : 0) + (symbol.is_dark(1, 8) ? 1 : 0);
    };
    EXPECT_EQ(small_qr("ABCDEFGHIJ")->size, 21);
    EXPECT_EQ(level(*small_qr("ABCDEFGHIJ")), 0b00);       // H is 10
    EXPECT_EQ(small_qr("saint-flour-2-42")->size, 25);     // 16 bytes: more than version 1 holds at M
    EXPECT_EQ(level(*small_qr("saint-flour-2-42")), 0b01); // Q is 11
    EXPECT_EQ(small_qr("saint-flour-counter-2-421")->size, 25);
    EXPECT_EQ(level(*small_qr("saint-flour-counter-2-421")), 0b10); // M is 00
}

TEST(SmallQr, LeavesOtherTextsToOthers) {
    EXPECT_FALSE(small_qr(""));
    EXPECT_FALSE(small_qr("œuf"));
    EXPECT_FALSE(small_qr(std::string(107, 'a')));
}

TEST(QrDots, AreLargeEnoughForEveryPhoneAndNoLargerThanNeeded) {
    for (const int dots : {576, 384}) {
        Profile profile;
        profile.dots = dots;
        EXPECT_EQ(qr_dots("self-42", profile)->module_dots, 6);
        EXPECT_EQ(qr_dots("saint-flour-counter-2-421", profile)->module_dots, 4);
        EXPECT_EQ(qr_dots(std::string(100, 'a'), profile)->module_dots, 4);
        for (int length = 1; length < 100; ++length) {
            const auto qr = qr_dots(std::string(static_cast<std::size_t>(length), 'a'), profile);
            EXPECT_GE(qr->module_dots, 4);
            EXPECT_LE(qr->bitmap.width * (qr->doubled ? 2 : 1) + 8 * qr->module_dots, dots);
        }
    }
}

TEST(QrDots, AreDrawnModuleByModule) {
    Profile profile;
    profile.raster_doubles = false;
    const auto qr = qr_dots("self-42", profile);
    const auto symbol = small_qr("self-42");
    ASSERT_TRUE(qr && symbol);
    ASSERT_EQ(qr->bitmap.width, symbol->size * 6);
    EXPECT_FALSE(qr->doubled);
    for (int y = 0; y < qr->bitmap.height; ++y)
        for (int x = 0; x < qr->bitmap.width; ++x)
            ASSERT_EQ(qr->bitmap.black(x, y), symbol->is_dark(x / 6, y / 6));
    profile.raster_doubles = true;
    EXPECT_EQ(qr_dots("self-42", profile)->bitmap.width, symbol->size * 3);
}

TEST(QrDots, ALongPayloadOfOtherLettersStillIsACode) {
    EXPECT_TRUE(qr_dots("œufs d’été " + std::string(150, 'x'), {}));
    EXPECT_FALSE(qr_dots(std::string(5000, 'x'), {}));
}

} // namespace
} // namespace guichet::printer
