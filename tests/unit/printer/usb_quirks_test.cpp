#include "drivers/printer/usb_quirks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guichet::printer {
namespace {

using ::testing::HasSubstr;

const std::filesystem::path shipped =
    std::filesystem::path(GUICHET_SOURCE_DIR) / "assets" / "devices" / "usb-printers.toml";

TEST(UsbQuirks, TheShippedListKnowsTheTroubleOfTheField) {
    const auto quirks = read_usb_quirks(shipped);
    ASSERT_TRUE(quirks.ok()) << quirks.error().english();
    EXPECT_TRUE(quirks_of(*quirks, 0x04B8, 0x0202).vendor_class);
    EXPECT_FALSE(quirks_of(*quirks, 0x04B8, 0x0202).one_way);
    EXPECT_EQ(quirks_of(*quirks, 0x04B8, 0x0E15), (UsbQuirk{0x04B8, 0x0E15, false, false}));
    EXPECT_TRUE(quirks_of(*quirks, 0x0519, 0x0001).one_way);
    EXPECT_TRUE(quirks_of(*quirks, 0x0519, 0x0047).one_way) << "all of the vendor's";
}

TEST(UsbQuirks, AProductsQuirkAddsToItsVendors) {
    const auto quirks = parse_usb_quirks(R"(
        [[printers]]
        vendor = 0x1111
        one_way = true
        [[printers]]
        vendor = 0x1111
        product = 0
        vendor_class = true
    )",
                                         "x.toml");
    ASSERT_TRUE(quirks.ok()) << quirks.error().english();
    EXPECT_EQ(quirks_of(*quirks, 0x1111, 0), (UsbQuirk{0x1111, std::uint16_t{0}, true, true}));
    EXPECT_EQ(quirks_of(*quirks, 0x1111, 1), (UsbQuirk{0x1111, std::uint16_t{1}, false, true}));
    EXPECT_EQ(quirks_of(*quirks, 0x1112, 0), (UsbQuirk{0x1112, std::uint16_t{0}, false, false}));
}

TEST(UsbQuirks, FaultsNameTheirFileAndLine) {
    const auto fault = [](const char* text) {
        const auto quirks = parse_usb_quirks(text, "x.toml");
        return quirks ? std::string("accepted") : quirks.error().english();
    };
    EXPECT_THAT(fault("[[printers]]\nvendor = 0x12345"), HasSubstr("x.toml:2"));
    EXPECT_THAT(fault("[[printers]]\nvendor = 1\nslow = true"), HasSubstr("x.toml:3"));
    EXPECT_THAT(fault("\n[[printers]]\none_way = true"),
                HasSubstr("x.toml:2:1: “vendor” is missing in [[printers]]"));
    EXPECT_THAT(fault("[[printers]]\nvendor = 1\none_way = 1"), HasSubstr("true or false"));
    EXPECT_THAT(fault("[[printer]]\nvendor = 1"), HasSubstr("printer"));
    EXPECT_THAT(fault("printers = 3"), HasSubstr("write [[printers]]"));
    EXPECT_THAT(fault("[[printers"), HasSubstr("no TOML"));
    EXPECT_EQ(fault(""), "accepted");
}

TEST(UsbQuirks, AMissingFileSaysItsName) {
    EXPECT_THAT(read_usb_quirks("/nowhere/usb.toml").error().english(), HasSubstr("/nowhere/usb.toml"));
}

} // namespace
} // namespace guichet::printer
