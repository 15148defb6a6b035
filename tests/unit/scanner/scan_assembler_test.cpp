#include "drivers/scanner/scan_assembler.hpp"
#include "tests/unit/scanner/sample_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::scanner {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

/// Feeds characters at a steady rhythm and keeps the scans that come out.
class Feeder {
public:
    void type(std::string_view text, milliseconds interval) {
        for (const char character : text) {
            keep(scanner_.character(character, now_));
            now_ += interval;
        }
    }
    void wait(milliseconds time) {
        now_ += time;
        keep(scanner_.pause(now_));
    }

    std::vector<std::string> scans;

private:
    void keep(std::optional<std::string> scan) {
        if (scan)
            scans.push_back(*scan);
    }
    ScanAssembler scanner_;
    milliseconds now_{5000};
};

TEST(ScanAssembler, EnterOrTabEndsAScan) {
    Feeder feeder;
    feeder.type(code + "\n" + "12345678\t", 4ms);
    EXPECT_THAT(feeder.scans, ElementsAre(code, "12345678"));
}

TEST(ScanAssembler, CarriageReturnAndLineFeedEndOneScan) {
    Feeder feeder;
    feeder.type(code + "\r\n", 4ms);
    feeder.wait(200ms);
    EXPECT_THAT(feeder.scans, ElementsAre(code));
}

TEST(ScanAssembler, APauseEndsAScanWithoutEnter) {
    Feeder feeder;
    feeder.type(code, 4ms);
    EXPECT_THAT(feeder.scans, IsEmpty());
    feeder.wait(50ms);
    EXPECT_THAT(feeder.scans, IsEmpty());
    feeder.wait(60ms);
    EXPECT_THAT(feeder.scans, ElementsAre(code));
    feeder.wait(1s);
    EXPECT_THAT(feeder.scans, ElementsAre(code));
}

TEST(ScanAssembler, WhatFollowsAPauseIsAnotherScanEvenIfNobodyAsked) {
    ScanAssembler scanner;
    for (const char character : std::string("AAAAAAAA"))
        EXPECT_FALSE(scanner.character(character, 0ms));
    EXPECT_EQ(scanner.character('B', 150ms), "AAAAAAAA");
}

TEST(ScanAssembler, AScanInSeveralPiecesIsOne) {
    Feeder feeder;
    feeder.type(code.substr(0, 12), 1ms);
    feeder.wait(70ms);
    feeder.type(code.substr(12) + "\n", 1ms);
    EXPECT_THAT(feeder.scans, ElementsAre(code));
}

TEST(ScanAssembler, ScansThatComeTogetherAreTakenApart) {
    Feeder feeder;
    feeder.type("AAAA1111\nBBBB2222\nCCCC3333\n", 0ms);
    EXPECT_THAT(feeder.scans, ElementsAre("AAAA1111", "BBBB2222", "CCCC3333"));
}

TEST(ScanAssembler, APersonTypingFastIsNoScan) {
    std::mt19937 random(1);
    std::uniform_int_distribution<int> interval(35, 160); // up to 28 characters a second
    Feeder feeder;
    for (int key = 0; key < 5000; ++key) {
        feeder.type(key % 9 == 8 ? "\n" : "e", 0ms);
        feeder.wait(milliseconds(interval(random)));
    }
    feeder.wait(1s);
    EXPECT_THAT(feeder.scans, IsEmpty());
}

TEST(ScanAssembler, AHandOnThreeKeysIsNoScan) {
    Feeder feeder;
    feeder.type("jkl", 1ms);
    feeder.wait(200ms);
    feeder.type("a\n", 1ms);
    EXPECT_THAT(feeder.scans, IsEmpty());
}

TEST(ScanAssembler, AStuckKeyIsForgottenAndTheNextScanIsRead) {
    Feeder feeder;
    feeder.type(std::string(100'000, 'x'), 1ms);
    feeder.wait(200ms);
    EXPECT_THAT(feeder.scans, IsEmpty());
    feeder.type(code + "\n", 4ms);
    EXPECT_THAT(feeder.scans, ElementsAre(code));
}

TEST(ScanAssembler, SaysHowLongToWaitForThePause) {
    ScanAssembler scanner;
    EXPECT_EQ(scanner.patience(0ms), std::nullopt);
    (void)scanner.character('A', 10ms);
    EXPECT_EQ(scanner.patience(40ms), 70ms);
    EXPECT_EQ(scanner.patience(500ms), 0ms);
}

} // namespace
} // namespace guichet::scanner
