// Two taps that come as one press one thing; a tap that somebody meant is never lost.
#include "kiosk/ui/tap_guard.hpp"

#include "kiosk/app/update.hpp"
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace guichet::ui {
namespace {

using std::chrono::milliseconds;
constexpr Rect place{100, 100, 400, 250};
const ImVec2 middle{250, 175};

Accessibility with(const std::string& label, const Rect& rect = place, bool enabled = true) {
    Accessibility list;
    list.add({.rect = rect, .role = Role::button, .label = label, .value = {}, .enabled = enabled});
    return list;
}

TEST(TapGuard, TakesNoTapForWhatHasJustAppeared) {
    TapGuard guard;
    guard.saw(with("Everything is here"), milliseconds(0));
    EXPECT_TRUE(guard.allows(middle, milliseconds(1'000)));
    guard.saw(with("Confirm"), milliseconds(1'020));
    EXPECT_FALSE(guard.allows(middle, milliseconds(1'010))) << "the finger was down before it was seen";
    EXPECT_FALSE(guard.allows(middle, milliseconds(1'036)));
    EXPECT_FALSE(guard.allows(middle, milliseconds(1'319)));
    EXPECT_TRUE(guard.allows(middle, milliseconds(1'320)));
    EXPECT_TRUE(guard.allows({900, 700}, milliseconds(1'036))) << "nothing is there";
}

TEST(TapGuard, LosesNoTapOnWhatWasThereAllAlong) {
    TapGuard guard;
    for (int frame = 0; frame < 100; ++frame) {
        guard.saw(with("7"), milliseconds(frame * 16));
    }
    EXPECT_TRUE(guard.allows(middle, milliseconds(1'600))) << "however often it was drawn";
    guard.saw(with("7", place.moved(0, 20)), milliseconds(1'610)); // a banner came up above
    EXPECT_TRUE(guard.allows(middle, milliseconds(1'620)));
    EXPECT_FALSE(guard.allows({250, 260}, milliseconds(1'620))) << "it was not there before";
    EXPECT_TRUE(guard.allows({250, 260}, milliseconds(1'910)));
}

TEST(TapGuard, TellsControlsOfOneLabelApartByTheirOrder) {
    TapGuard guard;
    Accessibility list;
    for (const float down : {0.0F, 200.0F}) {
        list.add({.rect = place.moved(0, down), .role = Role::check, .label = "Crate", .value = {}});
    }
    guard.saw(list, milliseconds(0));
    guard.saw(list, milliseconds(400));
    EXPECT_TRUE(guard.allows(middle, milliseconds(401)));
    EXPECT_TRUE(guard.allows({250, 375}, milliseconds(401)));
}

TEST(TapGuard, TakesAControlThatWasNotEnabledForANewOne) {
    TapGuard guard;
    guard.saw(with("Confirm", place, false), milliseconds(0));
    guard.saw(with("Confirm"), milliseconds(1'000));
    EXPECT_FALSE(guard.allows(middle, milliseconds(1'100)));
}

/// A kiosk's screen with everything between finger and event, on a clock of its own.
class Guarded : public testing::Test {
protected:
    /// One frame at a moment, as the station does it; gives how many events came.
    std::size_t frame(milliseconds now) {
        auto& stage = screen_.stage();
        const auto accept = [&](const platform::InputFrame& press) {
            return guard_.allows({press.pointer->x, press.pointer->y}, *press.pressed_at);
        };
        std::exchange(unseen_, false) ? stage.begin_untouched(now) : stage.begin(now, accept);
        const auto events = screens_.draw(state_, screen_.theme, {});
        stage.end_unseen();
        guard_.saw(screens_.accessibility(), now);
        for (const auto& event : events) {
            const auto effects = app::update(state_, event, state_.now, locality_);
            saves_ += static_cast<std::size_t>(
                std::count_if(effects.begin(), effects.end(), [](const app::Effect& effect) {
                    return std::holds_alternative<app::WriteCommit>(effect);
                }));
        }
        unseen_ = !events.empty();
        return events.size();
    }
    void finger(ImVec2 at, milliseconds down, milliseconds up) {
        screen_.window().input().finger_down(1, {at.x, at.y}, down);
        screen_.window().input().finger_up(1, {at.x, at.y}, up);
    }
    void show(const std::string& sample) {
        for (auto& one : sample_states("fr")) {
            if (one.name == sample) {
                state_ = std::move(one.state);
            }
        }
        state_.journal.boot = 1;
        unseen_ = true;
    }
    ImVec2 control(const std::string& label) {
        const Element* element = screens_.accessibility().find_control(label);
        EXPECT_NE(element, nullptr) << label;
        return element == nullptr ? ImVec2{} : element->rect.centre();
    }

    TestLocality locality_;
    TestScreen screen_;
    Screens screens_{locality_, test_qr};
    TapGuard guard_;
    app::State state_;
    std::size_t saves_ = 0;
    bool unseen_ = true; ///< as station::KioskScreen
};

TEST_F(Guarded, ADoubleTapOnEverythingIsHereConfirmsNothing) {
    for (const int interval : {16, 80, 250}) {
        show("self-basket");
        guard_ = {};
        saves_ = 0;
        frame(milliseconds(0));
        const ImVec2 at = control("Tout est là");
        finger(at, milliseconds(1'000), milliseconds(1'008));
        finger(at, milliseconds(1'008 + interval), milliseconds(1'016 + interval));
        for (int now = 1'010; screen_.window().input().pending(); now += 16) {
            frame(milliseconds(now));
        }
        const auto& work = std::get<app::BasketWork>(state_.screen);
        EXPECT_TRUE(work.complete()) << "the first tap counts";
        EXPECT_FALSE(work.saving) << interval << " ms apart";
        EXPECT_EQ(saves_, 0U);
    }
}

TEST_F(Guarded, ATapThatSomebodyMeantCounts) {
    show("self-basket");
    frame(milliseconds(0));
    const ImVec2 at = control("Tout est là");
    finger(at, milliseconds(1'000), milliseconds(1'060));
    for (int now = 1'010; now < 1'500; now += 16) {
        frame(milliseconds(now));
    }
    finger(control("Valider"), milliseconds(1'500), milliseconds(1'560));
    for (int now = 1'570; screen_.window().input().pending(); now += 16) {
        frame(milliseconds(now));
    }
    EXPECT_TRUE(std::get<app::BasketWork>(state_.screen).saving);
}

TEST_F(Guarded, KeysTypeAsFastAsAnybodyTypes) {
    show("self-type-code");
    std::get<app::TypeCode>(state_.screen).typed.clear();
    frame(milliseconds(0));
    const ImVec2 at = control("7");
    for (int n = 0; n < 6; ++n) {
        finger(at, milliseconds(1'000 + n * 60), milliseconds(1'030 + n * 60));
    }
    for (int now = 1'400; screen_.window().input().pending(); now += 100) { // slow frames besides
        frame(milliseconds(now));
    }
    EXPECT_EQ(std::get<app::TypeCode>(state_.screen).typed, "777777");
}

TEST_F(Guarded, AScannedBasketIsOnTheScreenInTheNextFrameAndStays) {
    show("self-attract");
    frame(milliseconds(0));
    show("self-basket");
    frame(milliseconds(16));
    const auto first = screens_.accessibility().elements();
    EXPECT_NE(screens_.accessibility().find_control("Tout est là"), nullptr);
    frame(milliseconds(32));
    const auto& second = screens_.accessibility().elements();
    ASSERT_EQ(first.size(), second.size());
    for (std::size_t n = 0; n < first.size(); ++n) {
        EXPECT_EQ(first[n].rect, second[n].rect) << first[n].label << ": nothing moves afterwards";
    }
}

} // namespace
} // namespace guichet::ui
