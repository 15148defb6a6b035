#include "drivers/scanner/key_map.hpp"

#include <gtest/gtest.h>

#include <linux/input-event-codes.h>
#include <string>
#include <vector>

namespace guichet::scanner {
namespace {

/// Presses and releases each key, one after the other.
std::string type(KeyMap& keyboard, const std::vector<std::uint16_t>& codes) {
    std::string text;
    for (const std::uint16_t code : codes) {
        text += keyboard.key(code, true).text;
        text += keyboard.key(code, false).text;
    }
    return text;
}

/// Presses and releases keys while another one is held.
std::string type_with(KeyMap& keyboard, std::uint16_t held, const std::vector<std::uint16_t>& codes) {
    std::string text = keyboard.key(held, true).text;
    text += type(keyboard, codes);
    return text + keyboard.key(held, false).text;
}

TEST(KeyMap, TypesByPositionWhateverTheLayoutOfTheMachine) {
    KeyMap keyboard;
    EXPECT_EQ(type(keyboard, {KEY_Q, KEY_A, KEY_Z, KEY_M, KEY_SEMICOLON, KEY_1, KEY_0, KEY_MINUS, KEY_SLASH}),
              "qazm;10-/");
    EXPECT_EQ(type(keyboard, {KEY_KP0, KEY_KP5, KEY_KP9, KEY_KPDOT, KEY_KPENTER}), "059.\n");
    EXPECT_EQ(type(keyboard, {KEY_ENTER, KEY_TAB, KEY_SPACE}), "\n\t ");
}

TEST(KeyMap, ShiftHoldsUntilItIsReleased) {
    KeyMap keyboard;
    EXPECT_EQ(type_with(keyboard, KEY_LEFTSHIFT, {KEY_G, KEY_U, KEY_SEMICOLON}), "GU:");
    EXPECT_EQ(type(keyboard, {KEY_G, KEY_1}), "g1");
    EXPECT_EQ(type_with(keyboard, KEY_RIGHTSHIFT, {KEY_GRAVE, KEY_BACKSLASH, KEY_EQUAL}), "~|+");
}

TEST(KeyMap, TheScannersOwnCapsLockExchangesLettersOnly) {
    KeyMap keyboard;
    EXPECT_EQ(type(keyboard, {KEY_CAPSLOCK, KEY_A, KEY_1}), "A1");
    EXPECT_EQ(type_with(keyboard, KEY_LEFTSHIFT, {KEY_A, KEY_1}), "a!");
    EXPECT_EQ(type(keyboard, {KEY_CAPSLOCK, KEY_A}), "a");
    EXPECT_EQ(type(keyboard, {KEY_CAPSLOCK}), "");
    keyboard.release();
    EXPECT_EQ(type(keyboard, {KEY_A}), "a");
}

TEST(KeyMap, OtherKeysTypeNothing) {
    KeyMap keyboard;
    EXPECT_EQ(type(keyboard, {KEY_A, KEY_LEFTCTRL, KEY_LEFTALT, KEY_F1, KEY_UP, KEY_NUMLOCK, KEY_B}), "ab");
    EXPECT_FALSE(KeyMap::types(KEY_LEFTSHIFT));
    EXPECT_FALSE(KeyMap::types(KEY_CAPSLOCK));
    EXPECT_TRUE(KeyMap::types(KEY_A));
    EXPECT_TRUE(KeyMap::types(KEY_KP1));
}

TEST(KeyMap, AScannerThatIsSetUpForFrenchComputersIsRead) {
    KeyMap keyboard(KeyLayout::french);
    // "GU1:" as such a scanner sends it: digits are shifted, the colon is where other keyboards have the
    // point.
    EXPECT_EQ(type_with(keyboard, KEY_LEFTSHIFT, {KEY_G, KEY_U, KEY_1}), "GU1");
    EXPECT_EQ(type(keyboard, {KEY_DOT, KEY_Q, KEY_A, KEY_W, KEY_Z, KEY_SEMICOLON, KEY_M}), ":aqzwm,");
    EXPECT_EQ(type(keyboard, {KEY_2, KEY_0, KEY_6}), "éà-");
    EXPECT_EQ(type_with(keyboard, KEY_RIGHTALT, {KEY_0, KEY_8, KEY_E}), "@\\€");
    EXPECT_EQ(type(keyboard, {KEY_KP1, KEY_KP0, KEY_102ND}), "10<");
}

TEST(KeyMap, ACharacterIsTypedByItsNumberWhileAltIsHeld) {
    KeyMap keyboard;
    EXPECT_EQ(type_with(keyboard, KEY_LEFTALT, {KEY_KP0, KEY_KP8, KEY_KP3}), "S");
    EXPECT_EQ(type_with(keyboard, KEY_LEFTALT, {KEY_KP4, KEY_KP5}), "-");
    EXPECT_EQ(type_with(keyboard, KEY_LEFTALT, {KEY_KP1, KEY_KP3, KEY_KP0}), "é") << "code page 437";
    EXPECT_EQ(type_with(keyboard, KEY_LEFTALT, {KEY_KP0, KEY_KP2, KEY_KP3, KEY_KP3}), "é") << "Unicode";
    EXPECT_EQ(type_with(keyboard, KEY_LEFTALT, {KEY_KP0, KEY_KP1, KEY_KP3}), "\r");
    EXPECT_EQ(type_with(keyboard, KEY_LEFTALT, {KEY_KP9, KEY_KP9, KEY_KP9, KEY_KP9, KEY_KP9, KEY_KP9}),
              "\uFFFD");
    EXPECT_EQ(type_with(keyboard, KEY_LEFTALT, {KEY_A, KEY_TAB}), "") << "a command of the desktop";
    EXPECT_EQ(type(keyboard, {KEY_KP1}), "1");
}

TEST(KeyMap, ADigitOfANumberedCharacterIsAStroke) {
    KeyMap keyboard;
    EXPECT_EQ(keyboard.key(KEY_LEFTALT, true), (KeyMap::Typed{"", false}));
    EXPECT_EQ(keyboard.key(KEY_KP6, true), (KeyMap::Typed{"", true}));
    EXPECT_EQ(keyboard.key(KEY_KP6, false), (KeyMap::Typed{"", false}));
}

TEST(KeyMap, ControlAndALetterAreAControlCharacter) {
    KeyMap keyboard;
    EXPECT_EQ(type_with(keyboard, KEY_LEFTCTRL, {KEY_M, KEY_J}), "\r\n");
}

} // namespace
} // namespace guichet::scanner
