#include "drivers/scanner/known_scanners.hpp"

#include "drivers/scanner/found_scanner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guichet::scanner {
namespace {

using testing::HasSubstr;

std::vector<KnownScanner> shipped() {
    const auto list = read_known_scanners(GUICHET_SOURCE_DIR "/assets/devices/scanners.toml");
    EXPECT_TRUE(list.ok()) << list.error().english();
    return list.ok() ? *list : std::vector<KnownScanner>();
}

TEST(KnownScanners, TheShippedListKnowsCommonScanners) {
    const auto list = shipped();
    EXPECT_GT(list.size(), 20U);
    EXPECT_NE(find_known(list, 0x05E0, 0x1200, ScannerKind::keyboard), nullptr) << "Zebra";
    EXPECT_NE(find_known(list, 0x0C2E, 0x0B6A, ScannerKind::hid_pos), nullptr) << "Honeywell";
    EXPECT_NE(find_known(list, 0x05F9, 0x4204, ScannerKind::serial), nullptr) << "Datalogic";
    EXPECT_NE(find_known(list, 0x1EAB, 0x1310, ScannerKind::hid_pos), nullptr) << "Newland";
    EXPECT_EQ(find_known(list, 0x046D, 0xC31C, ScannerKind::keyboard), nullptr) << "a person's keyboard";
    EXPECT_EQ(find_known(list, 0x0403, 0x6001, ScannerKind::serial), nullptr) << "anything may be behind it";
    ASSERT_NE(find_known(list, 0x1050, 0x0407, ScannerKind::keyboard), nullptr);
    EXPECT_TRUE(find_known(list, 0x1050, 0x0407, ScannerKind::keyboard)->no_scanner) << "a security key";
}

TEST(KnownScanners, AProductCountsBeforeItsVendor) {
    const auto list = parse_known_scanners("[[scanners]]\nvendor = 1\n"
                                           "[[scanners]]\nvendor = 1\nproduct = 2\nkind = \"none\"\n"
                                           "[[scanners]]\nvendor = 3\nkind = \"serial\"\n",
                                           "x.toml");
    ASSERT_TRUE(list.ok()) << list.error().english();
    EXPECT_TRUE(find_known(*list, 1, 2, ScannerKind::keyboard)->no_scanner);
    EXPECT_FALSE(find_known(*list, 1, 3, ScannerKind::keyboard)->no_scanner);
    EXPECT_EQ(find_known(*list, 3, 3, ScannerKind::keyboard), nullptr);
    EXPECT_NE(find_known(*list, 3, 3, ScannerKind::serial), nullptr);
}

TEST(KnownScanners, AFaultSaysWhereItIs) {
    const auto fault = [](const std::string& text) {
        const auto list = parse_known_scanners(text, "x.toml");
        return list.ok() ? std::string() : list.error().english();
    };
    EXPECT_THAT(fault("[[scanners]]\nname = \"A\"\n"),
                HasSubstr("x.toml:1:1: “vendor” is missing in [[scanners]]"));
    EXPECT_THAT(fault("[[scanners]]\nvendor = 70000\n"), HasSubstr("x.toml:2:"));
    EXPECT_THAT(fault("[[scanners]]\nvendor = 1\nkind = \"mouse\"\n"), HasSubstr("hid-pos"));
    EXPECT_THAT(fault("[[scanners]]\nvendor = 1\ncolour = 1\n"), HasSubstr("colour"));
    EXPECT_THAT(read_known_scanners("/nowhere.toml").error().english(), HasSubstr("/nowhere.toml"));
}

TEST(FoundScanner, AKeyboardThatCanTypeCodesIsToldByItsKeys) {
    EXPECT_TRUE(types_codes("1000000000007 ff9f207ac14057ff febeffdfffefffff fffffffffffffffe")) << "64 bits";
    EXPECT_TRUE(types_codes("10000 7 ff9f207a c14057ff febeffdf ffefffff ffffffff fffffffe")) << "32 bits";
    EXPECT_FALSE(types_codes("10000000000000 0")) << "a power button";
    EXPECT_FALSE(types_codes("1f0000 0 0 0 0")) << "a mouse";
    EXPECT_FALSE(types_codes(""));
}

} // namespace
} // namespace guichet::scanner
