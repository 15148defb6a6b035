// A scanner on a serial line, which a pseudo-terminal plays.

#include "drivers/scanner/hand_scanners.hpp"
#include "tests/unit/scanner/sample_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string>
#include <termios.h>
#include <unistd.h>
#include <vector>

namespace guichet::scanner {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;

class SerialLine : public testing::Test {
protected:
    void SetUp() override {
        scanner_ = ::posix_openpt(O_RDWR | O_NOCTTY);
        ASSERT_GE(scanner_, 0);
        ASSERT_EQ(::grantpt(scanner_), 0);
        ASSERT_EQ(::unlockpt(scanner_), 0);
        std::array<char, 64> name{};
        ASSERT_EQ(::ptsname_r(scanner_, name.data(), name.size()), 0);
        settings_.device = name.data();
        settings_.log = [this](const std::string& line) { log_.push_back(line); };
    }
    void TearDown() override { unplug(); }

    void unplug() {
        if (scanner_ >= 0)
            ::close(scanner_);
        scanner_ = -1;
    }
    void send(const std::string& bytes) const {
        ASSERT_EQ(::write(scanner_, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    }
    static std::optional<std::string> scan(ports::Scanner& scanners,
                                           std::chrono::milliseconds patience = 5s) {
        const auto scan = scanners.next_scan(patience);
        return scan.ok() ? *scan : std::optional<std::string>("an error");
    }

    int scanner_ = -1; ///< the scanner's end of the line
    ScannerSettings settings_;
    std::vector<std::string> log_;
};

TEST_F(SerialLine, CodesAreReadWhateverTheLineDidBefore) {
    const auto scanners = watch_hand_scanners(settings_);
    EXPECT_TRUE(scanners->condition().there);
    EXPECT_THAT(log_, Contains(HasSubstr(settings_.device)));
    send(code + "\r\nnext one\r");
    EXPECT_EQ(scan(*scanners), code);
    EXPECT_EQ(scan(*scanners), "next one");
    send(code.substr(0, 7));
    EXPECT_EQ(scan(*scanners, 20ms), std::nullopt);
    send(code.substr(7));
    EXPECT_EQ(scan(*scanners), code) << "ended by a pause";
}

TEST_F(SerialLine, ItIsRawAndOfTheSpeedThatIsConfigured) {
    settings_.baud = 115200;
    const auto scanners = watch_hand_scanners(settings_);
    termios mode{};
    ASSERT_EQ(::tcgetattr(scanner_, &mode), 0);
    EXPECT_EQ(mode.c_lflag & (ICANON | ECHO | ISIG), 0U);
    EXPECT_EQ(mode.c_iflag & (ICRNL | IXON), 0U);
    EXPECT_EQ(mode.c_cflag & (HUPCL | CSTOPB | PARENB), 0U);
    EXPECT_EQ(::cfgetispeed(&mode), speed_t{B115200});
    send("\x03\x11\x13" + code + "\r"); // control characters do nothing
    EXPECT_EQ(scan(*scanners), code);
    pollfd echo{scanner_, POLLIN, 0};
    EXPECT_EQ(::poll(&echo, 1, 0), 0) << "nothing is sent back";
}

TEST_F(SerialLine, PrefixAndSuffixAreTakenOff) {
    settings_.framing = {"\x02*", "#\x03"};
    const auto scanners = watch_hand_scanners(settings_);
    send("\x02*" + code + "#\x03");
    EXPECT_EQ(scan(*scanners), code);
}

TEST_F(SerialLine, AnUnpluggedOneIsSaidAndHalfACodeIsForgotten) {
    const auto scanners = watch_hand_scanners(settings_);
    send(code.substr(0, 10));
    EXPECT_EQ(scan(*scanners, 20ms), std::nullopt);
    unplug();
    EXPECT_EQ(scan(*scanners, 300ms), std::nullopt);
    EXPECT_FALSE(scanners->condition().there);
    ASSERT_TRUE(scanners->condition().problem);
    EXPECT_THAT(log_, Contains(HasSubstr("was unplugged")));
}

TEST(HandScanners, OneThatIsNotThereIsSaidOnce) {
    std::vector<std::string> log;
    ScannerSettings settings;
    settings.device = "/dev/input/no-such-device";
    settings.log = [&log](const std::string& line) { log.push_back(line); };
    const auto scanners = watch_hand_scanners(settings);
    ASSERT_TRUE(scanners->condition().problem);
    EXPECT_THAT(scanners->condition().problem->english(),
                HasSubstr("/dev/input/no-such-device is not there"));
    EXPECT_EQ(*scanners->next_scan(2100ms), std::nullopt); // it is looked for again
    EXPECT_EQ(log.size(), 1U);
}

TEST(HandScanners, AFileThatIsNoDeviceOfScannersIsRefused) {
    ScannerSettings settings;
    settings.device = "/dev/null";
    const auto scanners = watch_hand_scanners(settings);
    EXPECT_FALSE(scanners->condition().there);
    ASSERT_TRUE(scanners->condition().problem);
    EXPECT_THAT(scanners->condition().problem->english(), HasSubstr("no serial line"));
}

} // namespace
} // namespace guichet::scanner
