#include "drivers/lab/printer/lab_printer.hpp"

#include "drivers/decoder/decoder.hpp"
#include "drivers/lab/printer/lab_transport.hpp"
#include "drivers/printer/escpos_encoder.hpp"
#include "tests/unit/lab_printer/sample_papers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

namespace guichet::lab {
namespace {

using namespace std::chrono_literals;
using printer::Bytes;
using printer::ByteView;

constexpr std::uint8_t dark = 100;

/// Rows of a picture that have dark dots: first, last, and how many dots in all.
struct Ink {
    int first = -1;
    int last = -1;
    int dots = 0;
};

Ink ink_of(const pictures::GrayPicture& picture) {
    Ink ink;
    for (int y = 0; y < picture.height; ++y)
        if (const auto count = std::count_if(picture.row(y), picture.row(y) + picture.width,
                                             [](std::uint8_t shade) { return shade < dark; });
            count > 0) {
            ink.first = ink.first < 0 ? y : ink.first;
            ink.last = y;
            ink.dots += static_cast<int>(count);
        }
    return ink;
}

/// What a printer said and nobody has heard yet.
std::string& unheard(LabPrinter& lab) {
    static std::map<LabPrinter*, std::string> said;
    if (lab.bytes_received() == 0)
        said.erase(&lab); // another printer was at this address before
    return said[&lab];
}

std::size_t send(LabPrinter& lab, ByteView bytes) {
    std::string& said = unheard(lab);
    const auto connection = lab.connect();
    if (!connection)
        return 0;
    const auto news = lab.exchange(*connection, bytes, 20ms);
    said.append(news.received.begin(), news.received.end());
    return news.taken;
}

std::string hear(LabPrinter& lab, std::size_t count) {
    std::string& said = unheard(lab);
    if (said.size() < count) {
        const auto news = lab.exchange(*lab.connect(), {}, 100ms);
        said.append(news.received.begin(), news.received.end());
    }
    std::string heard = said.substr(0, count);
    said.erase(0, heard.size());
    return heard;
}

/// A folder that goes when the test ends.
struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() /
        ("guichet-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    Folder() { std::filesystem::remove_all(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

TEST(LabPrinter, DrawsAPaperThatWasFedToTheCutter) {
    const auto lab = new_printer();
    send(*lab, Bytes{'P', 'a', 'i', 'n', '\n', 0x1D, 0x56, 0x42, 24});
    ASSERT_EQ(lab->papers().size(), 1U);
    EXPECT_TRUE(lab->papers().front().cut);
    const auto picture = lab->picture(0);
    EXPECT_EQ(picture.width, 640);
    EXPECT_EQ(picture.height, 104 + 30 + 24);
    EXPECT_GE(ink_of(picture).first, 104);
    EXPECT_LE(ink_of(picture).last, 104 + 24);
}

TEST(LabPrinter, ACutWithoutFeedLeavesTheTextOnTheNextPaper) {
    const auto lab = new_printer();
    send(*lab, Bytes{'P', 'a', 'i', 'n', '\n', 0x1D, 0x56, 0x01});
    ASSERT_EQ(lab->papers().size(), 2U);
    EXPECT_EQ(ink_of(lab->picture(0)).dots, 0);
    EXPECT_GT(ink_of(lab->picture(1)).dots, 50);
    EXPECT_FALSE(lab->papers().back().cut);
}

TEST(LabPrinter, ItsOwnQrCodesAndRasterOnesSayTheSame) {
    const std::string payload = "GU1:K7Q2M4ZP9XWV3TBN";
    const receipt::Document document{"R-1", receipt::Kind::receipt, "fr", {receipt::QrCode{payload}}};
    for (const bool native : {false, true}) {
        printer::Profile profile;
        profile.native_qr = native;
        const auto lab = new_printer();
        send(*lab, printer::encode(document, profile));
        EXPECT_THAT(lab->faults(), ::testing::IsEmpty());
        const auto picture = lab->picture(0);
        const auto readings = decoder::Decoder().decode(
            {picture.pixels.data(), picture.width, picture.height, picture.width, 1},
            decoder::Effort::thorough);
        ASSERT_EQ(readings.size(), 1U) << native;
        EXPECT_EQ(readings.front().text, payload);
    }
}

TEST(LabPrinter, TakesAsManyBytesAsItsBufferHasWhileItCannotPrint) {
    const auto lab = new_printer();
    lab->take_paper_out();
    EXPECT_EQ(send(*lab, Bytes(3000, '\n')), 3000U);
    EXPECT_EQ(send(*lab, Bytes(3000, '\n')), 1096U);
    EXPECT_EQ(send(*lab, Bytes(1, '\n')), 0U);
    EXPECT_EQ(lab->bytes_waiting(), 4096U);
    lab->load_paper();
    EXPECT_EQ(lab->bytes_waiting(), 0U);
    EXPECT_EQ(send(*lab, Bytes(1, '\n')), 1U);
}

TEST(LabPrinter, TellsItsStatusByItselfOnceAsked) {
    const auto lab = new_printer();
    lab->set_cover_open(true);
    lab->set_cover_open(false);
    EXPECT_EQ(hear(*lab, 4), "");
    send(*lab, Bytes{0x1D, 0x61, 0xFF});
    EXPECT_EQ(hear(*lab, 4), std::string("\x10\0\0\0", 4));
    lab->take_paper_out();
    EXPECT_EQ(hear(*lab, 4), std::string("\x18\0\x0F\0", 4));
    lab->load_paper();
    lab->set_cover_open(true);
    EXPECT_EQ(hear(*lab, 8), std::string("\x10\0\0\0\x38\0\0\0", 8));
}

TEST(LabPrinter, AnswersRealTimeQuestionsWhileItCannotPrint) {
    const auto lab = new_printer();
    lab->take_paper_out();
    send(*lab, Bytes{0x10, 0x04, 0x04});
    EXPECT_EQ(hear(*lab, 1), "\x72");
    send(*lab, Bytes{0x1D, 0x72, 0x01});
    EXPECT_EQ(hear(*lab, 1), "");
    lab->load_paper();
    EXPECT_EQ(hear(*lab, 1), std::string(1, '\0'));
}

TEST(LabPrinter, AConnectionThatWasLostStaysLost) {
    const auto lab = new_printer();
    LabTransport transport(lab);
    ASSERT_TRUE(transport.open().ok());
    lab->unplug_after(2);
    transport.start_write(Bytes{'a', 'b', 'c'});
    const auto news = transport.wait(20ms);
    EXPECT_TRUE(news.gone);
    EXPECT_EQ(news.taken, 2U);
    EXPECT_FALSE(lab->state().plugged);
    lab->plug();
    EXPECT_TRUE(transport.wait(20ms).gone);
    transport.close();
    ASSERT_TRUE(transport.open().ok());
    transport.start_write(Bytes{'c'});
    EXPECT_TRUE(transport.wait(20ms).write_ended);
}

TEST(LabPrinter, SwitchedOffItLosesWhatItHadNotPrintedAndNothingElse) {
    const Folder folder;
    const Bytes bytes = printer::encode(receipt_of(10), {});
    pictures::GrayPicture whole;
    pictures::GrayPicture broken;
    {
        const auto lab = std::move(LabPrinter::open({}, folder.path)).value();
        send(*lab, bytes);
        whole = lab->picture(0);
        lab->leave_paper(30);
        send(*lab, bytes);
        ASSERT_GT(lab->bytes_waiting(), 100U);
        lab->switch_off();
        EXPECT_EQ(lab->bytes_waiting(), 0U);
        EXPECT_FALSE(lab->connect());
        lab->plug();
        lab->load_paper();
        send(*lab, Bytes{0x0A, 0x1D, 0x56, 0x42, 0x00});
        send(*lab, bytes);
        ASSERT_EQ(lab->papers().size(), 3U);
        broken = lab->picture(1);
        EXPECT_EQ(lab->picture(2), whole);
    }
    const auto lab = std::move(LabPrinter::open({}, folder.path)).value();
    ASSERT_EQ(lab->papers().size(), 3U);
    EXPECT_EQ(lab->picture(1), broken);
    EXPECT_EQ(lab->picture(2), whole);
}

TEST(LabPrinter, WaitsToBeToldAfterAFaultOfItsCutter) {
    LabPrinterModel model;
    model.halts_at_cutter = true;
    const auto lab = new_printer(model);
    lab->set_cutter_jammed(true);
    send(*lab, Bytes{0x1D, 0x72, 0x01});
    lab->set_cutter_jammed(false);
    EXPECT_EQ(hear(*lab, 1), "");
    send(*lab, Bytes{0x10, 0x05, 0x01});
    EXPECT_EQ(hear(*lab, 1), std::string(1, '\0'));
}

TEST(LabPrinter, OutlivesTheProgram) {
    const Folder folder;
    const Bytes bytes = printer::encode(receipt_of(10), {});
    pictures::GrayPicture before;
    {
        const auto lab = std::move(LabPrinter::open({}, folder.path)).value();
        send(*lab, bytes);
        before = lab->picture(0);
        lab->leave_paper(30);
        send(*lab, bytes);
        ASSERT_TRUE(lab->state().paper_out);
        ASSERT_GT(lab->bytes_waiting(), 100U);
    }
    const auto lab = std::move(LabPrinter::open({}, folder.path)).value();
    EXPECT_TRUE(lab->state().paper_out);
    ASSERT_EQ(lab->papers().size(), 2U);
    EXPECT_FALSE(lab->papers().back().cut);
    EXPECT_EQ(lab->picture(0), before);
    lab->load_paper();
    send(*lab, ByteView(bytes).subspan(lab->bytes_received() - bytes.size()));
    ASSERT_EQ(lab->papers().size(), 2U);
    EXPECT_TRUE(lab->papers().back().cut);
    EXPECT_EQ(lab->picture(1), before);
    EXPECT_THAT(lab->faults(), ::testing::IsEmpty());
}

TEST(LabPrinter, AFolderThatCannotBeMadeIsSaid) {
    EXPECT_FALSE(LabPrinter::open({}, "/proc/nothing/here").ok());
}

} // namespace
} // namespace guichet::lab
