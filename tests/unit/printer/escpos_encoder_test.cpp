#include "drivers/printer/escpos_encoder.hpp"

#include "drivers/printer/escpos_text.hpp"
#include "kiosk/receipt/layout.hpp"
#include "tests/golden/sample_papers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::printer {
namespace {

using receipt::Block;
using receipt::Document;
using receipt::Kind;

Document paper(std::vector<Block> blocks) {
    return {"R-1", Kind::receipt, "fr", std::move(blocks)};
}

Bytes encode_text(const std::string& text, const Profile& profile = {}) {
    return encode(paper({receipt::Text{text}}), profile);
}

bool contains(const Bytes& bytes, const Bytes& part) {
    return std::search(bytes.begin(), bytes.end(), part.begin(), part.end()) != bytes.end();
}

const Bytes raster_command{0x1D, 0x76, 0x30};

TEST(Encoder, BeginsWithKnownModesAndEndsWithTheCut) {
    EXPECT_EQ(encode_text("Pain"), (Bytes{0x1B, 0x40, 0x1C, 0x2E, 0x1B, 0x74, 0x10, 0x1B, 0x52, 0x00, //
                                          0x1B, 0x33, 0x1E, 'P',  'a',  'i',  'n',  0x0A,             //
                                          0x1D, 0x56, 0x42, 0x18}));
}

TEST(Encoder, FrenchAndOccitanGoAsLettersOfTheCodePage) {
    EXPECT_TRUE(contains(encode_text("œufs d’été à 2 €"), {0x9C, 'u', 'f', 's', ' ', 'd', 0x92, 0xE9, 't',
                                                           0xE9, ' ', 0xE0, ' ', '2', 0xA0, 0x80}));
    EXPECT_FALSE(
        contains(encode_text("Lo formatge de l’Aubrac, plan bon : òc, aquò’s aital"), raster_command));
}

TEST(Encoder, ALetterThatNoPageHasIsDrawnAmongTheOthers) {
    const Bytes bytes = encode_text("Żurek i kiełbasa");
    EXPECT_FALSE(contains(bytes, raster_command));
    EXPECT_TRUE(contains(bytes, {0x1B, 0x2A, 0x21, 12, 0}));
    EXPECT_TRUE(contains(bytes, {'u', 'r', 'e', 'k', ' ', 'i', ' ', 'k', 'i', 'e', 0x1B, 0x2A, 0x21, 12, 0}));
    EXPECT_TRUE(contains(bytes, {'b', 'a', 's', 'a', 0x0A}));
    EXPECT_LT(bytes.size(), encode_text("Zurek i kielbasa").size() + 100);
}

TEST(Encoder, ALineIsDrawnWholeWhereADrawnLetterCannotStandAmongTheOthers) {
    for (const auto& text : {receipt::Text{"Łucja", receipt::Size::large}, receipt::Text{"漢字 Zurek"}}) {
        const Bytes bytes = encode(paper({text}), Profile());
        EXPECT_TRUE(contains(bytes, raster_command));
        EXPECT_FALSE(contains(bytes, {0x1B, 0x2A}));
    }
}

TEST(Encoder, AnotherPageOfTheProfileIsChosenForItsLetters) {
    Profile profile;
    profile.code_pages = {{16, CodePage::wpc1252}, {18, CodePage::pc852}};
    const Bytes bytes = encode(paper({receipt::Text{"Żurek"}, receipt::Text{"Œufs"}}), profile);
    EXPECT_TRUE(contains(bytes, {0x1B, 0x33, 0x1E, 0x1B, 0x74, 18, 0xBD, 'u', 'r', 'e', 'k', 0x0A}));
    EXPECT_TRUE(contains(bytes, {0x1B, 0x74, 16, 0x8C, 'u', 'f', 's', 0x0A}));
    EXPECT_FALSE(contains(bytes, raster_command));
}

TEST(Encoder, ALineMayTakeItsLettersFromSeveralPages) {
    Profile profile;
    profile.code_pages = {{16, CodePage::wpc1252}, {18, CodePage::pc852}};
    const Bytes bytes = encode_text("kiełb 2 €!", profile);
    EXPECT_TRUE(contains(
        bytes, {'k', 'i', 'e', 0x1B, 0x74, 18, 0x88, 'b', ' ', '2', 0xFF, 0x1B, 0x74, 16, 0x80, '!', 0x0A}))
        << "the euro sign is in the first page, the Polish l in the second";
    EXPECT_FALSE(contains(bytes, raster_command));
}

TEST(Encoder, SignsHaveStandInsButLettersHaveNone) {
    Profile profile;
    profile.code_pages = {{19, CodePage::pc858}};
    EXPECT_TRUE(
        contains(encode_text("l’an − 2 €", profile), {'l', '\'', 'a', 'n', ' ', '-', ' ', '2', 0xFF, 0xD5}));
    EXPECT_TRUE(contains(encode_text("bœuf", profile), {0x1B, 0x2A, 0x21}));
}

TEST(Encoder, TextFromOutsideNeverCommandsThePrinter) {
    const Bytes bytes = encode(paper({receipt::Row{"Pain\x1B@\x1DV\x41", "1\x10\x04\x01"}}), {});
    EXPECT_EQ(std::count(bytes.begin(), bytes.end(), 0x1D), 1); // the cut
    EXPECT_EQ(std::count(bytes.begin(), bytes.end(), 0x10), 1); // the code page's number
}

TEST(Encoder, TheEnvelopeStandsAroundTheDocument) {
    const Bytes bytes = encode(paper({receipt::Text{"Pain"}}), {}, {true, true, "A1b2", true});
    EXPECT_TRUE(contains(bytes, {0x1B, 0x52, 0x00, 0x1D, 0x61, 0xFF, 0x0A, 0x1D, 0x56, 0x42, 0x18}));
    EXPECT_TRUE(contains(bytes, {0x1D, 0x56, 0x42, 0x18, 0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, 'A', '1',
                                 'b', '2', 0x1D, 0x72, 0x01}));
}

TEST(Encoder, APrinterWithoutCutterFeedsToItsTearBar) {
    Profile profile;
    profile.cut = CutCommand::none;
    profile.cutter_distance = 240;
    const Bytes bytes = encode_text("Pain", profile);
    EXPECT_FALSE(contains(bytes, {0x1D, 0x56}));
    EXPECT_TRUE(contains(bytes, {0x1B, 0x4A, 255, 0x1B, 0x4A, 9}));
}

TEST(Encoder, AQrCodeIsARasterUnlessTheProfileVouchesForTheCommand) {
    const Document document = paper({receipt::QrCode{"self-42"}});
    EXPECT_TRUE(contains(encode(document, {}), raster_command));
    Profile profile;
    profile.native_qr = true;
    const Bytes native = encode(document, profile);
    EXPECT_FALSE(contains(native, raster_command));
    EXPECT_TRUE(contains(native, {0x31, 0x50, 0x30, 's', 'e', 'l', 'f', '-', '4', '2'}));
}

TEST(Encoder, APayloadThatIsTooLongForAQrCodeIsPrintedAsText) {
    const Bytes bytes = encode(paper({receipt::QrCode{std::string(5000, 'x')}}), {});
    EXPECT_FALSE(contains(bytes, raster_command));
    EXPECT_EQ(std::count(bytes.begin(), bytes.end(), 'x'), 5000);
}

TEST(Encoder, ANativeQrCodeHoldsNothingThatThePrinterWouldExecute) {
    Profile profile;
    profile.native_qr = true;
    for (const std::string& payload : {std::string("a\x10\x04\x01"), std::string(1037, 'a')})
        EXPECT_FALSE(contains(encode(paper({receipt::QrCode{payload}}), profile), {0x10, 0x04}));
}

TEST(Encoder, WhatThePrintersOwnQrCommandCannotHoldIsARaster) {
    Profile profile;
    profile.native_qr = true;
    for (const std::string& payload : {std::string("Élodie"), std::string("a\nb"), std::string("a\x7F"),
                                       std::string("\0", 1), std::string(1000, 'a')}) {
        const Bytes bytes = encode(paper({receipt::QrCode{payload}}), profile);
        EXPECT_TRUE(contains(bytes, raster_command)) << payload;
        EXPECT_FALSE(contains(bytes, {0x1D, 0x28, 0x6B})) << payload;
    }
}

TEST(Encoder, AnEmptyQrCodeIsNothingButALine) {
    Profile profile;
    profile.native_qr = true;
    const Bytes bytes = encode(paper({receipt::QrCode{""}}), profile);
    EXPECT_FALSE(contains(bytes, {0x1D, 0x28, 0x6B}));
    EXPECT_FALSE(contains(bytes, raster_command));
}

Profile drawing() {
    Profile profile;
    profile.letters = Letters::drawn;
    return profile;
}

TEST(Encoder, AProfileWithoutTrustedLettersGetsTheWholePaperAsRaster) {
    const Bytes bytes = encode(paper({receipt::Text{"Pain"}, receipt::Rule{}, receipt::QrCode{"self-42"}}),
                               drawing(), {true, true, "A1b2", true});
    EXPECT_TRUE(contains(bytes, raster_command));
    EXPECT_FALSE(contains(bytes, {'P', 'a', 'i', 'n'}));
    EXPECT_FALSE(contains(bytes, {0x0A, 0x1D, 0x76}));
    EXPECT_TRUE(
        contains(bytes, {0x1D, 0x56, 0x42, 0x18, 0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, 'A', '1'}));
}

TEST(Encoder, EmptyRowsAreFedAndTheRightMarginIsNotSent) {
    const Bytes short_line = encode(paper({receipt::Text{"i"}}), drawing());
    EXPECT_LT(short_line.size(), 120U);
    const Bytes spaced =
        encode(paper({receipt::Text{"i"}, receipt::Space{40}, receipt::Text{"i"}}), drawing());
    EXPECT_LT(spaced.size(), 200U);
    EXPECT_TRUE(contains(spaced, {0x1B, 0x4A, 255, 0x1B, 0x4A, 255}));
}

TEST(Encoder, NoPaperHoldsARealTimeSequence) {
    for (const RasterCommand command : {RasterCommand::gs_v_0, RasterCommand::gs_graphics})
        for (const Letters letters : {Letters::printer, Letters::drawn}) {
            Profile profile;
            profile.raster = command;
            profile.letters = letters;
            for (const auto& [name, document] : golden::sample_papers(golden::texts_in("fr"))) {
                const Bytes bytes = encode(document, profile, {true, true, "A1b2", true});
                for (const std::uint8_t second : Bytes{0x04, 0x05, 0x14})
                    EXPECT_FALSE(contains(bytes, {0x10, second})) << name;
            }
        }
}

TEST(Encoder, NoLetterBecomesAQuestionMark) {
    Profile old;
    old.code_pages = {{0, CodePage::pc437}};
    for (const auto& [name, document] : golden::sample_papers(golden::texts_in("fr")))
        for (const Profile& profile : {Profile{}, old}) {
            for (const receipt::LaidOut& line : receipt::lay_out(document, profile.columns)) {
                const auto* text = std::get_if<receipt::TextLine>(&line);
                if (text == nullptr)
                    continue;
                for (const PageText& part : in_code_pages(text->text, profile))
                    EXPECT_EQ(std::count(part.bytes.begin(), part.bytes.end(), '?'), 0)
                        << name << ": " << text->text;
            }
        }
}

TEST(Encoder, ATenLineReceiptWithItsQrCodeIsSmall) {
    std::vector<Block> blocks{receipt::Text{"Gare de Saint-Flour", receipt::Size::large, true},
                              receipt::Rule{}};
    for (int line = 0; line < 10; ++line)
        blocks.emplace_back(receipt::Row{"Fromage de chèvre fermier", "12,40 €", "2 ×", 4});
    blocks.emplace_back(receipt::QrCode{"GU1:K7Q2M4ZP9XWV3TBN"});
    EXPECT_LE(encode(paper(blocks), {}).size(), 1800U);
}

} // namespace
} // namespace guichet::printer
