// The customer's flow on the screens: what moves, what is asked, and what is forgotten.
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::ui {
namespace {

using std::chrono::milliseconds;

class FlowTest : public ::testing::Test {
protected:
    /// The event that comes of a touch on the control with this label.
    template <typename Event>
    void expect_only(const std::string& name, const std::string& label) {
        const app::State state = sample_state(name);
        screen.run_screens(screens, state);
        EXPECT_TRUE(screen.tap(screens, label)) << label;
        const auto events = screen.run_screens(screens, state);
        ASSERT_EQ(events.size(), 1U) << label;
        EXPECT_TRUE(std::holds_alternative<Event>(events.front())) << label;
    }

    /// When the screen wants its next frame after one at `now`, with a live camera.
    std::optional<milliseconds> next_frame(const app::State& state, milliseconds now) {
        const std::vector<std::uint8_t> rgba(4 * 4 * 4, 128);
        if (camera.texture == nullptr) {
            camera = {screen.stage().show_picture(nullptr, 4, 4, rgba.data()), 4, 4};
        }
        screen.stage().begin(now);
        (void)screens.draw(state, screen.theme, camera, now);
        screen.stage().end_unseen();
        return screens.next_frame();
    }

    TestLocality locality;
    TestScreen screen;
    Screens screens{locality, test_qr};
    CameraPicture camera;
};

TEST_F(FlowTest, TheCounterHandsOverWithOneTouch) {
    expect_only<app::HandOverRest>("counter-basket", "Tout remettre");
    expect_only<app::HandOverRest>("counter-basket-mixed", "Remettre le reste");
}

TEST_F(FlowTest, ACrateIsTickedAndAnotherScreenAsksWhatIsMissing) {
    expect_only<app::TickCrate>("self-basket", "FRAIS-7");
    expect_only<app::AskMissing>("self-basket", "Il manque quelque chose");
    expect_only<app::AskLine>("self-basket-pointing", "Pain de campagne au levain");
    expect_only<app::CancelQuestion>("self-basket-pointing", "Retour au panier");
}

TEST_F(FlowTest, ACustomerIsAskedReceiptOrNone) {
    expect_only<app::PrintReceipt>("self-done-on-request", "Imprimer mon reçu");
    expect_only<app::DeclineReceipt>("self-done-on-request", "Sans reçu, merci");
    expect_only<app::GoHome>("self-done-declined", "Terminer");
    screen.run_screens(screens, sample_state("self-done-declined"));
    EXPECT_EQ(screens.accessibility().find_control("Imprimer mon reçu"), nullptr);
}

TEST_F(FlowTest, ThePrivacyNoticeIsReachedAndLeft) {
    expect_only<app::ShowPrivacy>("self-attract", "Vos données");
    expect_only<app::ShowPrivacy>("self-basket", "Vos données");
    expect_only<app::GoHome>("self-privacy", "Compris");
    expect_only<app::CancelQuestion>("self-basket-privacy", "Compris");
    expect_only<app::ShowStaff>("counter-privacy", "Compris");
}

TEST_F(FlowTest, TheTelephoneGlidesEverySixSeconds) {
    const auto state = sample_state("self-attract");
    EXPECT_EQ(next_frame(state, milliseconds{6'000}), milliseconds{6'050});
    EXPECT_EQ(next_frame(state, milliseconds{7'190}), milliseconds{7'240});
    EXPECT_EQ(next_frame(state, milliseconds{7'240}), milliseconds{12'000}) << "nothing moves in between";
}

TEST_F(FlowTest, NothingMovesOnACalmScreenNorBelowADialogNorElsewhere) {
    auto state = sample_state("self-attract");
    state.appearance.calm = true;
    EXPECT_EQ(next_frame(state, milliseconds{6'000}), std::nullopt);
    EXPECT_EQ(next_frame(sample_state("self-basket"), milliseconds{6'000}), std::nullopt);
    EXPECT_EQ(next_frame(sample_state("counter-attract"), milliseconds{6'000}), std::nullopt);
}

TEST_F(FlowTest, NothingOfACustomerIsOnTheListAfterTheirVisit) {
    const auto done = sample_state("self-done-on-request");
    screen.run_screens(screens, done);
    ASSERT_TRUE(screens.accessibility().shows("Camille"));
    screen.run_screens(screens, sample_state("self-attract"));
    for (const Element& element : screens.accessibility().elements()) {
        EXPECT_EQ(element.label.find("Camille"), std::string::npos);
        EXPECT_EQ(element.value.find("Camille"), std::string::npos);
    }
}

} // namespace
} // namespace guichet::ui
