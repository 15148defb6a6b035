#include "drivers/printer/profile_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::printer {
namespace {

using ::testing::HasSubstr;

const std::filesystem::path assets = std::filesystem::path(GUICHET_SOURCE_DIR) / "assets" / "printers";

TEST(ProfileFile, AnEmptyFileIsTheGenericPrinter) {
    EXPECT_EQ(*parse_profile("", "x.toml"), Profile());
}

TEST(ProfileFile, MembersAreRead) {
    const auto profile = parse_profile(R"(
        name = "narrow"
        dots = 384
        columns = 32
        cut = "old-cut"
        confirmation = true
        models = ["POS-58", "ZJ-58"]
        letters = "drawn"
        [[code_pages]]
        number = 6
        page = "pc858"
        [[usb_ids]]
        vendor = 0x0416
        product = 0x5011
        shared = true
    )",
                                       "x.toml");
    ASSERT_TRUE(profile.ok()) << profile.error().english();
    EXPECT_EQ(profile->columns, 32);
    EXPECT_EQ(profile->cut, CutCommand::old_cut);
    EXPECT_TRUE(profile->confirmation);
    EXPECT_EQ(profile->models, (std::vector<std::string>{"POS-58", "ZJ-58"}));
    EXPECT_EQ(profile->letters, Letters::drawn);
    EXPECT_EQ(profile->code_pages, (std::vector<PageNumber>{{6, CodePage::pc858}}));
    EXPECT_EQ(profile->usb_ids, (std::vector<UsbId>{{0x0416, 0x5011, true}}));
}

TEST(ProfileFile, FaultsNameTheirFileLineAndWhatIsExpected) {
    const auto fault = [](const char* text) {
        const auto profile = parse_profile(text, "x.toml");
        return profile ? std::string("accepted") : profile.error().english();
    };
    EXPECT_THAT(fault("name = \"a\"\ndots = \"many\""), HasSubstr("x.toml:2"));
    EXPECT_THAT(fault("dots = 99999"), HasSubstr("128 to 1024"));
    EXPECT_THAT(fault("cut = \"saw\""), HasSubstr("feed-and-cut"));
    EXPECT_THAT(fault("colour = true"), HasSubstr("colour"));
    EXPECT_THAT(fault("[[code_pages]]\npage = \"klingon\""), HasSubstr("x.toml:2:"));
    EXPECT_THAT(fault("models = [\"a\", 3]"), HasSubstr("a list of texts"));
    EXPECT_EQ(fault("models = []"), "accepted");
    EXPECT_THAT(fault("dots = "), HasSubstr("x.toml:1"));
    EXPECT_THAT(fault("dots = 128\ncolumns = 48"), HasSubstr("48 columns"));
}

TEST(ProfileFile, EveryProfileInTheTreeIsGood) {
    const auto profiles = read_profiles(assets);
    ASSERT_TRUE(profiles.ok()) << profiles.error().english();
    for (const char* name : {"generic-80mm", "generic-58mm", "epson-tm-t20", "epson-tm-t20ii",
                             "epson-tm-t20iii", "epson-tm-t88v", "epson-tm-t88vi", "epson-tm-m30",
                             "star-esc-pos", "citizen-ct-s", "pos-5890", "pos-80"})
        EXPECT_TRUE(find_profile(*profiles, name).ok()) << name;
}

TEST(ProfileFile, EveryShippedProfileIsNamedAsItsFileAndHasTheEuro) {
    const auto profiles = read_profiles(assets);
    for (const Profile& profile : *profiles) {
        EXPECT_TRUE(std::filesystem::exists(assets / (profile.name + ".toml"))) << profile.name;
        EXPECT_TRUE(std::any_of(
            profile.code_pages.begin(), profile.code_pages.end(),
            [](const PageNumber& page) { return byte_of(page.page, U'€') && byte_of(page.page, U'é'); }))
            << profile.name;
        EXPECT_LE(profile.columns * 12, profile.dots) << profile.name << ": letters are 12 dots wide";
    }
}

TEST(ProfileFile, OnlyModelsOfEpsonsListConfirmAPaper) {
    const auto profiles = read_profiles(assets);
    for (const Profile& profile : *profiles)
        EXPECT_EQ(profile.confirmation, profile.name.starts_with("epson-")) << profile.name;
}

TEST(ProfileFile, BandsOfThePos5890AreNotOfABrokenHeight) {
    const auto profiles = read_profiles(assets);
    const auto profile = find_profile(*profiles, "pos-5890");
    ASSERT_TRUE(profile.ok());
    EXPECT_EQ(profile->broken_band_multiple, 48);
    EXPECT_NE(profile->band_rows % profile->broken_band_multiple, 0) << "white stripes in every picture";
    EXPECT_EQ(profile->cut, CutCommand::none);
}

TEST(ProfileFile, TheGenericProfileOfTheTreeIsTheOneCompiledIn) {
    EXPECT_EQ(*find_profile(*read_profiles(assets), "generic-80mm"), Profile());
}

TEST(ProfileFile, AMissingFolderIsNoFaultAndAnUnknownNameTellsTheKnownOnes) {
    const auto profiles = read_profiles("/nowhere");
    ASSERT_TRUE(profiles.ok());
    EXPECT_TRUE(find_profile(*profiles, "generic-80mm").ok());
    EXPECT_THAT(find_profile(*profiles, "mine").error().english(), HasSubstr("generic-80mm"));
}

} // namespace
} // namespace guichet::printer
