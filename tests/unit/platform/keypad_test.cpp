// Which key does what, and how soon it counts again.
#include "kiosk/platform/input_queue.hpp"
#include "kiosk/platform/key_names.hpp"
#include "kiosk/platform/strikes.hpp"

#include <SDL.h>
#include <gtest/gtest.h>

namespace guichet::platform {
namespace {

using namespace std::chrono_literals;

SDL_Keysym key(SDL_Scancode code, Uint16 modifiers = KMOD_NONE) {
    SDL_Keysym pressed{};
    pressed.scancode = code;
    pressed.sym = SDL_GetKeyFromScancode(code);
    pressed.mod = modifiers;
    return pressed;
}

TEST(KeyNames, KnowsTheKeysOfAnyKeyboard) {
    const KeyNames keys;
    EXPECT_EQ(keys.key_of(key(SDL_SCANCODE_TAB)), Key::next);
    EXPECT_EQ(keys.key_of(key(SDL_SCANCODE_TAB, KMOD_LSHIFT)), Key::previous);
    EXPECT_EQ(keys.key_of(key(SDL_SCANCODE_DOWN)), Key::next);
    EXPECT_EQ(keys.key_of(key(SDL_SCANCODE_LEFT)), Key::previous);
    EXPECT_EQ(keys.key_of(key(SDL_SCANCODE_KP_ENTER)), Key::enter);
    EXPECT_EQ(keys.key_of(key(SDL_SCANCODE_ESCAPE)), Key::escape);
    EXPECT_EQ(keys.key_of(key(SDL_SCANCODE_VOLUMEUP)), Key::louder);
    EXPECT_EQ(keys.key_of(key(SDL_SCANCODE_A)), std::nullopt);
}

TEST(KeyNames, LeavesShortcutsAlone) {
    EXPECT_EQ(KeyNames().key_of(key(SDL_SCANCODE_TAB, KMOD_LALT)), std::nullopt);
    EXPECT_EQ(KeyNames().key_of(key(SDL_SCANCODE_ESCAPE, KMOD_RCTRL)), std::nullopt);
}

TEST(KeyNames, TakesTheKeysOfAKeypadFromTheConfiguration) {
    KeyNames keys;
    EXPECT_EQ(keys.unknown_function_key(key(SDL_SCANCODE_F18)), "F18");
    EXPECT_TRUE(keys.add("F18", Key::choose));
    EXPECT_TRUE(keys.add("Keypad 6", Key::next));
    EXPECT_FALSE(keys.add("F99", Key::next));
    EXPECT_EQ(keys.key_of(key(SDL_SCANCODE_F18)), Key::choose);
    EXPECT_EQ(keys.key_of(key(SDL_SCANCODE_KP_6)), Key::next);
    EXPECT_EQ(keys.unknown_function_key(key(SDL_SCANCODE_F18)), "");
    EXPECT_EQ(keys.unknown_function_key(key(SDL_SCANCODE_F5)), "") << "only those of keypads are told of";
}

TEST(Strikes, ActOnceWithinHalfASecond) {
    Strikes strikes;
    EXPECT_TRUE(strikes.take(Key::choose, 1000ms));
    EXPECT_FALSE(strikes.take(Key::choose, 1499ms));
    EXPECT_TRUE(strikes.take(Key::choose, 1500ms)) << "counted from the strike that acted";
}

TEST(Strikes, OfOtherKeysCountAtOnce) {
    Strikes strikes;
    EXPECT_TRUE(strikes.take(Key::next, 1000ms));
    EXPECT_TRUE(strikes.take(Key::choose, 1050ms));
    EXPECT_TRUE(strikes.take(Key::next, 1100ms));
}

TEST(Strikes, ThatOnlyMoveGoOnAfterHalfOfIt) {
    Strikes strikes;
    EXPECT_TRUE(strikes.take(Key::next, 1000ms));
    EXPECT_FALSE(strikes.take(Key::next, 1200ms));
    EXPECT_TRUE(strikes.take(Key::next, 1250ms));
}

TEST(Strikes, CanBeSwitchedOff) {
    Strikes strikes(0ms);
    EXPECT_TRUE(strikes.take(Key::choose, 1000ms));
    EXPECT_TRUE(strikes.take(Key::choose, 1000ms));
}

TEST(InputQueue, TellsAKeysPressFromAFingers) {
    InputQueue queue;
    queue.strike({10, 20});
    InputFrame frame = queue.next();
    EXPECT_TRUE(frame.down);
    EXPECT_TRUE(frame.by_key);
    frame = queue.next();
    EXPECT_FALSE(frame.down);
    EXPECT_TRUE(frame.by_key);
    while (queue.pending())
        (void)queue.next();
    queue.tap({10, 20});
    EXPECT_FALSE(queue.next().by_key);
}

} // namespace
} // namespace guichet::platform
