#include "drivers/printer/code_page.hpp"

#include <gtest/gtest.h>

namespace guichet::printer {
namespace {

TEST(CodePage, EuroAndFrenchLettersHaveTheBytesOfTheReference) {
    EXPECT_EQ(byte_of(CodePage::wpc1252, U'€'), 0x80);
    EXPECT_EQ(byte_of(CodePage::wpc1252, U'œ'), 0x9C);
    EXPECT_EQ(byte_of(CodePage::wpc1252, U'’'), 0x92);
    EXPECT_EQ(byte_of(CodePage::wpc1252, U'é'), 0xE9);
    EXPECT_EQ(byte_of(CodePage::pc858, U'€'), 0xD5);
    EXPECT_EQ(byte_of(CodePage::pc858, U'é'), 0x82);
    EXPECT_EQ(byte_of(CodePage::iso8859_15, U'€'), 0xA4);
    EXPECT_EQ(byte_of(CodePage::pc437, U'è'), 0x8A);
    EXPECT_EQ(byte_of(CodePage::pc852, U'ł'), 0x88);
}

TEST(CodePage, ALetterThatThePageLacksHasNoByte) {
    EXPECT_FALSE(byte_of(CodePage::pc858, U'œ'));
    EXPECT_FALSE(byte_of(CodePage::wpc1252, U'ł'));
    EXPECT_FALSE(byte_of(CodePage::pc437, U'€'));
    EXPECT_FALSE(byte_of(CodePage::wpc1252, U'\n'));
    EXPECT_FALSE(byte_of(CodePage::wpc1252, U'\x1B'));
    EXPECT_FALSE(letter_of(CodePage::wpc1252, 0x81));
    EXPECT_FALSE(letter_of(CodePage::wpc1252, 0x1B));
}

TEST(CodePage, EveryByteReadsBackAsItself) {
    for (const CodePage page :
         {CodePage::pc437, CodePage::pc852, CodePage::pc858, CodePage::wpc1252, CodePage::iso8859_15})
        for (int byte = 0x20; byte < 0x100; ++byte)
            if (const auto letter = letter_of(page, static_cast<std::uint8_t>(byte))) {
                EXPECT_EQ(byte_of(page, *letter), byte);
            }
}

} // namespace
} // namespace guichet::printer
