#include "drivers/printer/escpos_raster.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace guichet::printer {
namespace {

bool real_time_sequence(const Bytes& bytes) {
    for (std::size_t at = 0; at + 1 < bytes.size(); ++at)
        if (bytes[at] == 0x10 && (bytes[at + 1] == 0x04 || bytes[at + 1] == 0x05 || bytes[at + 1] == 0x14))
            return true;
    return false;
}

TEST(Raster, BandsAreOfExactLength) {
    Bitmap bitmap(17, 100);
    bitmap.set(0, 0);
    bitmap.set(16, 99);
    Bytes bytes;
    append_raster(bytes, bitmap, false, {});
    ASSERT_EQ(bytes.size(), 8U + 96 * 3 + 8 + 4 * 3);
    EXPECT_EQ(Bytes(bytes.begin(), bytes.begin() + 9), (Bytes{0x1D, 0x76, 0x30, 0, 3, 0, 96, 0, 0x80}));
    EXPECT_EQ(Bytes(bytes.begin() + 296, bytes.begin() + 304), (Bytes{0x1D, 0x76, 0x30, 0, 3, 0, 4, 0}));
    EXPECT_EQ(bytes.back(), 0x80);
}

TEST(Raster, GraphicsCommandsSayTheirLength) {
    Profile profile;
    profile.raster = RasterCommand::gs_graphics;
    Bytes bytes;
    append_raster(bytes, Bitmap(8, 2), true, profile);
    EXPECT_EQ(bytes, (Bytes{0x1D, 0x28, 0x4C, 12, 0, 0x30, 0x70, 0x30, 2,    2,    0x31, 8,
                            0,    2,    0,    0,  0, 0x1D, 0x28, 0x4C, 0x02, 0x00, 0x30, 0x32}));
}

TEST(Raster, RealTimeSequencesNeverOccurAndNoDotIsLost) {
    std::mt19937 random(7);
    const std::uint8_t nasty[]{0x10, 0x04, 0x05, 0x14, 0x00, 0xFF};
    for (int round = 0; round < 200; ++round) {
        Bitmap bitmap(8 * (1 + round % 40), 1 + round % 150);
        for (auto& byte : bitmap.bytes)
            byte = nasty[random() % std::size(nasty)];
        Profile profile;
        profile.raster = round % 2 == 0 ? RasterCommand::gs_v_0 : RasterCommand::gs_graphics;
        profile.band_rows = 1024;
        Bytes bytes;
        append_raster(bytes, bitmap, false, profile);
        ASSERT_FALSE(real_time_sequence(bytes));
        const std::size_t start = round % 2 == 0 ? 8 : 15;
        for (std::size_t at = 0; at < bitmap.bytes.size(); ++at)
            ASSERT_EQ(bytes[start + at] & bitmap.bytes[at], bitmap.bytes[at]);
    }
}

/// The rows that each GS v 0 of one byte a row announces.
std::vector<int> announced_rows(const Bytes& bytes) {
    std::vector<int> rows;
    for (std::size_t at = 0; at + 8 <= bytes.size();) {
        EXPECT_EQ(Bytes(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                        bytes.begin() + static_cast<std::ptrdiff_t>(at + 6)),
                  (Bytes{0x1D, 0x76, 0x30, bytes[at + 3], 1, 0}));
        rows.push_back(bytes[at + 6] + 256 * bytes[at + 7]);
        at += 8 + static_cast<std::size_t>(rows.back());
    }
    return rows;
}

// Row "POS-5890K prints garbage at some band heights (multiples of 48)" of the printing facts.
TEST(Raster, BandsOfABrokenHeightGetEightRowsMore) {
    Profile profile;
    profile.broken_band_multiple = 48;
    for (const auto& [height, more] :
         {std::pair(48, 8), std::pair(96, 8), std::pair(47, 0), std::pair(143, 8)}) {
        Bitmap bitmap(8, height);
        for (auto& byte : bitmap.bytes)
            byte = 0xFF;
        Bytes bytes;
        EXPECT_EQ(append_raster(bytes, bitmap, false, profile), more) << height;
        int rows = 0;
        for (const int band : announced_rows(bytes)) {
            EXPECT_NE(band % 48, 0) << height;
            rows += band;
        }
        EXPECT_EQ(rows, height + more);
        EXPECT_EQ(std::count(bytes.begin(), bytes.end(), 0xFF), height);
    }
}

TEST(Raster, NoBandInTheMiddleOfAPictureGetsEmptyRows) {
    Profile profile;
    profile.broken_band_multiple = 48;
    Bitmap bitmap(8, 1000);
    Bytes bytes;
    EXPECT_EQ(append_raster(bytes, bitmap, false, profile), 0);
    const auto rows = announced_rows(bytes);
    EXPECT_EQ(rows.front(), 95);
    EXPECT_EQ(std::accumulate(rows.begin(), rows.end(), 0), 1000);
}

TEST(Raster, TheRowsAddedToADoubledPictureCountTwice) {
    Profile profile;
    profile.broken_band_multiple = 48;
    Bytes bytes;
    EXPECT_EQ(append_raster(bytes, Bitmap(8, 48), true, profile), 16);
}

TEST(Raster, NoLengthIsARealTimeSequenceEither) {
    Profile profile;
    profile.raster = RasterCommand::gs_graphics;
    profile.band_rows = 1024;
    for (const auto& [stride, rows] :
         {std::pair(10, 103), std::pair(5, 206), std::pair(2, 643), std::pair(11, 466)}) {
        Bytes bytes; // 10 + stride * rows is 0410, 0510 or 1410 hexadecimal
        append_raster(bytes, Bitmap(8 * stride, rows), false, profile);
        EXPECT_FALSE(real_time_sequence(bytes)) << stride << " × " << rows;
    }
}

} // namespace
} // namespace guichet::printer
