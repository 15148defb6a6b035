// `guichet-kiosk printers` and `print-test` at simulated USB printers.

#include "kiosk/station/tools.hpp"
#include "tests/driver/usb_bed.hpp"
#include "tests/unit/lab_printer/sample_papers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace guichet::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::internal::CaptureStdout;
using ::testing::internal::GetCapturedStdout;

class PrinterTools : public ::testing::Test {
protected:
    void SetUp() override {
        if (!UsbBed::possible())
            GTEST_SKIP() << "run by ctest, or with LD_PRELOAD=libumockdev-preload.so.0";
    }

    UsbBed bed_;
};

TEST_F(PrinterTools, NothingPluggedInIsSaid) {
    CaptureStdout();
    EXPECT_EQ(station::list_printers(false), 0);
    EXPECT_THAT(GetCapturedStdout(), HasSubstr("No USB printer is plugged in"));
    EXPECT_EQ(station::print_test({}), 1);
}

TEST_F(PrinterTools, EachPrinterIsToldWithItsProfileFirmwareStatusAndAbilities) {
    lab::LabPrinterModel model;
    model.maker = "EPSON";
    model.name = "TM-T20III";
    auto paperless = lab::new_printer(model);
    paperless->set_cover_open(true);
    bed_.plug(1, lab::new_printer(model));
    UsbShape second;
    second.serial = "S2";
    second.held_by_a_program = true;
    bed_.plug(2, paperless, second);
    CaptureStdout();
    EXPECT_EQ(station::list_printers(true), 0);
    const auto list = nlohmann::json::parse(GetCapturedStdout());
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0]["port"], "1-1");
    EXPECT_EQ(list[0]["serial"], "S1");
    EXPECT_EQ(list[0]["firmware"], "1.0");
    EXPECT_THAT(list[0]["profile"].get<std::string>(), HasSubstr("epson-tm-t20iii"));
    EXPECT_THAT(list[0]["status"].get<std::string>(), HasSubstr("ready"));
    EXPECT_THAT(list[0]["abilities"].get<std::string>(), HasSubstr("confirms each paper"));
    EXPECT_THAT(list[1]["problem"].get<std::string>(), HasSubstr("in use by another program"));
}

TEST_F(PrinterTools, TheTestPageComesOutOfThePrinterThatIsNamed) {
    const auto first = lab::new_printer();
    const auto second = lab::new_printer();
    UsbShape other;
    other.serial = "S2";
    bed_.plug(1, first);
    bed_.plug(2, second, other);
    CaptureStdout();
    EXPECT_EQ(station::print_test({"S2", "generic-80mm"}), 0);
    EXPECT_THAT(GetCapturedStdout(), ::testing::Not(::testing::IsEmpty()));
    EXPECT_TRUE(first->papers().empty());
    ASSERT_EQ(second->papers().size(), 1U);
    EXPECT_THAT(second->text(0), HasSubstr("USB 1-2"));
    EXPECT_TRUE(second->faults().empty());
    EXPECT_EQ(station::print_test({"S2", "no-such-profile"}), 1);
}

} // namespace
} // namespace guichet::testing
