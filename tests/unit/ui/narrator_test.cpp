// What is said of the screens.
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include "kiosk/ui/spoken.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace guichet::ui {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Element element(Role role, const std::string& label, const std::string& value = "") {
    Element made;
    made.role = role;
    made.label = label;
    made.value = value;
    return made;
}

TEST(Spoken, IsLabelThenValueThenKind) {
    const EnglishTexts texts;
    EXPECT_EQ(spoken(element(Role::button, "Go on"), texts, false), "Go on, button.");
    EXPECT_EQ(spoken(element(Role::check, "Milk", "2, taken"), texts, false), "Milk, 2, taken, check box.");
    EXPECT_EQ(spoken(element(Role::heading, "Are you there?"), texts, false), "Are you there?");
    EXPECT_EQ(spoken(element(Role::key, "A"), texts, false), "A.");
    auto off = element(Role::button, "Go on");
    off.enabled = false;
    EXPECT_EQ(spoken(off, texts, false), "Go on, button, not available now.");
}

TEST(Spoken, OfWhatIsPersonalIsSaidToHeadphonesOnly) {
    const EnglishTexts texts;
    auto line = element(Role::check, "Camembert", "2, missing");
    line.personal = true;
    EXPECT_EQ(spoken(line, texts, true), "Camembert, 2, missing, check box.");
    EXPECT_EQ(spoken(line, texts, false), "To be heard with headphones, check box.");
}

TEST(Spoken, OfFieldsSpellsCodesAndKeepsSecrets) {
    const EnglishTexts texts;
    EXPECT_EQ(spoken(element(Role::field, "Code", "7K3F-9QXM"), texts, true),
              "Code, 7 K 3 F, 9 Q X M, input field.");
    EXPECT_EQ(spoken(element(Role::field, "PIN", "• • • "), texts, true),
              "PIN, 3 characters typed, input field.");
    EXPECT_EQ(spoken(element(Role::field, "Code"), texts, true), "Code, empty, input field.");
}

TEST(Spoken, OfTypingIsWhatWasTyped) {
    const EnglishTexts texts;
    auto before = element(Role::field, "Code", "7K");
    auto after = element(Role::field, "Code", "7K3");
    EXPECT_EQ(spoken_change(before, after, texts, true), "3");
    EXPECT_EQ(spoken_change(after, before, texts, true), "Erased");
    EXPECT_EQ(spoken_change(before, before, texts, true), "");
    after.personal = before.personal = true;
    EXPECT_EQ(spoken_change(before, after, texts, false), "One character more");
    EXPECT_EQ(
        spoken_change(element(Role::field, "PIN", "• "), element(Role::field, "PIN", "• • "), texts, true),
        "One character more");
}

TEST(Spoken, LeavesOutSignsThatOnlyTheEyeNeeds) {
    EXPECT_EQ(readable("2 bacs · 7 articles"), "2 bacs, 7 articles");
    EXPECT_EQ(readable("«\u00a0Tout est là\u00a0»\u00a0!"), "Tout est là !");
    EXPECT_EQ(readable("A\nB"), "A, B");
}

class NarratorTest : public ::testing::Test {
protected:
    app::State sample(const std::string& name) {
        app::State state = sample_state(name);
        state.voice.on = true;
        return state;
    }

    /// Everything that is said of this state.
    std::string hear(const app::State& state) {
        screen.stage().ask_for_frames(1);
        screen.run_screens(screens, state);
        said = screens.take_spoken();
        std::string all;
        for (const auto& utterance : said)
            all += utterance.text + "\n";
        return all;
    }

    std::string press_next(const app::State& state) {
        screens.move_focus(1);
        return hear(state);
    }

    TestLocality locality;
    TestScreen screen;
    Screens screens{locality, test_qr};
    std::vector<ports::Utterance> said;
};

TEST_F(NarratorTest, IsSilentUntilTheVoiceIsOn) {
    auto state = sample("self-attract");
    state.voice.on = false;
    EXPECT_EQ(hear(state), "");
    EXPECT_EQ(press_next(state), "");
}

TEST_F(NarratorTest, BeginsWithHowItIsUsedAndWhereOneIs) {
    const auto state = sample("self-attract");
    const auto all = hear(state);
    EXPECT_THAT(all, HasSubstr("L’écran est lu à voix haute."));
    EXPECT_THAT(all, HasSubstr("Présentez votre code"));
    EXPECT_EQ(hear(state), "") << "and says it once";
    EXPECT_EQ(said.size(), 0U);
}

TEST_F(NarratorTest, SaysWhereTheFocusIs) {
    const auto state = sample("self-attract");
    hear(state);
    std::string all;
    for (int n = 0; n < 30; ++n) {
        all += press_next(state);
        ASSERT_LE(said.size(), 1U);
    }
    EXPECT_THAT(all, HasSubstr("Taper mon code, bouton."));
    EXPECT_THAT(all, HasSubstr("Appeler un bénévole, bouton."));
    EXPECT_THAT(all, HasSubstr("Français, bouton."));
}

TEST_F(NarratorTest, TellsABasketToHeadphonesOnly) {
    auto state = sample("self-basket");
    const std::string name = std::get<app::BasketWork>(state.screen).basket->customer_name;
    std::string aloud = hear(state);
    EXPECT_THAT(aloud, HasSubstr("Votre panier est à l’écran. Branchez un casque pour l’entendre."));
    for (int n = 0; n < 40; ++n) {
        aloud += press_next(state);
    }
    EXPECT_THAT(aloud, Not(HasSubstr(name)));
    EXPECT_THAT(aloud, Not(HasSubstr("Carottes")));
    EXPECT_THAT(aloud, Not(HasSubstr("A12")));
    EXPECT_THAT(aloud, HasSubstr("Tout est là, bouton."));

    state.voice.headphones = true;
    std::string alone = hear(state);
    EXPECT_THAT(alone, HasSubstr(name));
    EXPECT_TRUE(said.front().personal);
    for (int n = 0; n < 40; ++n) {
        alone += press_next(state);
    }
    EXPECT_THAT(alone, HasSubstr("Carottes des sables, botte"));

    state.voice.headphones = false;
    EXPECT_THAT(hear(state), Not(HasSubstr(name)));
    EXPECT_TRUE(screens.take_hush());
    EXPECT_FALSE(screens.take_hush());
}

TEST_F(NarratorTest, CountsDown) {
    auto state = sample("self-countdown");
    state.last_touch = state.now + -60'000;
    auto all = hear(state);
    EXPECT_THAT(all, HasSubstr("Appuyez sur une touche pour continuer."));
    EXPECT_THAT(all, HasSubstr("30"));
    std::vector<std::string> marks;
    for (int second = 0; second < 29; ++second) {
        state.now = state.now + 1'000;
        if (const auto now = hear(state); !now.empty())
            marks.push_back(now);
    }
    ASSERT_EQ(marks.size(), 3U);
    EXPECT_THAT(marks[0], HasSubstr("20"));
    EXPECT_THAT(marks[1], HasSubstr("10"));
    EXPECT_THAT(marks[2], HasSubstr("5"));
}

TEST_F(NarratorTest, SpeaksTheLanguageOfTheScreen) {
    auto state = sample("self-attract");
    hear(state);
    EXPECT_EQ(said.front().language, "fr");
    state.language = "en";
    EXPECT_THAT(hear(state), HasSubstr("Show your code"));
    EXPECT_EQ(said.front().language, "en");
}

TEST_F(NarratorTest, SaysNewsWithoutCuttingOff) {
    auto state = sample("counter-attract");
    hear(state);
    state.aside = fail("The kiosk is not ready yet.");
    EXPECT_THAT(hear(state), HasSubstr(locality.texts("fr").get("The kiosk is not ready yet.")));
    ASSERT_EQ(said.size(), 1U);
    EXPECT_TRUE(said.front().waits);
    EXPECT_EQ(hear(state), "");
}

TEST_F(NarratorTest, SaysAnAnsweredLineWhenItsDialogCloses) {
    auto state = sample("self-basket");
    state.voice.headphones = true;
    hear(state);
    for (int n = 0; n < 40; ++n) {
        if (press_next(state).find("Carottes des sables, botte") != std::string::npos)
            break;
    }
    auto& work = std::get<app::BasketWork>(state.screen);
    const LineKey line{"SF-1041", 1};
    work.question = app::LineQuestion{.line = line, .outcome = {}, .typed = {}};
    EXPECT_THAT(hear(state), HasSubstr("Carottes des sables, botte"));
    work.question.reset();
    work.choices[line] = {.key = line, .outcome = Outcome::missing};
    const auto after = hear(state);
    EXPECT_THAT(after, HasSubstr("Carottes des sables, botte"));
    EXPECT_THAT(after, HasSubstr("Manquant"));
}

TEST_F(NarratorTest, ReadsTheReceiptOnRequest) {
    auto state = sample("self-done");
    std::get<app::HandedOver>(state.screen).keepsake = "1 Pain 3,50 €\nPay\u00e9 3,50 €\n";
    state.voice.headphones = true;
    EXPECT_THAT(hear(state), Not(HasSubstr("Pain")));
    std::string all;
    for (int n = 0; n < 20; ++n) {
        all += press_next(state);
    }
    EXPECT_THAT(all, HasSubstr("Contenu du reçu, 1 Pain 3,50 €"));
}

TEST_F(NarratorTest, ItsLoudnessIsThePersons) {
    auto state = sample("self-attract");
    hear(state);
    state.voice.loudness = app::Loudness::loud;
    EXPECT_THAT(hear(state), HasSubstr("Voix forte"));
    EXPECT_EQ(said.front().loudness, 1.0F);
}

} // namespace
} // namespace guichet::ui
