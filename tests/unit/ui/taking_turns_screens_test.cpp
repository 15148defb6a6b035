// Two customers at once, and scanning that rests, as people see them.
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::ui {
namespace {

class TurnsOnScreen : public ::testing::Test {
protected:
    std::vector<app::Event> show(const std::string& name) {
        auto samples = sample_states("fr");
        const auto found =
            std::find_if(samples.begin(), samples.end(), [&](const Sample& one) { return one.name == name; });
        require(found != samples.end(), "the sample exists");
        state = std::move(found->state);
        return screen.run_screens(screens, state);
    }

    /// Which event a touch sends; empty when the control is not there.
    template <typename Event>
    bool sends(const std::string& label) {
        if (!screen.tap(screens, label))
            return false;
        const auto events = screen.run_screens(screens, state);
        return events.size() == 1 && std::holds_alternative<Event>(events.front());
    }

    bool shows(const std::string& text) { return screens.accessibility().shows(text); }

    TestLocality locality;
    TestScreen screen;
    Screens screens{locality, test_qr};
    app::State state;
};

TEST_F(TurnsOnScreen, OneTouchChangesPlacesAtTheCounter) {
    show("counter-basket-next");
    const auto name = state.next_basket->basket->customer_name;
    EXPECT_TRUE(sends<app::SwapBaskets>(name));
    show("counter-basket-next-saving");
    EXPECT_FALSE(sends<app::SwapBaskets>(name));
}

TEST_F(TurnsOnScreen, CustomersAreToldWithoutAName) {
    for (const auto* name : {"self-basket-next", "self-done-next"}) {
        show(name);
        EXPECT_FALSE(shows(state.next_basket->basket->customer_name)) << name;
    }
    EXPECT_TRUE(sends<app::GoHome>("Client suivant"));
    show("self-basket-next");
    EXPECT_TRUE(shows("Le code suivant est lu"));
}

TEST_F(TurnsOnScreen, TheWayOnNamesWhoComesNext) {
    show("counter-done-next");
    EXPECT_TRUE(sends<app::GoHome>("Suivant\u00a0: " + state.next_basket->basket->customer_name));
}

TEST_F(TurnsOnScreen, WhatIsSaidOfAnotherCodeStandsAboveTheBasket) {
    show("counter-basket-next-refused");
    EXPECT_TRUE(shows("Deux paniers sont déjà en cours"));
    EXPECT_TRUE(shows("Camille D."));
}

TEST_F(TurnsOnScreen, TheCamerasPlaceSaysThatScanningRests) {
    show("self-waiting");
    EXPECT_TRUE(shows_camera(state));
    EXPECT_FALSE(shows_live_camera(state));
    EXPECT_TRUE(shows("Les codes seront lus dès l’ouverture du retrait."));
    show("counter-attract-paused");
    EXPECT_TRUE(shows("Clôture en cours"));
    EXPECT_FALSE(shows("Ce que voit la caméra"));
    show("self-attract");
    EXPECT_TRUE(shows_live_camera(state));
}

TEST_F(TurnsOnScreen, WhereThereIsNoPictureTheHeaderSaysIt) {
    show("self-over");
    EXPECT_TRUE(shows("Lecture en pause"));
    show("counter-closing-unclaimed");
    const auto* light = screens.accessibility().find_control("Caméra");
    ASSERT_NE(light, nullptr);
    EXPECT_EQ(light->value, "en pause");
    show("counter-basket-next");
    EXPECT_EQ(screens.accessibility().find_control("Caméra")->value, "prêt");
}

TEST_F(TurnsOnScreen, ACameraThatWasUnpluggedLeavesNoPictureBehind) {
    show("self-attract-no-camera");
    const std::vector<std::uint8_t> pixels(4 * 4 * 4, 128);
    const CameraPicture stale{screen.stage().show_picture(nullptr, 4, 4, pixels.data()), 4, 4};
    screen.show_screens(screens, state, stale);
    EXPECT_FALSE(shows_live_camera(state));
    EXPECT_TRUE(shows("Pas de caméra pour l’instant"));
}

} // namespace
} // namespace guichet::ui
