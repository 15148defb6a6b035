#include "drivers/lab/printer/command.hpp"
#include "drivers/lab/printer/lab_printer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace guichet::lab {
namespace {

using printer::Bytes;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// The faults of bytes that arrive at a fresh printer.
std::vector<PrinterFault> faults_of(const Bytes& bytes, LabPrinterModel model = {}) {
    const auto lab = std::move(LabPrinter::open(std::move(model))).value();
    const auto connection = lab->connect();
    EXPECT_TRUE(connection);
    EXPECT_EQ(lab->exchange(*connection, bytes, std::chrono::milliseconds(100)).taken, bytes.size());
    return lab->faults();
}

TEST(Command, KnownCommandsAreNoFault) {
    for (const Bytes& good :
         {Bytes{0x1B, 0x40}, Bytes{0x1B, 0x74, 16}, Bytes{0x1D, 0x21, 0x11}, Bytes{0x1C, 0x2E},
          Bytes{'a', '\n'}, Bytes{0x1D, 0x56, 0x42, 0}, Bytes{0x10, 0x04, 0x01},
          Bytes{0x1D, 0x28, 0x48, 6, 0, 0x30, 0x30, 'a', 'b', 'c', 'd'}, Bytes(8192, 0)})
        EXPECT_THAT(faults_of(good), IsEmpty());
}

TEST(Command, UnknownAndMalformedOnesAreFaultsAtTheirOffset) {
    for (const Bytes& bad :
         {Bytes{0x1B, 0x7A}, Bytes{0x07}, Bytes{0x1D, 0x28, 0x5A, 1, 0, 0}, Bytes{0x1B, 0x61, 9},
          Bytes{0x1B, 0x52, 1}, Bytes{0x1D, 0x21, 0x77}, Bytes{0x1D, 0x56, 7}, Bytes{0x1B, 0x74, 200},
          Bytes{0x10, 0x14}, Bytes{0x1D, 0x76, 0x30, 9, 1, 0, 1, 0},
          Bytes{0x1D, 0x28, 0x4C, 2, 0, 0x30, 0x32},
          Bytes{0x1D, 0x28, 0x48, 6, 0, 0x30, 0x30, 'a', 'b', 'c', 0x07}}) {
        Bytes bytes{'o', 'k', '\n'};
        bytes.insert(bytes.end(), bad.begin(), bad.end());
        const auto faults = faults_of(bytes);
        ASSERT_EQ(faults.size(), 1U) << ::testing::PrintToString(bad);
        EXPECT_EQ(faults.front().offset, 3U);
    }
}

TEST(Command, LettersThatThePageLacksAreFaults) {
    EXPECT_THAT(faults_of({0x1B, 0x74, 16, 0x81, '\n'}).front().what, HasSubstr("81"));
}

TEST(Command, WhatIsOnlyAllowedAtTheBeginningOfALineIsAFaultElsewhere) {
    EXPECT_EQ(faults_of({'a', 0x1B, 0x61, 1}).size(), 1U);
    EXPECT_EQ(faults_of({'a', 0x1D, 0x56, 0x42, 0}).size(), 1U);
    EXPECT_EQ(faults_of({'a', 0x1D, 0x76, 0x30, 0, 1, 0, 1, 0, 0xFF}).size(), 1U);
}

TEST(Command, WhatIsWiderThanThePaperIsAFault) {
    EXPECT_THAT(faults_of(Bytes(48, 'x')), IsEmpty());
    EXPECT_EQ(faults_of(Bytes(49, 'x')).size(), 1U);
    Bytes raster{0x1D, 0x76, 0x30, 0, 73, 0, 1, 0};
    raster.insert(raster.end(), 73, 0xFF);
    EXPECT_EQ(faults_of(raster).size(), 1U);
}

TEST(Command, RealTimeSequencesInsideAPictureAreFaults) {
    EXPECT_EQ(faults_of({0x1D, 0x76, 0x30, 0, 2, 0, 1, 0, 0x10, 0x04}).size(), 1U);
}

TEST(Command, WhatTheModelCannotDoIsAFault) {
    EXPECT_EQ(faults_of({0x1D, 0x61, 0xFF}, lab_silent()).size(), 1U);
    EXPECT_EQ(faults_of({0x1D, 0x28, 0x48, 6, 0, 0x30, 0x30, 'a', 'b', 'c', 'd'}, lab_silent()).size(), 1U);
}

TEST(Command, AnyBytesAreReadToTheirEnd) {
    std::mt19937 random(3);
    const std::uint8_t introducers[]{0x1B, 0x1D, 0x10, 0x1C};
    for (int round = 0; round < 3000; ++round) {
        Bytes bytes(1 + random() % 40);
        for (auto& byte : bytes)
            byte = random() % 3 == 0 ? introducers[random() % 4] : static_cast<std::uint8_t>(random());
        const ReadCommand read = read_command(bytes);
        const bool waits = !read.command && read.fault.empty();
        ASSERT_TRUE(waits ? read.length > bytes.size() : read.length >= 1 && read.length <= bytes.size());
    }
}

} // namespace
} // namespace guichet::lab
