#include "drivers/scanner/scan_text.hpp"

#include <gtest/gtest.h>

namespace guichet::scanner {
namespace {

TEST(ScanText, PaddingAndControlCharactersAreNoCode) {
    EXPECT_EQ(code_of(std::string("\x02GU1:ABC\r\n\0\0\0", 13), {}), "GU1:ABC");
    EXPECT_EQ(code_of(std::string(64, '\0'), {}), "");
}

TEST(ScanText, TheSymbologyIdentifierIsTakenOff) {
    EXPECT_EQ(code_of("]Q1GU1:ABC", {}), "GU1:ABC");
    EXPECT_EQ(code_of("]d2GU1:ABC", {}), "GU1:ABC");
    EXPECT_EQ(code_of("]", {}), "]");
    EXPECT_EQ(code_of("]11 apples", {}), "]11 apples") << "a symbology is a letter";
}

TEST(ScanText, PrefixAndSuffixAreTakenOffWhereTheyAre) {
    const Framing framing{"\x02*", "#\x03"};
    EXPECT_EQ(code_of("\x02*GU1:ABC#\x03", framing), "GU1:ABC");
    EXPECT_EQ(code_of("GU1:ABC", framing), "GU1:ABC");
    EXPECT_EQ(code_of("*]Q1GU1:ABC#", framing), "GU1:ABC");
    EXPECT_EQ(code_of("]Q1*GU1:ABC#", framing), "GU1:ABC");
}

TEST(ScanText, WhatIsNoUtf8IsLatin1) {
    EXPECT_EQ(code_of("caf\xE9", {}), "café");
    EXPECT_EQ(code_of("café", {}), "café");
    EXPECT_EQ(code_of("\xED\xA0\x80", {}), "\u00ED\u00A0\u0080") << "a surrogate is no UTF-8";
    EXPECT_EQ(code_of("\xC3", {}), "\u00C3");
}

} // namespace
} // namespace guichet::scanner
