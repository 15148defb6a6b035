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

/// The places of the presses that ended where they began.
std::vector<Point> taps(InputQueue& queue) {
    std::vector<Point> all;
    std::optional<Point> pressed;
    bool down = false;
    while (queue.pending()) {
        const InputFrame frame = queue.next();
        if (frame.down && !down) {
            pressed = frame.pointer;
        } else if (!frame.down && down && pressed && frame.pointer == pressed) {
            all.push_back(*pressed);
        }
        down = frame.down;
    }
    return all;
}

using std::chrono::milliseconds;
constexpr Point palm{900, 700};
constexpr Point target{200, 300};

TEST(InputQueue, APalmThatLiesDoesNotKeepAFingerFromTapping) {
    InputQueue queue;
    queue.finger_down(1, palm, milliseconds(0));
    queue.finger_down(2, target, milliseconds(700));
    queue.finger_up(2, target, milliseconds(800));
    EXPECT_EQ(taps(queue), std::vector{target});
    queue.finger_down(3, target, milliseconds(900));
    EXPECT_TRUE(queue.next().down) << "it is known as a palm now";
    queue.finger_up(3, target, milliseconds(950));
    queue.finger_up(1, palm, milliseconds(2'000));
    EXPECT_EQ(taps(queue).size(), 0U) << "the palm presses nothing when it leaves";
}

TEST(InputQueue, AFingerBesideAPalmThatLiesLongIsSeenAtOnce) {
    InputQueue queue;
    queue.finger_down(1, palm, milliseconds(0));
    (void)queue.next();
    queue.finger_down(2, target, milliseconds(1'600));
    InputFrame frame;
    while (queue.pending()) {
        frame = queue.next();
    }
    EXPECT_TRUE(frame.down);
    EXPECT_EQ(frame.pointer, target);
}

TEST(InputQueue, ATapRightAfterThePalmCountsOnceThePalmIsKnown) {
    InputQueue queue;
    queue.finger_down(1, palm, milliseconds(0));
    queue.finger_down(2, target, milliseconds(100));
    queue.finger_up(2, target, milliseconds(200));
    EXPECT_EQ(queue.patience(milliseconds(200)), milliseconds(300));
    queue.pass(milliseconds(499));
    EXPECT_TRUE(taps(queue).empty()) << "it may still be the hand of the first finger";
    queue.pass(milliseconds(500));
    EXPECT_EQ(taps(queue), std::vector{target});
    EXPECT_FALSE(queue.patience(milliseconds(500)));
}

TEST(InputQueue, TheRestOfATappingHandPressesNothing) {
    InputQueue queue;
    queue.finger_down(1, target, milliseconds(0));
    queue.finger_down(2, palm, milliseconds(40)); // another finger brushes the panel
    queue.finger_up(2, palm, milliseconds(90));
    queue.finger_up(1, target, milliseconds(150));
    queue.pass(milliseconds(10'000));
    EXPECT_EQ(taps(queue), std::vector{target});
    queue.finger_down(1, target, milliseconds(20'000)); // and a slow one, with the ball of the hand
    queue.finger_down(2, palm, milliseconds(20'100));
    queue.finger_up(1, target, milliseconds(20'900));
    queue.finger_up(2, palm, milliseconds(21'000));
    EXPECT_EQ(taps(queue), std::vector{target});
}

TEST(InputQueue, ATouchThatRestsPressesNothingWhenItLeaves) {
    InputQueue queue;
    queue.finger_down(1, target, milliseconds(0));
    queue.finger_up(1, target, milliseconds(3'000));
    EXPECT_TRUE(taps(queue).empty());
    queue.finger_down(1, target, milliseconds(4'000));
    queue.finger_up(1, target, milliseconds(6'900));
    EXPECT_EQ(taps(queue), std::vector{target}) << "some people touch slowly";
}

TEST(InputQueue, NoTapOfTwoHandsIsLostOrDoubled) {
    InputQueue queue;
    for (int n = 0; n < 50; ++n) {
        queue.finger_down(n, target, milliseconds(n * 10));
        queue.finger_up(n, target, milliseconds(n * 10 + 5));
    }
    EXPECT_EQ(taps(queue).size(), 50U);
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
