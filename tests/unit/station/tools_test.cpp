#include "kiosk/station/tools.hpp"

#include "drivers/pictures/picture_file.hpp"
#include "drivers/pictures/qr_symbol.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <unistd.h>

namespace guichet::station {
namespace {

class DecodeTool : public testing::Test {
protected:
    DecodeTool()
        : path_((std::filesystem::path(testing::TempDir()) /
                 ("guichet-decode-" + std::to_string(::getpid()) + ".png"))
                    .string()) {}
    ~DecodeTool() override { std::filesystem::remove(path_); }

    std::string said_of(const pictures::GrayPicture& picture, bool json) {
        EXPECT_TRUE(pictures::write_png(path_, picture).ok());
        testing::internal::CaptureStdout();
        EXPECT_EQ(decode_pictures({{path_}, json}), 0);
        return testing::internal::GetCapturedStdout();
    }

    std::string path_;
};

TEST_F(DecodeTool, GivesEachPictureOneLine) {
    EXPECT_EQ(said_of(*pictures::qr_picture("a card\r\nof two lines", 4), false),
              path_ + "\tok\ta card\\r\\nof two lines\n");
    EXPECT_EQ(said_of(pictures::GrayPicture(200, 100, 180), false), path_ + "\tnone\t\n");
}

TEST_F(DecodeTool, JsonKeepsTheTextAsItIs) {
    EXPECT_NE(said_of(*pictures::qr_picture("two\nlines", 4), true).find(R"("text":"two\nlines")"),
              std::string::npos);
}

TEST_F(DecodeTool, APickupCodeWinsOverWhatLiesBesideIt) {
    const auto shop = *pictures::qr_picture("https://shop.example/a", 8);
    const auto ours = *pictures::qr_picture("GU1:ABC", 3);
    pictures::GrayPicture both(shop.width + ours.width, std::max(shop.height, ours.height), 255);
    for (int y = 0; y < shop.height; ++y)
        std::copy_n(shop.row(y), shop.width, both.row(y));
    for (int y = 0; y < ours.height; ++y)
        std::copy_n(ours.row(y), ours.width, both.row(y) + shop.width);
    EXPECT_EQ(said_of(both, false), path_ + "\tok\tGU1:ABC\n");
}

} // namespace
} // namespace guichet::station
