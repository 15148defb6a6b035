// What people do on the screens arrives as events.
#include "kiosk/ui/controls.hpp"
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include "kiosk/ui/controls.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::ui {
namespace {

class ScreensTest : public ::testing::Test {
protected:
    /// What comes of a touch on the control with this label.
    std::vector<app::Event> touch(const app::State& state, const std::string& label) {
        screen.run_screens(screens, state);
        EXPECT_TRUE(screen.tap(screens, label)) << label;
        return screen.run_screens(screens, state);
    }

    template <typename Event>
    Event only(const std::vector<app::Event>& events) {
        EXPECT_EQ(events.size(), 1U);
        const auto* event = events.empty() ? nullptr : std::get_if<Event>(&events.front());
        EXPECT_NE(event, nullptr);
        return event != nullptr ? *event : Event{};
    }

    TestLocality locality;
    TestScreen screen;
    Screens screens{locality, test_qr};
};

TEST_F(ScreensTest, ABasketNeedsTwoTouches) {
    only<app::EverythingHere>(touch(sample_state("self-basket"), "Tout est là"));
    only<app::ConfirmHandOver>(touch(sample_state("self-basket-complete"), "Valider le retrait"));
}

TEST_F(ScreensTest, ALineIsAskedFor) {
    const auto asked = only<app::AskLine>(touch(sample_state("self-basket"), "Carottes des sables, botte"));
    EXPECT_EQ(asked.line, (LineKey{"SF-1041", 1}));
}

TEST_F(ScreensTest, ALineIsAnswered) {
    const auto answer = only<app::AnswerLine>(touch(sample_state("counter-line-question"), "Manquant"));
    EXPECT_EQ(answer.outcome, Outcome::missing);
    const auto reason = only<app::AnswerReason>(touch(sample_state("counter-line-reason"), "Abîmé"));
    EXPECT_EQ(reason.reason, RefusalReason::damaged);
    const auto digit = only<app::TypeText>(touch(sample_state("counter-line-amount"), "7"));
    EXPECT_EQ(digit.text, "7");
}

TEST_F(ScreensTest, WhatLiesUnderADialogCannotBeTouched) {
    screen.run_screens(screens, sample_state("counter-line-question"));
    EXPECT_EQ(screens.accessibility().find_control("Tout est là"), nullptr);
    EXPECT_EQ(screens.accessibility().find_control("English"), nullptr);
    screen.run_screens(screens, sample_state("self-countdown"));
    EXPECT_EQ(screens.accessibility().find_control("Tout est là"), nullptr);
    only<app::StayHere>(touch(sample_state("self-countdown"), "Je suis toujours là"));
}

TEST_F(ScreensTest, NothingCanBeChangedWhileItIsBeingSaved) {
    const auto saving = sample_state("counter-basket-saving");
    screen.run_screens(screens, saving);
    EXPECT_FALSE(screen.tap(screens, "Retour"));
    EXPECT_FALSE(screen.tap(screens, "Carottes des sables, botte"));
    EXPECT_TRUE(screens.accessibility().shows("Enregistrement…"));
}

TEST_F(ScreensTest, HelpAndLanguageAreOnACustomersScreen) {
    only<app::CallVolunteer>(touch(sample_state("self-attract"), "Appeler un bénévole"));
    EXPECT_TRUE(touch(sample_state("self-attract"), "Français").empty());
    EXPECT_EQ(screens.accessibility().find_control("Appeler un bénévole"), nullptr) << "under the dialog";
    const auto chosen = only<app::SetLanguage>(touch(sample_state("self-attract"), "English"));
    EXPECT_EQ(chosen.language, "en");
    EXPECT_TRUE(screens.accessibility().shows("Language: English")) << "and said so, in the new language";
}

TEST_F(ScreensTest, WhatWasSaidAtTheFootGoesByItself) {
    const auto state = sample_state("self-attract");
    touch(state, "Français");
    touch(state, "English");
    ASSERT_EQ(screens.next_frame(), toast_time) << "also where nothing else moves";
    screen.run_at(screens, state, toast_time - std::chrono::milliseconds(1));
    EXPECT_TRUE(screens.accessibility().shows("Language: English"));
    screen.run_at(screens, state, *screens.next_frame());
    EXPECT_FALSE(screens.accessibility().shows("Language: English"));
}

TEST_F(ScreensTest, TheDisplayIsChosenOnAnyScreen) {
    const auto state = sample_state("counter-search");
    EXPECT_TRUE(touch(state, "Affichage").empty());
    EXPECT_EQ(only<app::SetAppearance>(touch(state, "Très grand texte")).appearance.text_size,
              app::TextSize::larger);
    EXPECT_EQ(only<app::SetAppearance>(touch(state, "Contraste fort")).appearance.colours,
              app::Colours::high_contrast);
    EXPECT_TRUE(only<app::SetAppearance>(touch(state, "Sans animation")).appearance.calm);
    EXPECT_TRUE(touch(state, "Fermer").empty());
    EXPECT_EQ(screens.accessibility().find_control("Sans animation"), nullptr);
}

TEST_F(ScreensTest, SearchTypesAndChooses) {
    const auto typed = only<app::TypeText>(touch(sample_state("counter-search"), "A"));
    EXPECT_EQ(typed.text, "A");
    only<app::EraseLetter>(touch(sample_state("counter-search"), "Effacer"));
    const auto chosen =
        only<app::ChooseBasket>(touch(sample_state("counter-search"), "Marie-Bernadette-Antoinette W."));
    EXPECT_EQ(chosen.id, "B0002");
}

TEST_F(ScreensTest, PagesTurnByButtonsAndAreForgottenWithTheScreen) {
    const auto large = sample_state("counter-basket-large");
    touch(large, "Page suivante");
    EXPECT_TRUE(screens.accessibility().shows("2/"));
    screen.run_screens(screens, sample_state("counter-attract"));
    screen.run_screens(screens, large);
    EXPECT_TRUE(screens.accessibility().shows("1/"));
}

TEST_F(ScreensTest, ALightExplainsItself) {
    const auto state = sample_state("counter-attract");
    EXPECT_TRUE(touch(state, "Réseau").empty());
    EXPECT_TRUE(screens.accessibility().shows("Rien n’est perdu"));
    EXPECT_TRUE(touch(state, "Compris").empty());
    EXPECT_FALSE(screens.accessibility().shows("Rien n’est perdu"));
}

TEST_F(ScreensTest, CustomersSeeNoOneElsesTrouble) {
    auto state = sample_state("self-attract");
    state.sync.online = false;
    state.spools[0].status.condition = ports::PrinterCondition::paper_out;
    state.spools[0].waiting.resize(3);
    screen.run_screens(screens, state);
    EXPECT_FALSE(screens.accessibility().shows("papier :"));
    EXPECT_EQ(screens.accessibility().find_control("Réseau"), nullptr);
}

TEST_F(ScreensTest, AHandScannerThatNeverWasThereHasNoLight) {
    auto state = sample_state("counter-attract");
    state.hand_scanner = {false, {}};
    screen.run_screens(screens, state);
    EXPECT_EQ(screens.accessibility().find_control("Douchette"), nullptr);
    state.hand_scanner.well = true;
    screen.run_screens(screens, state);
    state.hand_scanner.well = false;
    screen.run_screens(screens, state);
    EXPECT_NE(screens.accessibility().find_control("Douchette"), nullptr);
}

} // namespace
} // namespace guichet::ui
