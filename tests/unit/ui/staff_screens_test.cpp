// The screens for those who work with the kiosk: what a touch does, what is told, and what never is.
#include "tests/unit/ui/sample_states.hpp"
#include "tests/unit/ui/screen_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::ui {
namespace {

class StaffScreens : public ::testing::Test {
protected:
    void show(const std::string& name) {
        auto samples = sample_states("en");
        const auto found =
            std::find_if(samples.begin(), samples.end(), [&](const Sample& one) { return one.name == name; });
        require(found != samples.end(), "the sample exists");
        state = std::move(found->state);
        (void)screen.run_screens(screens, state);
    }

    /// The only event that a touch sends, if it is of this kind.
    template <typename Event>
    std::optional<Event> sends(const std::string& label) {
        if (!screen.tap(screens, label)) {
            return std::nullopt;
        }
        auto events = screen.run_screens(screens, state);
        const auto* event = events.size() == 1 ? std::get_if<Event>(&events.front()) : nullptr;
        return event == nullptr ? std::nullopt : std::optional(*event);
    }

    bool shows(const std::string& text) { return screens.accessibility().shows(text); }

    const Element* find(Role role, const std::string& label) {
        const auto& elements = screens.accessibility().elements();
        const auto found = std::find_if(elements.begin(), elements.end(), [&](const Element& element) {
            return element.role == role && element.label == label;
        });
        return found == elements.end() ? nullptr : &*found;
    }

    TestLocality locality;
    TestScreen screen;
    Screens screens{locality, test_qr};
    app::State state;
};

TEST_F(StaffScreens, ATypedPinIsToldAsDots) {
    for (const auto* name : {"counter-sign-in-pin", "self-sign-in", "counter-permission",
                             "counter-user-form-pin", "counter-user-form-again"}) {
        SCOPED_TRACE(name);
        show(name);
        const Element* field = find(Role::field, "PIN");
        ASSERT_NE(field, nullptr);
        EXPECT_FALSE(field->value.empty()) << "how far it is typed is told";
        EXPECT_EQ(field->value.find_first_of("0123456789"), std::string::npos);
    }
}

TEST_F(StaffScreens, NoPinIsTakenWhileThePauseLasts) {
    show("counter-sign-in-slowed");
    EXPECT_TRUE(shows("wait 47 seconds"));
    EXPECT_FALSE(sends<app::SubmitPin>("Sign in"));
}

TEST_F(StaffScreens, ALockedKioskShowsNamesAndNothingElse) {
    show("counter-sign-in");
    EXPECT_EQ(sends<app::ChooseUser>("Zoé")->id, "U1");
    EXPECT_FALSE(shows("Paul")) << "who works here no more";
    EXPECT_FALSE(shows("Menu"));
}

TEST_F(StaffScreens, ALockedKioskTellsOfACallWithoutTheName) {
    show("counter-sign-in");
    const Basket& basket = state.manifest->baskets.front();
    state.calls.heard = {{"self-2", "Kiosk 2", 1, CallStanding::calling, basket.id}};
    (void)screen.run_screens(screens, state);
    EXPECT_TRUE(shows("Kiosk 2 asks for a volunteer"));
    EXPECT_FALSE(shows(basket.customer_name));
    state.staff.signed_in = "U1";
    state.screen = app::Attract{};
    (void)screen.run_screens(screens, state);
    EXPECT_TRUE(shows(basket.customer_name));
}

TEST_F(StaffScreens, CustomersReadNoNamesAtTheLock) {
    show("self-attract-with-users");
    EXPECT_TRUE(sends<app::ShowSignIn>("For the team"));
    show("self-sign-in");
    EXPECT_FALSE(shows("Zoé"));
    show("self-glance");
    EXPECT_FALSE(shows("Who has still to come"));
}

TEST_F(StaffScreens, TheMenuLeadsEverywhere) {
    show("counter-menu-users");
    EXPECT_TRUE(sends<app::ShowGlance>("At a glance"));
    EXPECT_TRUE(sends<app::ShowIncidents>("Incidents"));
    EXPECT_TRUE(sends<app::ShowClosing>("Close the session"));
    EXPECT_TRUE(sends<app::ReprintLast>("Print the last receipt again"));
    EXPECT_TRUE(sends<app::ShowDevices>("State of the devices"));
    EXPECT_TRUE(sends<app::ShowUsers>("Who works here"));
    EXPECT_TRUE(sends<app::LockKiosk>("Lock"));
    EXPECT_FALSE(sends<app::PrintTestPage>("Test page")) << "the printer has no paper";
    show("counter-menu-before");
    EXPECT_TRUE(sends<app::OpenSession>("Open the session"));
}

TEST_F(StaffScreens, TheMenuIsReachedAfterTheClosingToo) {
    for (const auto* name : {"counter-closing-offline", "counter-closing-others", "counter-report",
                             "counter-report-difference"}) {
        SCOPED_TRACE(name);
        show(name);
        EXPECT_TRUE(sends<app::ShowStaff>("Menu"));
    }
}

TEST_F(StaffScreens, AfterTheClosingItIsSaidWhoSettlesIncidents) {
    show("counter-incidents-closed");
    EXPECT_TRUE(shows("the organiser settles it"));
    show("counter-incidents-elsewhere");
    EXPECT_TRUE(shows("can still be settled at another one: Guichet 2"));
    for (const Element& element : screens.accessibility().elements()) {
        EXPECT_FALSE(can_be_touched(element.role) && element.label.starts_with("A code"))
            << "nothing to touch";
    }
}

TEST_F(StaffScreens, EachBarTellsWhatItShows) {
    show("counter-glance");
    const auto pace = std::count_if(screens.accessibility().elements().begin(),
                                    screens.accessibility().elements().end(), [](const Element& element) {
                                        return element.role == Role::image &&
                                               element.value.find("handed over") != std::string::npos;
                                    });
    EXPECT_GE(pace, 5);
    const auto& producer = state.manifest->producers.front();
    const Element* bar = find(Role::button, producer);
    ASSERT_NE(bar, nullptr);
    EXPECT_NE(bar->value.find("missing"), std::string::npos);
    EXPECT_EQ(sends<app::ShowGlance>(producer)->part, app::GlancePart::producer);
}

TEST_F(StaffScreens, AnIncidentIsSettledWithAWord) {
    show("counter-incidents");
    EXPECT_TRUE(shows("3 incidents to settle"));
    EXPECT_TRUE(shows("Settled: A refund is due")) << "both stay";
    EXPECT_TRUE(sends<app::ChooseIncident>("Handed over twice"));
    show("counter-incident-question");
    EXPECT_EQ(sends<app::SettleIncident>("A refund is due")->resolution, Resolution::refund_due);
}

TEST_F(StaffScreens, TheLastCoordinatorStays) {
    show("counter-users");
    state.screen = app::Users{"U1"};
    (void)screen.run_screens(screens, state);
    EXPECT_TRUE(shows("The last coordinator stays."));
    EXPECT_FALSE(sends<app::ChangeActive>("Works here no more"));
    EXPECT_TRUE(sends<app::ChangePin>("Change the PIN"));
}

} // namespace
} // namespace guichet::ui
