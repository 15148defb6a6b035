// The example files of systemd/, as the programs read them.

#include "kiosk/station/configuration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

namespace guichet {
namespace {

using ::testing::HasSubstr;

std::string content_of(const std::string& name) {
    std::ifstream file(std::filesystem::path(GUICHET_SOURCE_DIR) / "systemd" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Examples, TheKioskAcceptsItsConfiguration) {
    const auto configuration = station::parse_configuration(content_of("kiosk.toml"), "kiosk.toml");
    ASSERT_TRUE(configuration.ok()) << configuration.error().english();
    EXPECT_EQ(configuration->store_file, "/var/lib/guichet/kiosk.sqlite");
}

TEST(Examples, CommentedKeysShowWhatHoldsWithoutThem) {
    const std::string text = content_of("kiosk.toml");
    const std::string open = std::regex_replace(text, std::regex("(^|\n)# ([a-z_]+ = )"), "$1$2");
    ASSERT_NE(open, text);
    const auto without = station::parse_configuration(text, "kiosk.toml");
    const auto with = station::parse_configuration(open, "kiosk.toml");
    ASSERT_TRUE(without.ok()) << without.error().english();
    ASSERT_TRUE(with.ok()) << with.error().english();
    EXPECT_EQ(with->kiosk.language, without->kiosk.language);
    EXPECT_EQ(with->kiosk.date, "2020-04-17"); // the one that is an example: without it, today
    EXPECT_EQ(with->time_zone, without->time_zone);
    EXPECT_EQ(with->camera, without->camera);
    EXPECT_EQ(with->hand_scanner, without->hand_scanner);
    EXPECT_EQ(with->kiosk.paper, without->kiosk.paper);
    EXPECT_EQ(with->printers.size(), 1U);
    EXPECT_EQ(with->printers, without->printers);
    EXPECT_EQ(with->screen.width, without->screen.width);
    EXPECT_EQ(with->screen.height, without->screen.height);
    EXPECT_EQ(with->screen.pixels_per_millimetre, without->screen.pixels_per_millimetre);
    EXPECT_EQ(with->screen.full_screen, without->screen.full_screen);
}

TEST(Examples, TheServersValuesAreThoseOfItsUnit) {
    const std::string unit = content_of("guichet-server.service");
    const std::string values = content_of("server.env");
    for (const char* value :
         {"GUICHET_STORE=sqlite:/var/lib/guichet/server.sqlite", "GUICHET_LISTEN=127.0.0.1:8470"}) {
        EXPECT_THAT(unit, HasSubstr(value));
        EXPECT_THAT(values, HasSubstr(value));
    }
}

} // namespace
} // namespace guichet
