#include "drivers/pictures/picture_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <turbojpeg.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

namespace guichet::pictures {
namespace {

using testing::HasSubstr;
using Bytes = std::vector<std::uint8_t>;

/// A file name of this test's own, removed at its end.
class PictureFile : public testing::Test {
protected:
    PictureFile()
        : path_(std::filesystem::path(testing::TempDir()) /
                ("guichet-picture-" + std::to_string(::getpid()))) {}
    ~PictureFile() override { std::filesystem::remove(path_); }

    [[nodiscard]] Bytes content() const {
        std::ifstream stream(path_, std::ios::binary);
        return Bytes(std::istreambuf_iterator<char>(stream), {});
    }

    std::filesystem::path path_;
};

GrayPicture slope(int width, int height) {
    GrayPicture picture(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            picture.row(y)[x] = static_cast<std::uint8_t>(255 * (x + y) / (width + height));
    return picture;
}

Bytes bytes_of(const std::string& text) {
    return Bytes(text.begin(), text.end());
}

Bytes jpeg_of(const GrayPicture& picture) {
    const std::unique_ptr<void, decltype(&tjDestroy)> encoder(tjInitCompress(), &tjDestroy);
    unsigned char* data = nullptr;
    unsigned long size = 0;
    tjCompress2(encoder.get(), picture.pixels.data(), picture.width, 0, picture.height, TJPF_GRAY, &data,
                &size, TJSAMP_GRAY, 95, 0);
    Bytes bytes(data, data + size);
    tjFree(data);
    return bytes;
}

TEST_F(PictureFile, GrayGoesThroughPngUnchanged) {
    const GrayPicture picture = slope(37, 21);
    ASSERT_TRUE(write_png(path_, picture).ok());
    const auto read = read_gray(path_);
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_EQ(*read, picture);
}

TEST_F(PictureFile, ItsSizeOnPaperStandsInThePng) {
    const GrayPicture picture = slope(37, 21);
    ASSERT_TRUE(write_png(path_, picture, 300).ok());
    EXPECT_EQ(*read_gray(path_), picture);
    const Bytes told{0,    0,    0x2E, 0x23, 0, 0, 0x2E, 0x23, 1, // 11,811 pixels a metre
                     0x78, 0xA5, 0x3F, 0x76};                     // as other programs write it
    const Bytes bytes = content();
    EXPECT_EQ(Bytes(bytes.begin() + 41, bytes.begin() + 54), told);
}

TEST_F(PictureFile, ColoursBecomeBrightnessAndTransparencyPaper) {
    ColourPicture picture(3, 1);
    picture.pixels = {255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 0};
    ASSERT_TRUE(write_png(path_, picture).ok());
    const auto read = read_gray(path_);
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_EQ(read->pixels, (Bytes{255, 0, 255}));
}

TEST_F(PictureFile, EveryCutOffPngIsRefused) {
    ASSERT_TRUE(write_png(path_, slope(40, 40)).ok());
    const Bytes whole = content();
    for (std::size_t length = 0; length + 16 < whole.size(); length += 7)
        EXPECT_FALSE(parse_gray(std::span(whole).first(length)).ok()) << length;
}

TEST_F(PictureFile, PngWithAFlippedBitIsRefused) {
    ASSERT_TRUE(write_png(path_, slope(40, 40)).ok());
    Bytes bytes = content();
    bytes[bytes.size() / 2] ^= 4;
    EXPECT_FALSE(parse_gray(bytes).ok());
}

TEST_F(PictureFile, MissingFileAndFolderAreErrorsThatNameThem) {
    const auto missing = read_gray("/nowhere/code.png");
    ASSERT_FALSE(missing.ok());
    EXPECT_THAT(missing.error().english(), HasSubstr("/nowhere/code.png"));
    EXPECT_FALSE(read_gray(testing::TempDir()).ok());
}

TEST_F(PictureFile, AFileThatIsNoPictureSaysWhichFileItIs) {
    std::ofstream(path_) << "GU1:0123456789";
    const auto read = read_gray(path_);
    ASSERT_FALSE(read.ok());
    EXPECT_THAT(read.error().english(), HasSubstr(path_.string()));
    EXPECT_THAT(read.error().english(), HasSubstr("PNG, JPEG or PGM"));
}

TEST_F(PictureFile, NothingIsWrittenToAPlaceThatIsNotThere) {
    EXPECT_FALSE(write_png("/nowhere/out.png", slope(4, 4)).ok());
    EXPECT_FALSE(write_png("/nowhere/out.png", slope(4, 4), 300).ok());
    EXPECT_FALSE(write_png(path_, GrayPicture()).ok());
}

TEST(Jpeg, IsReadAsBrightness) {
    const GrayPicture picture = slope(64, 48);
    const auto read = parse_gray(jpeg_of(picture));
    ASSERT_TRUE(read.ok()) << read.error().english();
    ASSERT_EQ(read->width, 64);
    ASSERT_EQ(read->height, 48);
    for (std::size_t at = 0; at < picture.pixels.size(); ++at)
        EXPECT_NEAR(read->pixels[at], picture.pixels[at], 6);
}

TEST(Jpeg, CutOffIsRefused) {
    const Bytes whole = jpeg_of(slope(200, 200));
    for (std::size_t length = 0; length < whole.size() - 8; length += 41)
        EXPECT_FALSE(parse_gray(std::span(whole).first(length)).ok()) << length;
}

TEST(Pgm, BinaryAndPlainWithComments) {
    const auto binary = parse_gray(bytes_of("P5\n# by hand\n2 2 255\nABCD"));
    ASSERT_TRUE(binary.ok()) << binary.error().english();
    EXPECT_EQ(binary->pixels, (Bytes{'A', 'B', 'C', 'D'}));
    const auto plain = parse_gray(bytes_of("P2 3 1 15\n0 # black\n15 5\n"));
    ASSERT_TRUE(plain.ok()) << plain.error().english();
    EXPECT_EQ(plain->pixels, (Bytes{0, 255, 85}));
}

TEST(Pgm, FalseHeadersAndMissingPixelsAreRefused) {
    for (const char* text :
         {"P5", "P5 2", "P5 2 2", "P5 2 2 0\nABCD", "P5 2 2 70000\nABCD", "P5 0 2 255\n", "P5 -2 2 255\nABCD",
          "P5 2 2 255\nABC", "P2 2 1 255\n7", "P2 2 1 255\n7 x", "P5 99999999999999999999 2 255\nAB"})
        EXPECT_FALSE(parse_gray(bytes_of(text)).ok()) << text;
}

TEST(Limits, AbsurdSidesAreRefusedBeforeMemoryIsTaken) {
    const auto wide = parse_gray(bytes_of("P5 1000000 1 255\n"));
    ASSERT_FALSE(wide.ok());
    EXPECT_THAT(wide.error().english(), HasSubstr("too large"));
    const auto many = parse_gray(bytes_of("P5 16000 16000 255\n"));
    ASSERT_FALSE(many.ok());
    EXPECT_THAT(many.error().english(), HasSubstr("too large"));
}

} // namespace
} // namespace guichet::pictures
