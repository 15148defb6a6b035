// What goes wrong at USB printers in the field, and what the driver does: each test is named after one of the
// failures that other programs met (see tests/driver/README.md).

#include "drivers/printer/printer_driver.hpp"
#include "drivers/printer/usb_transport.hpp"
#include "tests/driver/usb_bed.hpp"
#include "tests/unit/lab_printer/sample_papers.hpp"
#include "tests/unit/lab_printer/watcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

namespace guichet::testing {
namespace {

using namespace std::chrono_literals;
using lab::LabPrinterModel;
using lab::receipt_of;
using ports::PrinterCondition;
using ports::PrintResult;
using printer::UsbQuirk;
using printer::UsbSelector;
using printer::UsbTransport;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class UsbPrinter : public ::testing::Test {
protected:
    void SetUp() override {
        if (!UsbBed::possible())
            GTEST_SKIP() << "run by ctest, or with LD_PRELOAD=libumockdev-preload.so.0";
    }

    std::shared_ptr<lab::LabPrinter> plug(int port = 1, const UsbShape& shape = {},
                                          LabPrinterModel model = {}) {
        auto lab = lab::new_printer(std::move(model));
        bed_.plug(port, lab, shape);
        return lab;
    }

    [[nodiscard]] static printer::DriverTiming patient() {
        printer::DriverTiming timing = lab::quick();
        timing.greeting = 1s; // the simulated kernel is slow on a busy machine
        timing.confirmation = 5s;
        timing.stall = 300ms;
        return timing;
    }

    [[nodiscard]] static std::unique_ptr<printer::PrinterDriver>
    driver(const std::string& port_or_serial = {}, std::vector<UsbQuirk> quirks = {},
           printer::Profile profile = lab::confirming(), printer::DriverTiming timing = patient()) {
        return std::make_unique<printer::PrinterDriver>(
            std::make_unique<UsbTransport>(UsbSelector::of(port_or_serial), std::move(quirks)),
            std::move(profile), std::move(timing));
    }

    std::future<ports::PrintOutcome> start(printer::PrinterDriver& driver, int lines = 10) {
        return std::async(std::launch::async, [this, &driver, lines] {
            return driver.print({receipt_of(lines), false}, watcher_, stop_.get_token());
        });
    }

    [[nodiscard]] bool wait_for(PrinterCondition condition) { return watcher_.wait_for(condition); }

    UsbBed bed_;
    std::stop_source stop_;
    lab::Watcher watcher_;
};

/// What a printer without troubles puts on paper.
pictures::GrayPicture untroubled(int lines) {
    const auto lab = lab::new_printer();
    const auto driver = lab::driver_of(lab, lab::confirming());
    struct Nobody final : ports::PrintObserver {
        void on_status(const ports::PrinterStatus&) override {}
    } nobody;
    EXPECT_EQ(driver->print({receipt_of(lines), false}, nobody, {}).result, PrintResult::printed);
    return lab->picture(0);
}

TEST_F(UsbPrinter, APaperIsPrintedAndConfirmed) {
    const auto lab = plug();
    const auto printer = driver();
    EXPECT_EQ(start(*printer).get().result, PrintResult::printed);
    EXPECT_THAT(lab->faults(), IsEmpty());
    EXPECT_EQ(lab->picture(0), untroubled(10));
    EXPECT_EQ(printer->identity().device_id, "MFG:EPSON;MDL:TM-T20II;CMD:ESC/POS;");
    EXPECT_EQ(printer->identity().usb.vendor, 0x04B8);
}

TEST_F(UsbPrinter, UsblpHoldsTheInterfaceItIsDetachedAndComesBackAtClosing) {
    UsbShape shape;
    shape.held_by_usblp = true;
    plug(1, shape);
    const auto printer = driver();
    ASSERT_TRUE(printer->open().ok());
    EXPECT_EQ(bed_.diary(1).detached, 1);
    EXPECT_EQ(bed_.diary(1).reattached, 0);
    printer->close();
    EXPECT_EQ(bed_.diary(1).reattached, 1);
}

TEST_F(UsbPrinter, AnotherProgramHoldsItThatIsSaid) {
    UsbShape shape;
    shape.held_by_a_program = true;
    plug(1, shape);
    const auto opened = driver()->open();
    ASSERT_FALSE(opened.ok());
    EXPECT_THAT(opened.error().english(), HasSubstr("in use by another program"));
}

TEST_F(UsbPrinter, OpeningNeitherResetsNorSetsTheConfigurationAgain) {
    plug();
    for (int time = 0; time < 3; ++time) {
        const auto printer = driver();
        ASSERT_EQ(start(*printer, 1).get().result, PrintResult::printed);
    }
    EXPECT_EQ(bed_.diary(1).resets, 0);
    EXPECT_EQ(bed_.diary(1).configurations_set, 0);
}

TEST_F(UsbPrinter, EndpointsComeFromTheDescriptors) {
    UsbShape shape;
    shape.out = 0x03;
    shape.in = 0x84;
    plug(1, shape);
    EXPECT_EQ(start(*driver(), 1).get().result, PrintResult::printed);
    EXPECT_THAT(bed_.diary(1).endpoints, Each(::testing::AnyOf(0x03, 0x84)));
}

TEST_F(UsbPrinter, OneOfTheVendorClassIsFoundByItsQuirk) {
    UsbShape shape;
    shape.product = 0x0202;
    shape.interface_class = 0xFF;
    shape.interface_subclass = 0;
    plug(1, shape);
    EXPECT_FALSE(driver()->open().ok());
    EXPECT_EQ(start(*driver({}, {{0x04B8, 0x0202, true, false}}), 1).get().result, PrintResult::printed);
}

TEST_F(UsbPrinter, AOneWayPrinterIsNeverReadAndStillPrints) {
    UsbShape shape;
    shape.vendor = 0x0519;
    const auto lab = plug(1, shape);
    const auto printer = driver({}, {{0x0519, std::nullopt, false, true}});
    EXPECT_EQ(start(*printer).get().result, PrintResult::sent_not_confirmable);
    EXPECT_THAT(bed_.diary(1).endpoints, Each(0x01));
    EXPECT_TRUE(lab->wait_for_papers(1, 5s));
}

TEST_F(UsbPrinter, PaperOutInMidJobNothingIsSentTwiceAndItGoesOnByItself) {
    const auto lab = plug();
    const auto printer = driver();
    ASSERT_TRUE(printer->open().ok());
    lab->leave_paper(150);
    auto outcome = start(*printer, 60);
    ASSERT_TRUE(wait_for(PrinterCondition::paper_out));
    EXPECT_EQ(outcome.wait_for(100ms), std::future_status::timeout);
    lab->load_paper();
    EXPECT_EQ(outcome.get().result, PrintResult::printed);
    EXPECT_THAT(lab->faults(), IsEmpty());
    ASSERT_EQ(lab->papers().size(), 1U);
    EXPECT_EQ(lab->picture(0), untroubled(60));
}

TEST_F(UsbPrinter, AWriteThatIsTakenBackTellsExactlyWhatThePrinterTook) {
    LabPrinterModel model;
    model.buffer = 700;
    const auto lab = plug(1, {}, model);
    lab->take_paper_out();
    UsbTransport transport;
    ASSERT_TRUE(transport.open().ok());
    const printer::Bytes bytes(1000, 0x20);
    transport.start_write(bytes);
    while (lab->bytes_received() < 700)
        EXPECT_EQ(transport.wait(5ms).taken, 0U); // the kernel tells only at the end
    EXPECT_TRUE(transport.writing());
    EXPECT_EQ(transport.withdraw(), 700U);
    EXPECT_FALSE(transport.writing());
    EXPECT_EQ(lab->bytes_received(), 700U);
}

TEST_F(UsbPrinter, AStopInAWriteThatStandsStillIsHeard) {
    LabPrinterModel model;
    model.buffer = 700;
    const auto lab = plug(1, {}, model);
    const auto printer = driver();
    ASSERT_TRUE(printer->open().ok());
    lab->leave_paper(100);
    auto outcome = start(*printer, 60);
    ASSERT_TRUE(wait_for(PrinterCondition::paper_out));
    stop_.request_stop();
    ASSERT_EQ(outcome.wait_for(5s), std::future_status::ready);
    const auto ended = outcome.get();
    EXPECT_EQ(ended.result, PrintResult::interrupted_unknown);
}

TEST_F(UsbPrinter, AWaitEndsAtOnceWhenItIsInterrupted) {
    plug();
    UsbTransport transport;
    ASSERT_TRUE(transport.open().ok());
    auto waiting = std::async(std::launch::async, [&] { return transport.wait(60s); });
    transport.interrupt();
    ASSERT_EQ(waiting.wait_for(5s), std::future_status::ready);
    EXPECT_FALSE(waiting.get().gone);
}

TEST_F(UsbPrinter, LateAndFragmentedStatusBytesAreUnderstood) {
    UsbShape shape;
    shape.reply_fragment = 1;
    shape.reply_delay = 20;
    const auto lab = plug(1, shape);
    const auto printer = driver();
    ASSERT_TRUE(printer->open().ok());
    EXPECT_EQ(printer->status().condition, PrinterCondition::ready);
    EXPECT_EQ(printer->identity().reported_model, "Lab 80");
    lab->set_cover_open(true);
    EXPECT_EQ(printer->wait_status(10s, {}).condition, PrinterCondition::cover_open);
    auto outcome = start(*printer, 1);
    lab->set_cover_open(false);
    EXPECT_EQ(outcome.get().result, PrintResult::printed);
    EXPECT_THAT(lab->faults(), IsEmpty());
}

TEST_F(UsbPrinter, EmptyRepliesAreNoRepliesAndBlockNothing) {
    UsbShape shape;
    shape.empty_replies = true;
    const auto lab = plug(1, shape);
    const auto printer = driver({}, {}, lab::confirming(), lab::quick());
    EXPECT_NE(start(*printer, 1).get().result, PrintResult::interrupted_unknown);
    EXPECT_TRUE(lab->wait_for_papers(1, 5s));
}

TEST_F(UsbPrinter, WithoutStatusItPrintsAndTheStatusIsUnknown) {
    printer::Profile silent;
    silent.automatic_status = silent.barrier = false;
    const auto lab = plug(1, {}, lab::lab_silent());
    const auto printer = driver({}, {}, silent);
    EXPECT_EQ(start(*printer).get().result, PrintResult::sent_not_confirmable);
    EXPECT_EQ(printer->status().condition, PrinterCondition::unknown);
    EXPECT_TRUE(lab->wait_for_papers(1, 5s));
}

TEST_F(UsbPrinter, WhileItTakesNothingTheControlEndpointTellsWhy) {
    printer::Profile silent;
    silent.automatic_status = silent.barrier = false;
    LabPrinterModel model = lab::lab_silent();
    model.port_status = true;
    model.buffer = 200;
    const auto lab = plug(1, {}, model);
    lab->take_paper_out();
    const auto printer = driver({}, {}, silent);
    auto outcome = start(*printer);
    ASSERT_TRUE(wait_for(PrinterCondition::paper_out));
    lab->load_paper();
    EXPECT_EQ(outcome.get().result, PrintResult::sent_not_confirmable);
    EXPECT_EQ(lab->picture(0), untroubled(10));
}

TEST_F(UsbPrinter, UnpluggedInMidWriteWhatItTookIsKnownToTheByte) {
    const auto lab = plug();
    const auto printer = driver();
    ASSERT_TRUE(printer->open().ok());
    lab->unplug_after(700);
    const auto outcome = start(*printer, 60).get();
    EXPECT_EQ(outcome.result, PrintResult::interrupted_unknown);
    EXPECT_EQ(outcome.bytes_sent, 700U);
    EXPECT_EQ(printer->status().condition, PrinterCondition::unplugged);
}

TEST_F(UsbPrinter, PluggedInAgainItIsFoundByItsPortAtWhateverAddress) {
    const auto lab = plug(3);
    const auto printer = driver("1-3");
    ASSERT_TRUE(printer->open().ok());
    bed_.unplug(3);
    EXPECT_EQ(printer->wait_status(10s, {}).condition, PrinterCondition::unplugged);
    EXPECT_FALSE(printer->open().ok());
    auto plugged = std::async(std::launch::async, [&] { return printer->wait_status(30s, {}); });
    lab->unplug();
    lab->plug();
    bed_.plug(3, lab);
    ASSERT_EQ(plugged.wait_for(10s), std::future_status::ready) << "a printer that comes is noticed at once";
    ASSERT_TRUE(printer->open().ok());
    EXPECT_EQ(start(*printer, 1).get().result, PrintResult::printed);
}

TEST_F(UsbPrinter, PluggedInElsewhereItIsFoundByItsSerialNumber) {
    const auto lab = plug(3);
    const auto printer = driver("S1");
    ASSERT_TRUE(printer->open().ok());
    bed_.unplug(3);
    EXPECT_EQ(printer->wait_status(10s, {}).condition, PrinterCondition::unplugged);
    lab->unplug();
    lab->plug();
    bed_.plug(7, lab);
    EXPECT_EQ(start(*printer, 1).get().result, PrintResult::printed);
    EXPECT_THAT(printer->describe(), HasSubstr("port 1-7"));
}

TEST_F(UsbPrinter, NoTransferIsEverEmptyAndNoneIsTooLong) {
    plug();
    const auto printer = driver();
    ASSERT_EQ(start(*printer, 60).get().result, PrintResult::printed);
    EXPECT_EQ(bed_.diary(1).empty_writes, 0);
    EXPECT_LE(bed_.diary(1).largest_write, 16'384U);
}

TEST_F(UsbPrinter, AStallIsClearedAndTheRestIsSentOnce) {
    const auto lab = plug();
    const auto printer = driver();
    ASSERT_TRUE(printer->open().ok());
    bed_.refuse_after(1, 333);
    EXPECT_EQ(start(*printer).get().result, PrintResult::printed);
    EXPECT_EQ(bed_.diary(1).halts_cleared, 1);
    EXPECT_THAT(lab->faults(), IsEmpty());
    EXPECT_EQ(lab->picture(0), untroubled(10));
}

TEST_F(UsbPrinter, OneThatIsASerialLineIsFoundOutAndSaid) {
    UsbShape shape;
    shape.interface_class = 2;
    shape.interface_subclass = 2;
    plug(1, shape);
    const auto opened = driver()->open();
    ASSERT_FALSE(opened.ok());
    EXPECT_THAT(opened.error().english(), HasSubstr("serial line"));
    const auto printers = printer::list_usb_printers({});
    ASSERT_TRUE(printers.ok());
    ASSERT_EQ(printers->size(), 1U);
    EXPECT_TRUE(printers->front().serial_line);
}

TEST_F(UsbPrinter, TwoPrintersAreToldApartByTheirSerialNumbers) {
    UsbShape first;
    first.serial = "A1";
    UsbShape second;
    second.serial = "B2";
    const auto first_lab = plug(1, first);
    const auto second_lab = plug(2, second);
    const auto first_printer = driver("A1");
    const auto second_printer = driver("B2");
    auto first_outcome = start(*first_printer, 1);
    auto second_outcome = start(*second_printer, 2);
    EXPECT_EQ(first_outcome.get().result, PrintResult::printed);
    EXPECT_EQ(second_outcome.get().result, PrintResult::printed);
    EXPECT_EQ(first_lab->picture(0), untroubled(1));
    EXPECT_EQ(second_lab->picture(0), untroubled(2));
}

TEST_F(UsbPrinter, OfTwoWithoutAChoiceTheOneThatIsFreeIsTaken) {
    UsbShape busy;
    busy.held_by_a_program = true;
    plug(1, busy);
    plug(2);
    const auto printer = driver();
    ASSERT_TRUE(printer->open().ok());
    EXPECT_THAT(printer->describe(), HasSubstr("port 1-2"));
}

TEST_F(UsbPrinter, TheListTellsNamesPortsAndDeviceIds) {
    UsbShape turned;
    turned.device_id_length_low_first = true;
    turned.held_by_usblp = true;
    plug(1, turned);
    const auto printers = printer::list_usb_printers({});
    ASSERT_TRUE(printers.ok());
    ASSERT_EQ(printers->size(), 1U);
    const auto& found = printers->front();
    EXPECT_EQ(found.port, "1-1");
    EXPECT_EQ(found.serial, "S1");
    EXPECT_EQ(found.manufacturer, "EPSON");
    EXPECT_EQ(found.device_id, "MFG:EPSON;MDL:TM-T20II;CMD:ESC/POS;");
    EXPECT_FALSE(found.problem.has_value());
    EXPECT_EQ(bed_.diary(1).reattached, 1);
}

TEST_F(UsbPrinter, ADeviceWithoutRightsNamesTheUdevRule) {
    EXPECT_THAT(printer::usb_error(-3 /* LIBUSB_ERROR_ACCESS */, "X").english(), HasSubstr("udev rule"));
}

} // namespace
} // namespace guichet::testing
