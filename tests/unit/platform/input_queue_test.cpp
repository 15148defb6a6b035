#include "kiosk/platform/input_queue.hpp"

#include <SDL.h>
#include <gtest/gtest.h>

namespace guichet::platform {
namespace {

using Point = InputFrame::Point;

TEST(InputQueue, GivesOneTransitionAFrame) {
    InputQueue queue;
    queue.tap({10, 20});
    queue.tap({30, 40});
    int presses = 0;
    bool down = false;
    while (queue.pending()) {
        const InputFrame frame = queue.next();
        presses += frame.down && !down ? 1 : 0;
        EXPECT_FALSE(frame.down && down) << "two presses without a release between them";
        down = frame.down;
    }
    EXPECT_EQ(presses, 2);
    EXPECT_FALSE(down);
    EXPECT_FALSE(queue.next().pointer.has_value()) << "a finger that left is nowhere";
}

TEST(InputQueue, PressesWhereTheFingerIs) {
    InputQueue queue;
    queue.finger_down(1, {10, 20});
    const InputFrame frame = queue.next();
    EXPECT_TRUE(frame.down);
    EXPECT_EQ(frame.pointer, (Point{10, 20}));
}

TEST(InputQueue, TakesMovementsTogether) {
    InputQueue queue;
    queue.finger_down(1, {0, 0});
    for (int n = 1; n <= 100; ++n) {
        queue.finger_move(1, {static_cast<float>(n), 0});
    }
    queue.finger_up(1, {100, 0});
    EXPECT_TRUE(queue.next().down);
    const InputFrame released = queue.next();
    EXPECT_FALSE(released.down);
    EXPECT_EQ(released.pointer, (Point{100, 0}));
}

TEST(InputQueue, IgnoresTheRestOfTheHand) {
    InputQueue queue;
    queue.finger_down(1, {10, 10});
    queue.finger_down(2, {500, 500});
    queue.finger_move(2, {510, 510});
    queue.finger_up(2, {510, 510});
    EXPECT_EQ(queue.next().pointer, (Point{10, 10}));
    EXPECT_FALSE(queue.pending());
    queue.finger_up(1, {10, 10});
    EXPECT_FALSE(queue.next().down);
}

TEST(InputQueue, LetsGoAwayFromTheControlWhenCancelled) {
    InputQueue queue;
    queue.finger_down(1, {10, 10});
    (void)queue.next();
    queue.cancel();
    const InputFrame away = queue.next();
    EXPECT_FALSE(away.pointer.has_value());
    EXPECT_TRUE(away.down) << "first seen away, only then released";
    EXPECT_FALSE(queue.next().down);
    queue.finger_down(2, {20, 20});
    EXPECT_TRUE(queue.next().down) << "the next touch works";
}

TEST(InputQueue, PutsLettersTogetherAndKeepsTheirOrderAmongKeys) {
    InputQueue queue;
    queue.type("a");
    queue.type("é");
    queue.key(Key::backspace);
    queue.type("b");
    EXPECT_EQ(queue.next().text, "aé");
    EXPECT_EQ(queue.next().key, Key::backspace);
    EXPECT_EQ(queue.next().text, "b");
    EXPECT_FALSE(queue.pending());
}

TEST(InputQueue, MapsThePanelToPixels) {
    InputQueue queue;
    SDL_Event event{};
    event.type = SDL_FINGERDOWN;
    event.tfinger.x = 0.5F;
    event.tfinger.y = 0.25F;
    take_event(queue, event, 1280, 800, 1.0F);
    EXPECT_EQ(queue.next().pointer, (Point{640, 200}));
}

TEST(InputQueue, DoesNotTakeATouchAgainAsMouse) {
    InputQueue queue;
    SDL_Event event{};
    event.type = SDL_MOUSEBUTTONDOWN;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.which = SDL_TOUCH_MOUSEID;
    take_event(queue, event, 1280, 800, 1.0F);
    EXPECT_FALSE(queue.pending());
    event.button.which = 0;
    event.button.x = 100;
    take_event(queue, event, 1280, 800, 2.0F);
    EXPECT_EQ(queue.next().pointer, (Point{200, 0})) << "points of the desktop, scaled to pixels";
}

} // namespace
} // namespace guichet::platform
