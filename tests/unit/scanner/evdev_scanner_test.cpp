#include "drivers/scanner/evdev_scanner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guichet::scanner {
namespace {

TEST(EvdevScanner, SaysWhatIsMissing) {
    for (const char* device : {"/dev/input/no-such-device", "Scanner that nobody makes"}) {
        const auto opened = open_hand_scanner(device);
        ASSERT_FALSE(opened.ok());
        EXPECT_THAT(opened.error().english(), testing::HasSubstr(device));
        EXPECT_THAT(opened.error().english(), testing::HasSubstr("plug it in"));
    }
}

TEST(EvdevScanner, AFileThatIsNoInputDeviceIsRefused) {
    const auto opened = open_hand_scanner("/dev/null");
    ASSERT_FALSE(opened.ok());
    EXPECT_THAT(opened.error().english(), testing::HasSubstr("no input device"));
}

} // namespace
} // namespace guichet::scanner
