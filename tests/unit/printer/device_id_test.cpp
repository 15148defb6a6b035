#include "drivers/printer/device_id.hpp"

#include <gtest/gtest.h>

#include <random>

namespace guichet::printer {
namespace {

const std::string epson = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;DES:EPSON TM-T20II;";

Bytes bytes_of(const std::string& text) {
    return {text.begin(), text.end()};
}

Bytes answer(unsigned first, unsigned second, const std::string& text) {
    return bytes_of(std::string{static_cast<char>(first), static_cast<char>(second)} + text);
}

/// As the standard says: the length counts itself, its most significant byte first.
Bytes answer(const std::string& text) {
    const std::size_t length = text.size() + 2;
    return answer(static_cast<unsigned>(length / 256), static_cast<unsigned>(length % 256), text);
}

TEST(DeviceId, TheLengthIsTakenFromTheEndThatFits) {
    EXPECT_EQ(device_id_text(answer(epson)), epson);
    EXPECT_EQ(device_id_text(answer(static_cast<unsigned>(epson.size() + 2), 0, epson)), epson);
    const std::string padding(300, '\0');
    EXPECT_EQ(device_id_text(answer(0, static_cast<unsigned>(epson.size() + 2), epson + "xyz" + padding)),
              epson);
}

TEST(DeviceId, AWrongLengthLosesNothing) {
    EXPECT_EQ(device_id_text(answer(0, static_cast<unsigned>(epson.size()), epson)), epson)
        << "not counting itself";
    EXPECT_EQ(device_id_text(answer(0xFF, 0xFF, epson)), epson) << "too long";
    EXPECT_EQ(device_id_text(answer(0, 0, epson)), epson) << "none";
    EXPECT_EQ(device_id_text(bytes_of(epson)), epson) << "left out";
}

TEST(DeviceId, NothingAndNoiseGiveNothing) {
    EXPECT_EQ(device_id_text({}), "");
    EXPECT_EQ(device_id_text(Bytes{0x00}), "");
    EXPECT_EQ(device_id_text(Bytes{0x00, 0x02}), "");
    EXPECT_EQ(device_id_text(answer(" \x01\xFF " + std::string(5, '\0'))), "");
}

TEST(DeviceId, MembersAreReadInEitherSpelling) {
    const DeviceId brief = parse_device_id(epson + "SN:X4TK001234;");
    EXPECT_EQ(brief, (DeviceId{"EPSON", "TM-T20II", "ESC/POS", "EPSON TM-T20II", "X4TK001234"}));
    const DeviceId lengthy =
        parse_device_id("MANUFACTURER:EPSON;COMMAND SET:ESC/POS;MODEL:TM-T20II;DESCRIPTION:EPSON "
                        "TM-T20II;SERIALNUMBER:X4TK001234");
    EXPECT_EQ(lengthy, brief);
    EXPECT_EQ(parse_device_id("SERN:7").serial, "7");
}

TEST(DeviceId, UntidyTextsAreReadAllTheSame) {
    // As measured on a clone: a part without colon, and no semicolon at the end.
    EXPECT_EQ(parse_device_id("MFG:Printer;CMD:EPSON;MDL:POS-80;CLS:PRINTER;1"),
              (DeviceId{"Printer", "POS-80", "EPSON", "", ""}));
    EXPECT_EQ(parse_device_id("  mfg : Star ;; mdl:TSP143 (STR_T-001);"),
              (DeviceId{"Star", "TSP143 (STR_T-001)", "", "", ""}));
    EXPECT_EQ(parse_device_id("MDL:;MDL:one;MDL:two;").model, "one");
    EXPECT_EQ(parse_device_id("DES:a:b").description, "a:b");
    EXPECT_EQ(parse_device_id(";:;:x;MDL"), DeviceId{});
}

TEST(DeviceId, TheCommandSetTellsWhetherItTakesEscPos) {
    const auto takes = [](const char* text) { return parse_device_id(text).takes_esc_pos(); };
    EXPECT_EQ(takes("CMD:ESC/POS;"), true);
    EXPECT_EQ(takes("CMD:EPSON;"), true);
    EXPECT_EQ(takes("CMD:STAR,escpos;"), true);
    EXPECT_EQ(takes("CMD:STAR;"), false);
    EXPECT_EQ(takes("CMD:PCL;"), std::nullopt);
    EXPECT_EQ(takes("MDL:POS-80;"), std::nullopt);
}

TEST(DeviceId, AnyBytesAreTaken) {
    std::mt19937 random(5);
    for (int round = 0; round < 20'000; ++round) {
        Bytes bytes(random() % 40);
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>(random() % 3 == 0 ? ';' : random());
        const std::string text = device_id_text(bytes);
        ASSERT_LE(text.size(), bytes.size());
        ASSERT_LE(parse_device_id(text).model.size(), text.size());
    }
}

} // namespace
} // namespace guichet::printer
