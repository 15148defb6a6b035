#include "drivers/decoder/picture_reader.hpp"

#include "drivers/pictures/picture_file.hpp"
#include "drivers/pictures/qr_symbol.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace guichet::decoder {
namespace {

class PictureReader : public testing::Test {
protected:
    PictureReader()
        : path_(std::filesystem::path(testing::TempDir()) /
                ("guichet-reader-" + std::to_string(::getpid()))) {}
    ~PictureReader() override { std::filesystem::remove(path_); }

    std::filesystem::path path_;
};

TEST_F(PictureReader, ReadsACodeInItsSmallestPicture) {
    for (const int module_pixels : {1, 2, 3, 10, 40}) {
        ASSERT_TRUE(pictures::write_png(path_, *pictures::qr_picture("GU1:ABC", module_pixels)).ok());
        const auto read = read_picture_file(path_);
        ASSERT_TRUE(read.ok()) << read.error().english();
        EXPECT_EQ(*read, "GU1:ABC") << module_pixels;
    }
}

TEST_F(PictureReader, ReadsACodeOnADarkScreen) {
    auto picture = *pictures::qr_picture("GU1:ABC", 8);
    for (std::uint8_t& pixel : picture.pixels)
        pixel = static_cast<std::uint8_t>(230 - pixel * 9 / 10);
    ASSERT_TRUE(pictures::write_png(path_, picture).ok());
    const auto read = read_picture_file(path_);
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_EQ(*read, "GU1:ABC");
}

TEST_F(PictureReader, APictureWithoutACodeHoldsNone) {
    ASSERT_TRUE(pictures::write_png(path_, pictures::GrayPicture(300, 200, 128)).ok());
    const auto read = read_picture_file(path_);
    ASSERT_TRUE(read.ok()) << read.error().english();
    EXPECT_EQ(*read, std::nullopt);
}

TEST_F(PictureReader, AFileThatIsNoPictureIsAnError) {
    std::ofstream(path_) << "no picture";
    EXPECT_FALSE(read_picture_file(path_).ok());
}

} // namespace
} // namespace guichet::decoder
