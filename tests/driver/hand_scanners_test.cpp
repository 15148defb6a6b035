// Hand scanners that come, go and speak in three ways, under the real libusb and the real system calls.

#include "drivers/scanner/hand_scanners.hpp"
#include "tests/driver/scanner_bed.hpp"
#include "tests/unit/scanner/hid_reports.hpp"
#include "tests/unit/scanner/keys.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <optional>
#include <string>
#include <vector>

namespace guichet::testing {
namespace {

using namespace std::chrono_literals;
using scanner::KeyLayout;
using scanner::Recognition;
using scanner::ScannerSettings;
using scanner::Typist;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string code = "GU1:0123456789ABCDEFGHJKMNPQRS";

constexpr KeyboardShape persons_keyboard() {
    return {0x046D, 0xC31C, "Logitech USB Keyboard", "", false};
}

class HandScanners : public ::testing::Test {
protected:
    void SetUp() override {
        if (!ScannerBed::possible())
            GTEST_SKIP() << "run by ctest, or with LD_PRELOAD=libumockdev-preload.so.0";
        auto known = scanner::read_known_scanners(GUICHET_SOURCE_DIR "/assets/devices/scanners.toml");
        ASSERT_TRUE(known.ok());
        settings_.known = *known;
        settings_.log = [this](const std::string& line) { log_.push_back(line); };
    }

    void start() { scanners_ = scanner::watch_hand_scanners(settings_); }

    /// The next scan; waits for it, and for news of devices.
    std::optional<std::string> scan(std::chrono::milliseconds patience = 5s) {
        const auto scan = scanners_->next_scan(patience);
        return scan.ok() ? *scan : std::optional<std::string>("an error");
    }
    std::optional<std::string> no_scan() { return scan(300ms); }

    /// Waits until scanners are there, or are not.
    bool become(bool there) {
        for (int time = 0; time < 200 && scanners_->condition().there != there; ++time)
            EXPECT_EQ(scan(50ms), std::nullopt);
        return scanners_->condition().there == there;
    }

    static std::chrono::milliseconds now() {
        timespec time{};
        clock_gettime(CLOCK_MONOTONIC, &time);
        return std::chrono::milliseconds(std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000);
    }

    void type(int number, const std::string& text, std::chrono::milliseconds interval,
              KeyLayout layout = KeyLayout::us) {
        Typist typist(now(), layout);
        typist.type(text, interval);
        bed_.send(number, typist.events);
    }

    void report(int port, const std::string& text) {
        for (auto& report : scanner::reports_of(text))
            bed_.report(port, std::move(report));
    }

    ScannerBed bed_;
    ScannerSettings settings_;
    std::vector<std::string> log_;
    std::unique_ptr<ports::Scanner> scanners_;
};

HidPosShape honeywell() {
    HidPosShape shape;
    shape.descriptor = scanner::counted_descriptor;
    return shape;
}

TEST_F(HandScanners, AKioskWithoutAnyIsWell) {
    start();
    EXPECT_EQ(no_scan(), std::nullopt);
    EXPECT_EQ(scanners_->condition(), (ports::ScannerCondition{false, std::nullopt}));
    EXPECT_THAT(log_, IsEmpty());
}

TEST_F(HandScanners, AKeyboardScannerIsKnownAndTakenAlone) {
    bed_.plug_keyboard(3);
    start();
    EXPECT_TRUE(scanners_->condition().there);
    EXPECT_TRUE(bed_.keyboard_diary(3).grabbed);
    type(3, code + "\n", 3ms);
    EXPECT_EQ(scan(), code);
    EXPECT_THAT(scanners_->name(), HasSubstr("05e0:1200"));
}

TEST_F(HandScanners, ItsLayoutIsFoundOut) {
    settings_.expected = [](std::string_view text) { return text.starts_with("GU1:"); };
    bed_.plug_keyboard(3);
    start();
    type(3, code + "\n", 3ms, KeyLayout::french);
    EXPECT_EQ(scan(), code);
}

TEST_F(HandScanners, APersonsKeyboardIsNeverTakenAndNeverScans) {
    bed_.plug_keyboard(4, persons_keyboard());
    start();
    EXPECT_FALSE(scanners_->condition().there);
    type(4, code + "\n", 70ms);
    EXPECT_EQ(no_scan(), std::nullopt);
    EXPECT_EQ(bed_.keyboard_diary(4).grabs, 0);
}

TEST_F(HandScanners, AnUnknownScannerIsToldByItsRhythmAndThenTakenAlone) {
    bed_.plug_keyboard(4, persons_keyboard());
    start();
    type(4, code + "\n", 4ms);
    EXPECT_EQ(scan(), code) << "its first scan counts already";
    EXPECT_TRUE(bed_.keyboard_diary(4).grabbed);
    EXPECT_TRUE(scanners_->condition().there);
    type(4, code + "\n", 4ms);
    EXPECT_EQ(scan(), code);
}

/// Whoever saw a key go down must see it come up, or repeats it for ever.
TEST_F(HandScanners, AnUnknownScannerIsTakenWhenItsKeysAreUp) {
    bed_.plug_keyboard(4, persons_keyboard());
    start();
    Typist typist(now());
    typist.type(code, 4ms);
    typist.add(KEY_ENTER, true);
    typist.report();
    bed_.send(4, typist.events);
    EXPECT_EQ(scan(), code);
    EXPECT_FALSE(bed_.keyboard_diary(4).grabbed);
    typist.events.clear();
    typist.add(KEY_ENTER, false);
    typist.report();
    bed_.send(4, typist.events);
    EXPECT_TRUE(become(true));
    EXPECT_TRUE(bed_.keyboard_diary(4).grabbed);
}

TEST_F(HandScanners, AKeyboardWithAScannerInItIsGivenBackToThePerson) {
    bed_.plug_keyboard(4, persons_keyboard());
    start();
    type(4, code + "\n", 4ms);
    EXPECT_EQ(scan(), code);
    type(4, "who", 120ms);
    EXPECT_EQ(scan(600ms), std::nullopt);
    EXPECT_FALSE(bed_.keyboard_diary(4).grabbed);
    type(4, code + "\n", 4ms);
    EXPECT_EQ(scan(), code);
    EXPECT_FALSE(bed_.keyboard_diary(4).grabbed);
    EXPECT_EQ(bed_.keyboard_diary(4).grabs, 1);
}

TEST_F(HandScanners, ASecurityKeyIsNoScanner) {
    bed_.plug_keyboard(5, {0x1050, 0x0407, "Yubico YubiKey OTP+FIDO+CCID", "", false});
    start();
    type(5, "cccccbcgebifhthhrjrjlnbfklkjbbbgrfiulbtclbre\n", 4ms);
    EXPECT_EQ(no_scan(), std::nullopt);
    EXPECT_EQ(bed_.keyboard_diary(5).grabs, 0);
}

TEST_F(HandScanners, AScannerThatAnotherProgramHoldsIsSaid) {
    bed_.plug_keyboard(3, {0x05E0, 0x1200, "Symbol", "", true});
    start();
    EXPECT_FALSE(scanners_->condition().there);
    ASSERT_TRUE(scanners_->condition().problem);
    EXPECT_THAT(scanners_->condition().problem->english(), HasSubstr("held by another program"));
}

TEST_F(HandScanners, TheyComeAndGoAtAnyTime) {
    bed_.plug_keyboard(1, persons_keyboard()); // umockdev has no /dev to be watched before its first device
    start();
    bed_.plug_keyboard(3);
    ASSERT_TRUE(become(true));
    type(3, code.substr(0, 12), 3ms); // unplugged in the middle of a code
    bed_.unplug_keyboard(3);
    ASSERT_TRUE(become(false));
    ASSERT_TRUE(scanners_->condition().problem);
    EXPECT_THAT(scanners_->condition().problem->english(), HasSubstr("unplugged"));
    bed_.plug_keyboard(7);
    ASSERT_TRUE(become(true));
    EXPECT_EQ(scanners_->condition().problem, std::nullopt);
    type(7, code + "\n", 3ms);
    EXPECT_EQ(scan(), code);
    EXPECT_THAT(log_, Contains(HasSubstr("was unplugged")));
}

TEST_F(HandScanners, TwoOfThemAreReadTogether) {
    bed_.plug_keyboard(3);
    bed_.plug_hid(1, honeywell());
    start();
    type(3, "keyboard-1\n", 3ms);
    report(1, "reports-1");
    std::vector<std::string> codes{scan().value_or("none"), scan().value_or("none")};
    std::sort(codes.begin(), codes.end());
    EXPECT_THAT(codes, ElementsAre("keyboard-1", "reports-1"));
    bed_.unplug_keyboard(3);
    report(1, "reports-2");
    EXPECT_EQ(scan(), "reports-2");
    EXPECT_TRUE(scanners_->condition().there);
}

TEST_F(HandScanners, TheConfiguredOneAloneIsRead) {
    settings_.device = "K2";
    bed_.plug_keyboard(3);
    bed_.plug_keyboard(4, {0x1234, 0x0001, "Some Keyboard", "K2", false});
    start();
    EXPECT_EQ(bed_.keyboard_diary(3).grabs, 0);
    EXPECT_TRUE(bed_.keyboard_diary(4).grabbed) << "named: it need not prove that it is one";
    type(3, "not-this-one\n", 3ms);
    type(4, code + "\n", 3ms);
    EXPECT_EQ(scan(), code);
}

TEST_F(HandScanners, AConfiguredOneThatIsMissingIsSaid) {
    settings_.device = "Gryphon";
    start();
    ASSERT_TRUE(scanners_->condition().problem);
    EXPECT_THAT(scanners_->condition().problem->english(), HasSubstr("Gryphon is not there"));
    bed_.plug_keyboard(3, {0x05F9, 0x2206, "Datalogic Gryphon GD4430", "", false});
    EXPECT_TRUE(become(true));
}

TEST_F(HandScanners, AHidScannerIsTakenFromTheKernelAndGivenBack) {
    bed_.plug_hid(1, honeywell());
    start();
    EXPECT_TRUE(scanners_->condition().there);
    EXPECT_EQ(bed_.hid_diary(1).detached, 1);
    EXPECT_THAT(bed_.hid_diary(1).features, ElementsAre(ElementsAre(0xFE, 1))) << "told to send reports";
    report(1, code);
    EXPECT_EQ(scan(), code);
    const std::string text(150, 'x');
    report(1, text);
    EXPECT_EQ(scan(), text) << "in three reports";
    scanners_.reset();
    EXPECT_EQ(bed_.hid_diary(1).reattached, 1);
}

TEST_F(HandScanners, AHidScannerComesAndGoes) {
    start();
    EXPECT_EQ(no_scan(), std::nullopt);
    bed_.plug_hid(1, honeywell());
    ASSERT_TRUE(become(true));
    auto begun = scanner::reports_of(std::string(60, 'x'));
    bed_.report(1, begun.front()); // unplugged in the middle of a code
    bed_.unplug_hid(1);
    ASSERT_TRUE(become(false));
    bed_.plug_hid(1, honeywell());
    ASSERT_TRUE(become(true));
    report(1, code);
    EXPECT_EQ(scan(), code);
}

TEST_F(HandScanners, AHidScannerThatNoDriverHoldsIsAskedForItsDescriptor) {
    HidPosShape shape = honeywell();
    shape.held_by_usbhid = false;
    shape.descriptor = scanner::padded_descriptor;
    bed_.plug_hid(1, shape);
    start();
    EXPECT_TRUE(scanners_->condition().there);
    std::vector<std::uint8_t> report(64, 0); // 61 bytes and padding
    report[0] = 2;
    std::copy(code.begin(), code.end(), report.begin() + 4);
    bed_.report(1, report);
    EXPECT_EQ(scan(), code);
}

/// To give it back to the kernel is news of a device, at which it would be opened again.
TEST_F(HandScanners, AHidScannerThatFailsIsNotOpenedAtEachNews) {
    HidPosShape shape = honeywell();
    shape.stalls = true;
    bed_.plug_hid(1, shape);
    start();
    ASSERT_TRUE(become(false));
    constexpr int news = 20;
    for (int number = 1; number <= news; ++number) {
        bed_.plug_keyboard(number, persons_keyboard());
        EXPECT_EQ(scan(10ms), std::nullopt);
    }
    EXPECT_LT(bed_.hid_diary(1).detached, news / 2);
    EXPECT_EQ(bed_.hid_diary(1).reattached, bed_.hid_diary(1).detached);
}

TEST_F(HandScanners, OtherHidDevicesAreLeftAlone) {
    HidPosShape shape;
    shape.vendor = 0x046D;
    shape.descriptor = scanner::keyboard_descriptor;
    bed_.plug_hid(1, shape);
    start();
    EXPECT_FALSE(scanners_->condition().there);
    EXPECT_EQ(bed_.hid_diary(1).detached, 0);
}

TEST_F(HandScanners, AHidScannerThatAnotherProgramHoldsIsSaid) {
    HidPosShape shape = honeywell();
    shape.held_by_a_program = true;
    bed_.plug_hid(1, shape);
    start();
    ASSERT_TRUE(scanners_->condition().problem);
    EXPECT_THAT(scanners_->condition().problem->english(), HasSubstr("held by another program"));
}

TEST_F(HandScanners, TheDoctorSeesWhatIsThere) {
    bed_.plug_keyboard(3);
    bed_.plug_keyboard(4, persons_keyboard());
    bed_.plug_keyboard(6, {0x05F9, 0x2206, "Datalogic Gryphon", "", true});
    bed_.plug_hid(1, honeywell());
    const auto all = scanner::examine_scanners(settings_);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].found.recognition, Recognition::known);
    EXPECT_EQ(all[0].problem, std::nullopt);
    EXPECT_EQ(all[1].found.recognition, Recognition::watched);
    EXPECT_EQ(all[2].found.name, "Datalogic Gryphon");
    EXPECT_TRUE(all[2].problem);
    EXPECT_TRUE(all[2].in_use);
    EXPECT_FALSE(all[3].in_use);
    EXPECT_EQ(all[3].found.recognition, Recognition::announced);
    EXPECT_EQ(all[3].found.describe(), "Honeywell Voyager (0c2e:0b6a)");
    EXPECT_EQ(all[3].found.path, "1-1:1.0");
}

} // namespace
} // namespace guichet::testing
