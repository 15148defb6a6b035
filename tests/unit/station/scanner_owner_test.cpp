#include "kiosk/station/scanner_owner.hpp"

#include "tests/unit/station/station_fakes.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace guichet::station::test {
namespace {

using Texts = std::vector<std::string>;
using Scans = Conveyor<std::string>;

class FakeScanner final : public ports::Scanner {
public:
    explicit FakeScanner(std::shared_ptr<Scans> scans) : scans_(std::move(scans)) {}

    [[nodiscard]] std::string name() const override { return "a scanner of the test"; }
    Result<std::optional<std::string>> next_scan(std::chrono::milliseconds timeout) override {
        return scans_->take(timeout);
    }

private:
    std::shared_ptr<Scans> scans_;
};

class ScannerOwnerTest : public testing::Test {
protected:
    ScannerOwnerTest() { intake.set_open(true); }

    /// A scan so many milliseconds after the one before; gives what was handed in.
    Texts scan(const std::string& text, std::int64_t after = 100) {
        clock.milliseconds += after;
        scans->put(text);
        scans->finish();
        return codes(queue);
    }

    FakeClock clock;
    FakeSound sound;
    EventQueue queue;
    CodeIntake intake{queue, &sound};
    std::shared_ptr<Scans> scans = std::make_shared<Scans>();
    ScannerOwner owner{
        [this] { return Result<std::unique_ptr<ports::Scanner>>(std::make_unique<FakeScanner>(scans)); },
        clock, queue, intake};
};

TEST_F(ScannerOwnerTest, EachScanSoundsAndIsHandedIn) {
    EXPECT_EQ(scan("A"), Texts{"A"});
    EXPECT_EQ(scan("B"), Texts{"B"});
    EXPECT_EQ(sound.ticks, 2);
}

TEST_F(ScannerOwnerTest, TheSameCodeAgainAtOnceIsTheSameScan) {
    (void)scan("A");
    EXPECT_EQ(scan("A", 2'499), Texts{});
    EXPECT_EQ(scan("A", 2'499), Texts{}) << "a stand reads on and on";
    EXPECT_EQ(sound.ticks, 1);
    EXPECT_EQ(scan("A", 2'500), Texts{"A"});
}

TEST_F(ScannerOwnerTest, AnotherCodeBetweenMakesItNew) {
    (void)scan("A");
    (void)scan("B");
    EXPECT_EQ(scan("A"), Texts{"A"});
}

TEST_F(ScannerOwnerTest, WhatIsScannedInAPauseIsDroppedInSilenceAndGoodAfterwards) {
    intake.set_open(false);
    EXPECT_EQ(scan("A"), Texts{});
    EXPECT_EQ(sound.ticks, 0);
    intake.set_open(true);
    EXPECT_EQ(scan("A"), Texts{"A"});
}

TEST_F(ScannerOwnerTest, AClockThatIsSetBackIsNoObstacle) {
    (void)scan("A");
    EXPECT_EQ(scan("A", -3'600'000), Texts{"A"});
}

} // namespace
} // namespace guichet::station::test
