#include "kiosk/platform/typing_gate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace guichet::platform {
namespace {

using namespace std::chrono_literals;

const std::string code = "GU1:0123456789ABCDEFGHJKMNPQRS";

/// A program that looks through the events again and again, and sees what it was let through.
class Typing : public ::testing::Test {
protected:
    void type(const std::string& text, std::chrono::milliseconds interval) {
        for (const char character : text) {
            gate_.type(std::string(1, character), now_);
            wait(interval);
        }
    }
    void key(Key key) { gate_.key(key, now_); }
    void wait(std::chrono::milliseconds time) {
        for (const auto end = now_ + time; now_ < end;) {
            now_ += std::min(time, std::chrono::milliseconds(10));
            gate_.quiet(now_);
        }
    }
    /// What the window got: text, and the keys as signs.
    std::string seen() {
        std::string all;
        while (queue_.pending()) {
            const InputFrame frame = queue_.next();
            all += frame.text;
            if (frame.key) {
                all += frame.key == Key::enter ? "⏎" : frame.key == Key::backspace ? "⌫" : "?";
            }
        }
        return all;
    }

    InputQueue queue_;
    TypingGate gate_{queue_};
    std::chrono::milliseconds now_{5'000};
};

TEST_F(Typing, AScanTypesNothing) {
    type(code, 4ms);
    key(Key::enter);
    wait(1s);
    type(code, 25ms);
    wait(1s);
    EXPECT_EQ(seen(), "");
}

TEST_F(Typing, APersonsTextArrivesAndSoon) {
    type("a", 0ms);
    EXPECT_EQ(seen(), "");
    wait(50ms);
    EXPECT_EQ(seen(), "a");
    type("bc", 20ms);
    key(Key::enter);
    EXPECT_EQ(seen(), "bc⏎");
}

TEST_F(Typing, AFastTypistLosesNoLetter) {
    std::mt19937 random(23); // NOLINT: the same typing each time
    std::string all;
    for (int word = 0; word < 200; ++word) {
        for (const char letter : code) {
            const bool roll = random() % 3 == 0; // two or three fingers in a row
            type(std::string(1, letter), roll ? 20ms : std::chrono::milliseconds(60 + random() % 40));
        }
        key(Key::enter);
        all += code + "⏎";
    }
    EXPECT_EQ(seen(), all);
}

TEST_F(Typing, AfterAScanAPersonIsHeardAgain) {
    type(code, 4ms);
    key(Key::enter);
    wait(150ms);
    type("ok", 80ms);
    key(Key::backspace);
    EXPECT_EQ(seen(), "ok⌫");
}

TEST_F(Typing, AScanThatABusyProgramSeesInTwoPartsTypesNothing) {
    for (const char letter : code.substr(0, 6)) {
        gate_.type(std::string(1, letter), now_);
    }
    now_ += 70ms; // a slow frame: nobody looked
    for (const char letter : code.substr(6)) {
        gate_.type(std::string(1, letter), now_);
    }
    key(Key::enter);
    wait(1s);
    EXPECT_EQ(seen(), "");
}

TEST_F(Typing, WhatAPersonTypedDuringASlowFrameArrives) {
    for (const char letter : std::string("hello")) {
        gate_.type(std::string(1, letter), now_);
    }
    wait(50ms);
    EXPECT_EQ(seen(), "hello");
}

TEST_F(Typing, TextOfAnInputMethodIsAPersons) {
    gate_.type("été", now_);
    EXPECT_EQ(seen(), "été");
    gate_.type("é", now_);
    gate_.type("ète", now_);
    EXPECT_EQ(seen(), "éète");
}

TEST_F(Typing, AHeldKeyRepeats) {
    type(std::string(40, 'x'), 33ms);
    wait(100ms);
    EXPECT_EQ(seen(), std::string(40, 'x'));
}

TEST_F(Typing, SaysHowLongTextMayWait) {
    EXPECT_EQ(gate_.patience(now_), std::nullopt);
    gate_.type("a", now_);
    EXPECT_EQ(gate_.patience(now_ + 20ms), 30ms);
    EXPECT_EQ(gate_.patience(now_ + 500ms), 0ms);
}

} // namespace
} // namespace guichet::platform
