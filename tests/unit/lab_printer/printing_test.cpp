// The driver at a printer that fails: what it says of each paper must be what is on paper.

#include "tests/unit/lab_printer/sample_papers.hpp"
#include "tests/unit/lab_printer/watcher.hpp"

#include <gtest/gtest.h>

#include <future>

namespace guichet::lab {
namespace {

using namespace std::chrono_literals;
using ports::PrinterCondition;
using ports::PrintResult;

/// A printer, its driver, and a job on another thread.
struct Scene {
    explicit Scene(printer::Profile profile = confirming(), LabPrinterModel model = {})
        : lab(new_printer(std::move(model))), driver(driver_of(lab, std::move(profile))) {}

    std::future<ports::PrintOutcome> start(int lines = 60, bool after_interruption = false) {
        return std::async(std::launch::async, [this, lines, after_interruption] {
            return driver->print({receipt_of(lines), after_interruption}, watcher, stop.get_token());
        });
    }

    [[nodiscard]] std::size_t cut_papers() const {
        const auto papers = lab->papers();
        return static_cast<std::size_t>(
            std::count_if(papers.begin(), papers.end(), [](const LabPaper& paper) { return paper.cut; }));
    }

    std::shared_ptr<LabPrinter> lab;
    std::unique_ptr<printer::PrinterDriver> driver;
    Watcher watcher;
    std::stop_source stop;
};

TEST(Printing, PaperOutInMidReceiptWaitsAndThenGoesOnByItself) {
    Scene scene;
    scene.lab->leave_paper(150);
    auto outcome = scene.start();
    ASSERT_TRUE(scene.watcher.wait_for(PrinterCondition::paper_out));
    EXPECT_EQ(outcome.wait_for(50ms), std::future_status::timeout);
    EXPECT_EQ(scene.cut_papers(), 0U);
    scene.lab->load_paper();
    EXPECT_EQ(outcome.get().result, PrintResult::printed);
    EXPECT_EQ(scene.cut_papers(), 1U);
    EXPECT_TRUE(scene.lab->faults().empty());

    Scene untroubled;
    ASSERT_EQ(untroubled.start().get().result, PrintResult::printed);
    EXPECT_EQ(scene.lab->picture(0), untroubled.lab->picture(0));
}

TEST(Printing, APaperOutAfterTheLastByteIsNotYetPrinted) {
    Scene scene;
    scene.lab->leave_paper(30);
    auto outcome = scene.start(1);
    ASSERT_TRUE(scene.watcher.wait_for(PrinterCondition::paper_out));
    EXPECT_EQ(outcome.wait_for(50ms), std::future_status::timeout);
    scene.lab->load_paper();
    EXPECT_EQ(outcome.get().result, PrintResult::printed);
}

TEST(Printing, UnpluggedInMidReceiptNobodyKnowsWhatIsOnPaper) {
    Scene scene;
    ASSERT_TRUE(scene.driver->open().ok());
    scene.lab->unplug_after(700);
    const auto outcome = scene.start().get();
    EXPECT_EQ(outcome.result, PrintResult::interrupted_unknown);
    EXPECT_EQ(outcome.bytes_sent, 700U);
    EXPECT_TRUE(outcome.reason.has_value());
    EXPECT_EQ(scene.driver->status().condition, PrinterCondition::unplugged);
}

TEST(Printing, UnpluggedBeforeTheFirstByteNothingCanBeOnPaper) {
    Scene scene;
    scene.lab->unplug();
    const auto outcome = scene.start().get();
    EXPECT_EQ(outcome.result, PrintResult::interrupted_before_any_byte);
    EXPECT_EQ(scene.lab->bytes_received(), 0U);
}

TEST(Printing, UnpluggedBetweenTheLastByteAndTheConfirmationNobodyKnows) {
    Scene scene;
    ASSERT_TRUE(scene.driver->open().ok());
    scene.lab->leave_paper(30);
    auto outcome = scene.start(1);
    ASSERT_TRUE(scene.watcher.wait_for(PrinterCondition::paper_out));
    scene.lab->unplug();
    EXPECT_EQ(outcome.get().result, PrintResult::interrupted_unknown);
}

TEST(Printing, AfterAnUnplugTheNextPaperIsWholeAndCutOffFromTheHalfOne) {
    Scene scene;
    ASSERT_TRUE(scene.driver->open().ok());
    scene.lab->unplug_after(900);
    ASSERT_EQ(scene.start(10).get().result, PrintResult::interrupted_unknown);
    scene.lab->plug();
    EXPECT_EQ(scene.start(10, true).get().result, PrintResult::printed);
    ASSERT_EQ(scene.cut_papers(), 2U);
    Scene untroubled;
    ASSERT_EQ(untroubled.start(10).get().result, PrintResult::printed);
    EXPECT_EQ(scene.lab->picture(1), untroubled.lab->picture(0));
}

TEST(Printing, AnOpenCoverHoldsTheJobBackBeforeItsFirstByte) {
    Scene scene;
    scene.lab->set_cover_open(true);
    ASSERT_TRUE(scene.driver->open().ok());
    EXPECT_EQ(scene.driver->status().condition, PrinterCondition::cover_open);
    auto outcome = scene.start(1);
    ASSERT_TRUE(scene.watcher.wait_for(PrinterCondition::cover_open));
    scene.stop.request_stop();
    EXPECT_EQ(outcome.get().result, PrintResult::interrupted_before_any_byte);
    scene.lab->set_cover_open(false);
    EXPECT_TRUE(scene.lab->papers().empty());
    scene.stop = std::stop_source();
    EXPECT_EQ(scene.start(1).get().result, PrintResult::printed);
}

TEST(Printing, AJobThatWaitsForTheCoverIsPrintedWhenItIsClosed) {
    Scene scene;
    scene.lab->set_cover_open(true);
    auto outcome = scene.start(1);
    ASSERT_TRUE(scene.watcher.wait_for(PrinterCondition::cover_open));
    scene.lab->set_cover_open(false);
    EXPECT_EQ(outcome.get().result, PrintResult::printed);
    EXPECT_TRUE(scene.lab->faults().empty());
}

TEST(Printing, ACutterFaultIsToldAndTheJobGoesOnAfterIt) {
    Scene scene;
    ASSERT_TRUE(scene.driver->open().ok());
    scene.lab->set_cutter_jammed(true);
    auto outcome = scene.start(1);
    ASSERT_TRUE(scene.watcher.wait_for(PrinterCondition::cutter_fault));
    scene.lab->set_cutter_jammed(false);
    EXPECT_EQ(outcome.get().result, PrintResult::printed);
}

TEST(Printing, AfterACutterFaultThePrinterIsToldToGoOn) {
    LabPrinterModel model;
    model.halts_at_cutter = true;
    Scene scene(confirming(), model);
    ASSERT_TRUE(scene.driver->open().ok());
    scene.lab->set_cutter_jammed(true);
    auto outcome = scene.start(1);
    ASSERT_TRUE(scene.watcher.wait_for(PrinterCondition::cutter_fault));
    scene.lab->set_cutter_jammed(false);
    EXPECT_EQ(outcome.get().result, PrintResult::printed);
    EXPECT_EQ(scene.cut_papers(), 1U);
    EXPECT_TRUE(scene.lab->faults().empty());
}

TEST(Printing, SwitchedOffWithTheLastBytesInItsMemoryItIsNotBelieved) {
    Scene scene;
    ASSERT_TRUE(scene.driver->open().ok());
    scene.lab->leave_paper(30);
    auto outcome = scene.start(1);
    ASSERT_TRUE(scene.watcher.wait_for(PrinterCondition::paper_out));
    scene.lab->switch_off();
    EXPECT_EQ(outcome.get().result, PrintResult::interrupted_unknown);
    scene.lab->load_paper();
    scene.lab->plug();
    EXPECT_EQ(scene.start(1, true).get().result, PrintResult::printed);
    EXPECT_TRUE(scene.lab->faults().empty());
}

TEST(Printing, ThePrinterIsKnownByWhatItTellsOfItself) {
    auto lab = new_printer();
    std::vector<printer::PrinterIdentity> seen;
    printer::PrinterDriver driver(
        std::make_unique<LabTransport>(lab),
        [&seen](const printer::PrinterIdentity& identity) {
            seen.push_back(identity);
            return confirming();
        },
        quick());
    ASSERT_TRUE(driver.open().ok());
    EXPECT_EQ(driver.identity().reported_model, "Lab 80");
    EXPECT_EQ(driver.identity().reported_maker, "Guichet");
    EXPECT_EQ(driver.identity().firmware, "1.0");
    EXPECT_EQ(seen.back(), driver.identity());
    EXPECT_NE(seen.back().device_id.find("MDL:Lab 80"), std::string::npos);
}

TEST(Printing, AStopInMidReceiptIsHeardAtOnce) {
    Scene scene;
    scene.lab->leave_paper(150);
    auto outcome = scene.start();
    ASSERT_TRUE(scene.watcher.wait_for(PrinterCondition::paper_out));
    scene.stop.request_stop();
    ASSERT_EQ(outcome.wait_for(1s), std::future_status::ready);
    EXPECT_EQ(outcome.get().result, PrintResult::interrupted_unknown);
}

TEST(Printing, APrinterThatTellsNothingIsSentToButNotVouchedFor) {
    printer::Profile profile;
    profile.automatic_status = profile.barrier = false;
    Scene scene(profile, lab_silent());
    const auto outcome = scene.start(10).get();
    EXPECT_EQ(outcome.result, PrintResult::sent_not_confirmable);
    EXPECT_EQ(scene.cut_papers(), 1U);
    EXPECT_TRUE(scene.lab->faults().empty());
    EXPECT_EQ(scene.driver->status().condition, PrinterCondition::unknown);
}

TEST(Printing, AMutePrinterThatTakesNothingIsCalledOffline) {
    printer::Profile profile;
    profile.automatic_status = profile.barrier = false;
    Scene scene(profile, lab_silent());
    scene.lab->take_paper_out();
    auto outcome = scene.start(60);
    ASSERT_TRUE(scene.watcher.wait_for(PrinterCondition::offline));
    scene.lab->load_paper();
    EXPECT_EQ(outcome.get().result, PrintResult::sent_not_confirmable);
    EXPECT_EQ(scene.cut_papers(), 1U);
}

TEST(Printing, TheCablesOwnStatusTellsOfPaperOut) {
    printer::Profile profile;
    profile.automatic_status = profile.barrier = false;
    LabPrinterModel model = lab_silent();
    model.port_status = true;
    Scene scene(profile, model);
    scene.lab->take_paper_out();
    auto outcome = scene.start(60);
    ASSERT_TRUE(scene.watcher.wait_for(PrinterCondition::paper_out));
    scene.lab->load_paper();
    EXPECT_EQ(outcome.get().result, PrintResult::sent_not_confirmable);
}

TEST(Printing, ThePaperIsConfirmedByTheBarrierWhereNothingBetterIs) {
    Scene scene{printer::Profile()};
    EXPECT_EQ(scene.start(10).get().result, PrintResult::printed);
    EXPECT_EQ(scene.start(10).get().result, PrintResult::printed);
}

TEST(Printing, APrinterThatNeverConfirmsIsWaitedForTwiceAndNoMore) {
    LabPrinterModel model;
    model.barrier = model.confirmation = false;
    Scene scene(confirming(), model);
    for (int paper = 0; paper < 2; ++paper) {
        const auto outcome = scene.start(1).get();
        EXPECT_EQ(outcome.result, PrintResult::sent_not_confirmable);
        EXPECT_TRUE(outcome.reason.has_value());
    }
    const auto outcome = scene.start(1).get();
    EXPECT_EQ(outcome.result, PrintResult::sent_not_confirmable);
    EXPECT_FALSE(outcome.reason.has_value()) << "nothing is expected any more";
}

TEST(Printing, AProgramThatDiedInTheMiddleOfAPictureDoesNotSpoilTheNextPaper) {
    Scene scene;
    const auto connection = scene.lab->connect();
    const printer::Bytes begun{0x1B, 0x40, 0x1D, 0x76, 0x30, 0x00, 72, 0, 96, 0, 0xFF, 0xFF};
    ASSERT_EQ(scene.lab->exchange(*connection, begun, 100ms).taken, begun.size());
    EXPECT_EQ(scene.start(10, true).get().result, PrintResult::printed);
    EXPECT_TRUE(scene.lab->faults().empty());
    Scene untroubled;
    ASSERT_EQ(untroubled.start(10).get().result, PrintResult::printed);
    ASSERT_EQ(scene.cut_papers(), 2U);
    EXPECT_EQ(scene.lab->picture(1), untroubled.lab->picture(0));
}

TEST(Printing, TheStatusIsHeardWhileNothingIsPrinted) {
    Scene scene;
    ASSERT_TRUE(scene.driver->open().ok());
    EXPECT_EQ(scene.driver->status().condition, PrinterCondition::ready);
    scene.lab->set_paper_near_end(true);
    EXPECT_EQ(scene.driver->wait_status(5s, {}).condition, PrinterCondition::paper_near_end);
    scene.lab->unplug();
    EXPECT_EQ(scene.driver->wait_status(5s, {}).condition, PrinterCondition::unplugged);
    EXPECT_FALSE(scene.driver->open().ok());
    scene.lab->plug();
    EXPECT_TRUE(scene.driver->open().ok());
}

TEST(Printing, AStopEndsTheWaitForAStatus) {
    auto lab = new_printer();
    printer::DriverTiming patient = quick();
    patient.slice = 30s;
    printer::PrinterDriver driver(std::make_unique<LabTransport>(lab), printer::Profile(), patient);
    ASSERT_TRUE(driver.open().ok());
    std::stop_source stop;
    auto waiting = std::async(std::launch::async, [&] { return driver.wait_status(60s, stop.get_token()); });
    stop.request_stop();
    EXPECT_EQ(waiting.wait_for(5s), std::future_status::ready);
}

} // namespace
} // namespace guichet::lab
