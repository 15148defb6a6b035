// Who works with the kiosk: signing in, the lock, what a coordinator must permit, who goes on record.
#include "kiosk/app/users.hpp"
#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::app::test {
namespace {

using ports::UserRole;

constexpr std::int64_t minute = 60'000;

/// Zoé (U1) coordinates, Paul (U2) is a volunteer.
class StaffedCounter : public testing::Test {
protected:
    void SetUp() override {
        bench.add_user("Zoé", UserRole::coordinator, "1234");
        bench.add_user("Paul", UserRole::volunteer, "567890");
        bench.restart();
    }

    void open_with_zoe() {
        bench.sign_in("U1");
        bench.send(OpenSession{});
        ASSERT_EQ(bench.screen(), "attract");
    }

    FakeServer server;
    Bench bench{server};
};

TEST_F(StaffedCounter, asks_who_works_there_and_reads_no_code_before) {
    EXPECT_EQ(bench.screen(), "sign-in");
    EXPECT_TRUE(scanning_paused(bench.state));
    bench.send(OpenSession{});
    bench.send(ShowStaff{});
    EXPECT_EQ(bench.screen(), "sign-in");
    bench.send(ChooseUser{"U2"});
    bench.type_pin("567890");
    EXPECT_EQ(bench.screen(), "waiting");
    EXPECT_EQ(signed_in(bench.state)->name, "Paul");
}

TEST_F(StaffedCounter, keeps_no_digit_of_a_pin_that_was_looked_at) {
    bench.send(ChooseUser{"U1"});
    bench.send(TypeText{"9"});
    bench.send(TypeText{"9a9 9"});
    EXPECT_EQ(bench.on_screen<SignIn>().entry.typed.size(), 4U) << "digits only";
    bench.send(EraseLetter{});
    bench.send(TypeText{"8"});
    bench.send(SubmitPin{});
    EXPECT_EQ(bench.on_screen<SignIn>().entry.typed.size(), 0U);
    EXPECT_TRUE(bench.on_screen<SignIn>().entry.problem);
}

TEST_F(StaffedCounter, a_pin_is_one_of_the_user_who_was_chosen) {
    bench.send(ChooseUser{"U1"});
    bench.type_pin("567890");
    EXPECT_EQ(bench.screen(), "sign-in");
    EXPECT_EQ(bench.state.staff.guard.wrong, 1);
}

TEST_F(StaffedCounter, wrong_pins_are_slowed_and_a_restart_does_not_help) {
    bench.send(ChooseUser{"U1"});
    for (int n = 0; n < 4; ++n)
        bench.type_pin("0000");
    EXPECT_EQ(pin_pause(bench.state), 0);
    bench.type_pin("0000");
    EXPECT_EQ(pin_pause(bench.state), 30);
    bench.type_pin("1234");
    EXPECT_EQ(bench.screen(), "sign-in") << "none is looked at now";
    bench.restart();
    bench.send(ChooseUser{"U1"});
    EXPECT_EQ(pin_pause(bench.state), 30);
    bench.wait(10'000);
    EXPECT_EQ(pin_pause(bench.state), 20) << "counted down";
    bench.wait(20'000);
    bench.type_pin("0000");
    EXPECT_EQ(pin_pause(bench.state), 60);
    bench.wait(minute);
    bench.send(SubmitPin{});
    bench.type_pin("1234");
    EXPECT_EQ(bench.screen(), "waiting");
    EXPECT_EQ(bench.state.staff.guard, ports::PinGuard{}) << "forgotten by the right one";
}

TEST_F(StaffedCounter, who_did_it_is_on_record) {
    open_with_zoe();
    EXPECT_EQ(bench.written<SessionOpened>().at(0).by, "U1");
    bench.send(LockKiosk{});
    bench.sign_in("U2");
    bench.hand_over("B1");
    EXPECT_EQ(bench.written<HandOver>().at(0).by, "U2");
    bench.send(AskUndo{});
    bench.send(ConfirmUndo{});
    EXPECT_EQ(bench.written<HandOverUndone>().at(0).by, "U2");
}

TEST_F(StaffedCounter, a_begun_basket_is_kept_through_a_lock) {
    open_with_zoe();
    bench.scan("B1");
    bench.send(AskLine{{"1001", 1}});
    bench.send(AnswerLine{Outcome::missing});
    bench.wait(10 * minute);
    ASSERT_EQ(bench.screen(), "sign-in") << "locked by itself";
    bench.scan("B2");
    EXPECT_EQ(bench.screen(), "sign-in");
    bench.sign_in("U2");
    ASSERT_EQ(bench.screen(), "basket");
    EXPECT_EQ(bench.on_screen<BasketWork>().basket->id, "B1");
    EXPECT_EQ(bench.on_screen<BasketWork>().choices.at({"1001", 1}).outcome, Outcome::missing);
    bench.send(EverythingHere{});
    bench.send(ConfirmHandOver{});
    EXPECT_EQ(bench.written<HandOver>().at(0).by, "U2");
}

TEST_F(StaffedCounter, a_lock_takes_away_what_was_said_of_another_basket) {
    open_with_zoe();
    bench.hand_over("B2");
    bench.send(GoHome{});
    bench.scan("B1");
    bench.send(AskLine{{"1001", 1}});
    bench.scan("B2");
    ASSERT_TRUE(bench.state.aside) << "it names Jean-Marc L.";
    bench.wait(10 * minute);
    ASSERT_EQ(bench.screen(), "sign-in");
    EXPECT_FALSE(bench.state.aside);
}

TEST_F(StaffedCounter, a_touch_keeps_it_open) {
    open_with_zoe();
    bench.wait(9 * minute);
    bench.send(ShowStaff{});
    bench.wait(9 * minute);
    EXPECT_EQ(bench.screen(), "staff");
    bench.wait(minute);
    EXPECT_EQ(bench.screen(), "sign-in");
}

TEST_F(StaffedCounter, the_lock_waits_until_a_hand_over_is_durable) {
    open_with_zoe();
    bench.scan("B1");
    bench.send(EverythingHere{});
    bench.store_waits = true;
    bench.send(ConfirmHandOver{});
    bench.send(LockKiosk{});
    EXPECT_EQ(bench.screen(), "basket");
    bench.store_waits = false;
    bench.settle();
    EXPECT_EQ(bench.screen(), "done");
    bench.send(LockKiosk{});
    EXPECT_EQ(bench.screen(), "sign-in");
}

TEST_F(StaffedCounter, a_volunteer_needs_a_coordinator_for_one_act) {
    open_with_zoe();
    bench.send(LockKiosk{});
    bench.sign_in("U2");
    bench.send(ShowClosing{});
    bench.send(ConfirmClosing{});
    ASSERT_TRUE(bench.state.staff.permission);
    EXPECT_TRUE(scanning_paused(bench.state));
    bench.type_pin("567890");
    ASSERT_TRUE(bench.state.staff.permission) << "their own PIN permits nothing";
    bench.send(GoHome{});
    EXPECT_EQ(bench.screen(), "closing") << "first the question is answered";
    bench.type_pin("1234");
    EXPECT_FALSE(bench.state.staff.permission);
    ASSERT_EQ(bench.written<SessionClosed>().size(), 1U);
    EXPECT_EQ(bench.written<SessionClosed>()[0].by, "U1") << "whoever permitted it";
    EXPECT_EQ(signed_in(bench.state)->name, "Paul") << "for that one act";
    EXPECT_FALSE(acts_as_coordinator(bench.state));
}

TEST_F(StaffedCounter, a_permission_can_be_declined) {
    bench.sign_in("U2");
    bench.send(OpenSession{});
    ASSERT_TRUE(bench.state.staff.permission);
    bench.send(CancelPin{});
    EXPECT_FALSE(bench.state.staff.permission);
    EXPECT_TRUE(bench.written<SessionOpened>().empty());
}

TEST_F(StaffedCounter, a_coordinator_manages_users) {
    bench.sign_in("U1");
    bench.send(ShowUsers{});
    bench.send(NewUser{});
    bench.send(NextStep{});
    EXPECT_TRUE(bench.on_screen<UserForm>().problem) << "a name is needed";
    for (const auto* letter : {"A", "N", "N", "E", "-", "L", "I", "S", "E"})
        bench.send(TypeText{letter});
    EXPECT_EQ(bench.on_screen<UserForm>().user.name, "Anne-Lise");
    bench.send(NextStep{});
    bench.send(ChooseRole{UserRole::volunteer});
    bench.send(TypeText{"2468"});
    bench.send(NextStep{});
    bench.send(TypeText{"2469"});
    bench.send(NextStep{});
    EXPECT_EQ(bench.on_screen<UserForm>().step, UserStep::pin) << "the two are not the same";
    for (int n = 0; n < 2; ++n) {
        bench.send(TypeText{"2468"});
        bench.send(NextStep{});
    }
    ASSERT_EQ(bench.screen(), "users");
    bench.send(LockKiosk{});
    bench.sign_in("U3");
    EXPECT_EQ(signed_in(bench.state)->name, "Anne-Lise");
}

TEST_F(StaffedCounter, who_is_deactivated_works_here_no_more) {
    bench.sign_in("U1");
    bench.send(ShowUsers{});
    bench.send(PickUser{"U2"});
    bench.send(ChangeActive{});
    EXPECT_EQ(active_users(bench.state).size(), 1U);
    bench.send(LockKiosk{});
    bench.send(ChooseUser{"U2"});
    EXPECT_FALSE(bench.on_screen<SignIn>().user);
}

TEST_F(StaffedCounter, a_store_that_fails_says_so) {
    bench.store_works = false;
    bench.send(ChooseUser{"U1"});
    bench.type_pin("1234");
    EXPECT_EQ(bench.on_screen<SignIn>().entry.problem->english(), "The disk is full.");
    bench.store_works = true;
    bench.type_pin("1234");
    EXPECT_EQ(bench.screen(), "waiting");
}

TEST(Counter, without_users_is_open_and_can_be_protected) {
    FakeServer server;
    Bench bench(server);
    bench.open();
    bench.send(LockKiosk{});
    EXPECT_EQ(bench.screen(), "attract");
    bench.hand_over("B1");
    EXPECT_EQ(bench.written<HandOver>().at(0).by, "");
    bench.send(ShowUsers{});
    bench.send(TypeText{"ZOE"});
    bench.send(NextStep{});
    for (int n = 0; n < 2; ++n) {
        bench.send(TypeText{"1234"});
        bench.send(NextStep{});
    }
    EXPECT_EQ(bench.screen(), "users") << "whoever protects it works with it";
    EXPECT_EQ(signed_in(bench.state)->role, UserRole::coordinator);
    bench.restart();
    EXPECT_EQ(bench.screen(), "sign-in");
}

class StaffedSelf : public testing::Test {
protected:
    void SetUp() override {
        bench.open();
        bench.add_user("Paul", UserRole::volunteer, "5678");
        bench.restart();
        ASSERT_EQ(bench.screen(), "attract");
    }

    FakeServer server;
    Bench bench{server, Mode::self, "self"};
};

TEST_F(StaffedSelf, customers_need_no_pin) {
    bench.hand_over("B1");
    EXPECT_EQ(bench.written<HandOver>().at(0).by, "");
    bench.send(GoHome{});
    bench.send(ShowStaff{});
    EXPECT_EQ(bench.screen(), "attract");
}

TEST_F(StaffedSelf, leads_volunteers_to_their_menu_for_a_minute) {
    bench.send(ShowSignIn{});
    bench.type_pin("5678");
    ASSERT_EQ(bench.screen(), "staff");
    EXPECT_TRUE(scanning_paused(bench.state));
    bench.send(ShowDevices{});
    bench.send(PrintTestPage{0});
    EXPECT_EQ(bench.papers.size(), 1U);
    bench.send(ShowGlance{GlancePart::to_come, 0});
    EXPECT_EQ(bench.screen(), "devices") << "no names for whoever comes by";
    bench.send(ShowGlance{});
    EXPECT_EQ(bench.screen(), "glance");
    bench.wait(60'000);
    EXPECT_EQ(bench.screen(), "attract");
    EXPECT_EQ(signed_in(bench.state), nullptr);
    EXPECT_FALSE(scanning_paused(bench.state));
}

TEST_F(StaffedSelf, a_customer_at_the_lock_is_served) {
    bench.send(ShowSignIn{});
    bench.send(TypeText{"56"});
    bench.scan("B1");
    EXPECT_EQ(bench.screen(), "basket");
}

TEST(Self, without_users_has_no_staff_entry) {
    FakeServer server;
    Bench bench(server, Mode::self, "self");
    bench.open();
    bench.send(ShowSignIn{});
    EXPECT_EQ(bench.screen(), "attract");
    bench.send(ShowUsers{});
    EXPECT_EQ(bench.screen(), "attract");
}

TEST(TypedText, is_overwritten_when_all_has_followed_from_it) {
    for (const std::string typed : {"7", "a text that has a place of its own, 2468"}) {
        Event event = TypeText{typed};
        const std::string& text = std::get<TypeText>(event).text;
        const char* place = text.data();
        wipe(event);
        EXPECT_TRUE(text.empty());
        ASSERT_EQ(text.data(), place) << "it keeps its place, so that it can be looked at";
        EXPECT_TRUE(std::all_of(place, place + typed.size(), [](char letter) { return letter == '\0'; }));
    }
}

} // namespace
} // namespace guichet::app::test
