#include "drivers/scanner/hid_pos_reader.hpp"
#include "drivers/scanner/hid_report.hpp"
#include "tests/unit/scanner/hid_reports.hpp"
#include "tests/unit/scanner/sample_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace guichet::scanner {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(HidReport, FieldsAreWhereTheDescriptorSays) {
    ScanReport expected = usual_scan_report();
    expected.redirection = std::uint8_t{0xFE};
    EXPECT_EQ(scan_report_of(counted_descriptor), expected);
    const auto padded = scan_report_of(padded_descriptor);
    ASSERT_TRUE(padded);
    EXPECT_EQ(padded->id, 2);
    EXPECT_EQ(padded->data, 4U);
    EXPECT_EQ(padded->data_size, 56U);
    EXPECT_EQ(padded->length, std::nullopt);
    EXPECT_EQ(padded->continued_bit, 60U * 8);
    EXPECT_EQ(padded->size, 61U);
}

TEST(HidReport, OtherDevicesAreNoScanners) {
    EXPECT_EQ(scan_report_of(keyboard_descriptor), std::nullopt);
    EXPECT_EQ(scan_report_of({}), std::nullopt);
    EXPECT_EQ(scan_report_of(Bytes{0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0xC0}), std::nullopt);
    for (std::size_t length = 0; length < 30; ++length)
        EXPECT_EQ(scan_report_of(std::span(counted_descriptor).first(length)), std::nullopt) << length;
}

TEST(HidReport, ADescriptorWithoutReportIdsIsUnderstood) {
    const auto report = scan_report_of(
        Bytes{0x05, 0x8C, 0x09, 0x02, 0xA1, 0x01, 0x75, 0x08, 0x95, 0x20, 0x09, 0xFE, 0x81, 0x02, 0xC0});
    ASSERT_TRUE(report);
    EXPECT_EQ(report->id, std::nullopt);
    EXPECT_EQ(report->data, 0U);
    EXPECT_EQ(report->data_size, 32U);
    HidPosReader reader(*report, {}, 100ms);
    EXPECT_THAT(reader.take(Bytes{'A', 'B', 'C', 0, 0}, 0ms), ElementsAre("ABC"));
}

class HidPos : public testing::Test {
protected:
    std::vector<std::string> read(const std::vector<Bytes>& reports) {
        std::vector<std::string> codes;
        for (const Bytes& report : reports)
            for (auto& read : reader_.take(report, now_))
                codes.push_back(std::move(read));
        return codes;
    }

    HidPosReader reader_{usual_scan_report(), {}, 100ms};
    std::chrono::milliseconds now_{0};
};

TEST_F(HidPos, AReportPaddedWithNulIsACode) {
    EXPECT_THAT(read(reports_of(code)), ElementsAre(code));
    EXPECT_EQ(reader_.patience(0ms), std::nullopt);
}

TEST_F(HidPos, ALongCodeComesInSeveralReports) {
    const std::string text(150, 'x');
    EXPECT_THAT(read(reports_of(text)), ElementsAre(text));
}

TEST_F(HidPos, OtherReportsAreNoCodes) {
    EXPECT_THAT(read({Bytes(64, 0), Bytes{4, 1}, Bytes{}, Bytes{2}}), IsEmpty());
    EXPECT_THAT(read(reports_of("")), IsEmpty());
}

TEST_F(HidPos, AReportThatIsCutShortGivesWhatIsThere) {
    Bytes report = reports_of(code).front();
    report.resize(5 + code.size());
    EXPECT_THAT(read({report}), ElementsAre(code));
    EXPECT_THAT(read({Bytes{2, 200, ']', 'Q', '1', 'A', 'B'}}), ElementsAre("AB"));
}

TEST_F(HidPos, ANextReportThatNeverComesIsNotWaitedForWithoutEnd) {
    auto reports = reports_of(std::string(56, 'y'));
    reports.front()[63] = 1;
    EXPECT_THAT(read(reports), IsEmpty());
    EXPECT_EQ(reader_.patience(40ms), 60ms);
    EXPECT_EQ(reader_.pause(99ms), std::nullopt);
    EXPECT_EQ(reader_.pause(100ms), std::string(56, 'y'));
    read(reports);
    now_ = 300ms;
    EXPECT_THAT(read(reports_of(code)), ElementsAre(std::string(56, 'y'), code));
}

TEST_F(HidPos, ACodeWithoutEndIsNotFollowed) {
    auto report = reports_of(std::string(56, 'y')).front();
    report[63] = 1;
    for (int time = 0; time < 10'000; ++time)
        EXPECT_THAT(reader_.take(report, 0ms), IsEmpty());
    EXPECT_EQ(reader_.pause(1s), std::nullopt);
    EXPECT_THAT(read(reports_of(code)), ElementsAre(code));
}

TEST_F(HidPos, AnyCodeComesThroughInAsManyReportsAsItNeeds) {
    EXPECT_TRUE(rc::check("round trip", [this] {
        const auto text = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange(' ', '\x7F')));
        RC_PRE(text.front() != ']');
        RC_ASSERT(read(reports_of(text + text + text)) == std::vector{text + text + text});
    }));
}

} // namespace
} // namespace guichet::scanner
