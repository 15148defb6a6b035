// What the driver's encoder writes, the strict interpreter reads without a fault.

#include "tests/unit/lab_printer/sample_papers.hpp"

#include <gtest/gtest.h>

namespace guichet::lab {
namespace {

struct Quiet final : ports::PrintObserver {
    void on_status(const ports::PrinterStatus&) override {}
};

struct Case {
    const char* name;
    LabPrinterModel model;
    printer::Profile profile;
};

printer::Profile narrow() {
    printer::Profile profile;
    profile.dots = 384;
    profile.columns = 32;
    return profile;
}

printer::Profile graphics() {
    printer::Profile profile = confirming();
    profile.raster = printer::RasterCommand::gs_graphics;
    profile.native_qr = true;
    profile.sets_motion_units = true;
    profile.code_pages = {{19, printer::CodePage::pc858}, {18, printer::CodePage::pc852}};
    return profile;
}

printer::Profile old_clone() {
    printer::Profile profile;
    profile.code_pages = {{0, printer::CodePage::pc437}};
    profile.raster_doubles = false;
    profile.cut = printer::CutCommand::old_cut;
    return profile;
}

class RoundTrip : public ::testing::TestWithParam<Case> {};

TEST_P(RoundTrip, OfOneTenAndTwoHundredLinesIsOnePaperWithoutFault) {
    for (const int lines : {1, 10, 200}) {
        const auto lab = new_printer(GetParam().model);
        Quiet observer;
        const auto outcome = driver_of(lab, GetParam().profile)->print({receipt_of(lines)}, observer, {});
        EXPECT_EQ(outcome.result, ports::PrintResult::printed);
        EXPECT_TRUE(lab->faults().empty())
            << lab->faults().front().offset << ": " << lab->faults().front().what;
        ASSERT_EQ(lab->papers().size(), 1U);
        EXPECT_TRUE(lab->papers().front().cut);
        EXPECT_GT(lab->papers().front().millimetres, 60 + 7 * lines);
    }
}

INSTANTIATE_TEST_SUITE_P(Printers, RoundTrip,
                         ::testing::Values(Case{"wide", lab_80mm(), confirming()},
                                           Case{"narrow", lab_58mm(), narrow()},
                                           Case{"graphics", lab_80mm(), graphics()},
                                           Case{"clone", lab_80mm(), old_clone()}),
                         [](const auto& tested) { return std::string(tested.param.name); });

} // namespace
} // namespace guichet::lab
