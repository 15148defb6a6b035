#include "drivers/scanner/us_keyboard.hpp"

#include <gtest/gtest.h>

#include <linux/input-event-codes.h>
#include <string>
#include <vector>

namespace guichet::scanner {
namespace {

std::string type(UsKeyboard& keyboard, const std::vector<std::uint16_t>& codes) {
    std::string text;
    for (const std::uint16_t code : codes) {
        if (const auto character = keyboard.key(code, true))
            text += *character;
        EXPECT_FALSE(keyboard.key(code, false));
    }
    return text;
}

TEST(UsKeyboard, TypesByPositionWhateverTheLayout) {
    UsKeyboard keyboard;
    EXPECT_EQ(type(keyboard, {KEY_Q, KEY_A, KEY_Z, KEY_M, KEY_SEMICOLON, KEY_1, KEY_0, KEY_MINUS, KEY_SLASH}),
              "qazm;10-/");
    EXPECT_EQ(type(keyboard, {KEY_KP0, KEY_KP5, KEY_KP9, KEY_KPDOT, KEY_KPENTER}), "059.\n");
    EXPECT_EQ(type(keyboard, {KEY_ENTER, KEY_TAB, KEY_SPACE}), "\n\t ");
}

TEST(UsKeyboard, ShiftHoldsUntilItIsReleased) {
    UsKeyboard keyboard;
    EXPECT_FALSE(keyboard.key(KEY_LEFTSHIFT, true));
    EXPECT_EQ(type(keyboard, {KEY_G, KEY_U, KEY_SEMICOLON}), "GU:");
    EXPECT_FALSE(keyboard.key(KEY_LEFTSHIFT, false));
    EXPECT_EQ(type(keyboard, {KEY_G, KEY_1}), "g1");
    EXPECT_FALSE(keyboard.key(KEY_RIGHTSHIFT, true));
    EXPECT_EQ(type(keyboard, {KEY_GRAVE, KEY_BACKSLASH, KEY_EQUAL}), "~|+");
}

TEST(UsKeyboard, CapsLockAndOtherKeysTypeNothing) {
    UsKeyboard keyboard;
    EXPECT_EQ(type(keyboard, {KEY_CAPSLOCK, KEY_A, KEY_LEFTCTRL, KEY_F1, KEY_UP, KEY_NUMLOCK, KEY_B}), "ab");
}

} // namespace
} // namespace guichet::scanner
