// Two customers at once: the second one's code is taken, waits or takes the screen, and nothing is lost.

#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

namespace guichet::app::test {
namespace {

using Sounds = std::vector<ports::Sound>;

class TakingTurns : public testing::Test {
protected:
    void SetUp() override { bench.open(); }

    void begin(const std::string& basket) {
        bench.scan(basket);
        bench.send(EverythingHere{});
        ASSERT_EQ(on_screen(), basket);
    }

    std::string on_screen() {
        const auto* work = std::get_if<BasketWork>(&bench.state.screen);
        return work != nullptr ? work->basket->id : bench.screen();
    }

    std::string next() { return bench.state.next_basket ? bench.state.next_basket->basket->id : ""; }

    std::string aside() { return bench.state.aside ? bench.state.aside->english() : ""; }

    /// Another kiosk of the station hands a basket over, and this one hears of it.
    void hand_over_elsewhere(const std::string& basket) {
        Bench other(server, Mode::counter, "other");
        other.open();
        other.hand_over(basket);
        bench.wait(4'000);
    }

    FakeServer server;
    Bench bench{server};
};

TEST_F(TakingTurns, a_code_is_taken_at_once_where_nothing_is_lost_by_it) {
    bench.scan("B1");
    EXPECT_EQ(bench.sounds(), Sounds{ports::Sound::found});
    bench.scan("B2");
    EXPECT_EQ(on_screen(), "B2") << "nothing was said of the first basket";
    bench.hand_over("B2");
    bench.scan("B3");
    EXPECT_EQ(on_screen(), "B3") << "the hand-over before is recorded";
    EXPECT_EQ(next(), "");
}

TEST_F(TakingTurns, a_second_customer_waits_while_the_first_is_served) {
    begin("B1");
    bench.scan("B2");
    EXPECT_EQ(bench.sounds(), Sounds{ports::Sound::found});
    EXPECT_EQ(on_screen(), "B1");
    EXPECT_TRUE(bench.on_screen<BasketWork>().complete());
    EXPECT_EQ(next(), "B2");
    bench.send(ConfirmHandOver{});
    EXPECT_EQ(bench.screen(), "done");
    bench.send(GoHome{});
    EXPECT_EQ(on_screen(), "B2");
    EXPECT_EQ(next(), "");
    bench.send(GoHome{});
    EXPECT_EQ(on_screen(), "attract");
}

TEST_F(TakingTurns, an_open_question_and_a_basket_being_saved_are_not_left) {
    bench.scan("B1");
    bench.send(AskLine{{"1002", 1}});
    bench.scan("B2");
    EXPECT_EQ(on_screen(), "B1");
    EXPECT_TRUE(bench.on_screen<BasketWork>().question);
    EXPECT_EQ(next(), "B2");
    bench.send(CancelQuestion{});
    bench.send(EverythingHere{});
    bench.store_waits = true;
    bench.send(ConfirmHandOver{});
    bench.scan("B3");
    EXPECT_EQ(next(), "B3") << "nothing was said of the one that waited";
    bench.store_waits = false;
    bench.settle();
    EXPECT_EQ(bench.screen(), "done");
    bench.send(GoHome{});
    EXPECT_EQ(on_screen(), "B3");
}

TEST_F(TakingTurns, a_hand_over_that_could_not_be_saved_keeps_its_choices_and_the_next_one) {
    begin("B1");
    bench.scan("B2");
    bench.store_works = false;
    bench.send(ConfirmHandOver{});
    EXPECT_TRUE(bench.on_screen<BasketWork>().problem);
    EXPECT_TRUE(bench.on_screen<BasketWork>().complete());
    EXPECT_EQ(next(), "B2");
}

TEST_F(TakingTurns, the_two_change_places_as_often_as_one_likes) {
    begin("B1");
    bench.scan("B2");
    bench.send(SwapBaskets{});
    EXPECT_EQ(on_screen(), "B2");
    EXPECT_EQ(next(), "B1");
    bench.send(AskLine{{"1003", 1}});
    bench.send(AnswerLine{Outcome::missing});
    bench.send(SwapBaskets{});
    EXPECT_EQ(on_screen(), "B1");
    EXPECT_TRUE(bench.on_screen<BasketWork>().complete());
    bench.send(SwapBaskets{});
    EXPECT_EQ(bench.on_screen<BasketWork>().choices.at({"1003", 1}).outcome, Outcome::missing);
    bench.send(ConfirmHandOver{});
    bench.send(GoHome{});
    EXPECT_EQ(on_screen(), "B1") << "the first comes back by itself";
    EXPECT_TRUE(bench.on_screen<BasketWork>().complete());
    ASSERT_EQ(bench.written<HandOver>().size(), 1U);
    EXPECT_EQ(bench.written<HandOver>().back().basket, "B2");
}

TEST_F(TakingTurns, a_basket_that_is_being_saved_is_not_swapped) {
    begin("B1");
    bench.scan("B2");
    bench.store_waits = true;
    bench.send(ConfirmHandOver{});
    bench.send(SwapBaskets{});
    EXPECT_EQ(on_screen(), "B1");
}

TEST_F(TakingTurns, a_third_code_replaces_only_a_basket_of_which_nothing_was_said) {
    begin("B1");
    bench.scan("B2");
    bench.scan("B3");
    EXPECT_EQ(next(), "B3");
    bench.send(SwapBaskets{});
    bench.send(EverythingHere{});
    bench.scan("B2");
    EXPECT_EQ(bench.sounds(), Sounds{ports::Sound::refused});
    EXPECT_EQ(on_screen(), "B3");
    EXPECT_EQ(next(), "B1");
    EXPECT_NE(aside().find("begun already"), std::string::npos) << aside();
    bench.send(ConfirmHandOver{});
    EXPECT_EQ(aside(), "") << "said until the next touch";
}

TEST_F(TakingTurns, the_code_of_either_basket_again_changes_nothing) {
    begin("B1");
    bench.scan("B2");
    bench.send(SwapBaskets{});
    bench.send(EverythingHere{});
    bench.scan("B2");
    EXPECT_EQ(bench.sounds(), Sounds{});
    bench.scan("B1");
    EXPECT_EQ(bench.sounds(), Sounds{ports::Sound::found});
    EXPECT_EQ(on_screen(), "B2");
    EXPECT_EQ(next(), "B1");
    EXPECT_TRUE(bench.state.next_basket->complete());
    bench.send(ConfirmHandOver{});
    bench.scan("B1");
    EXPECT_EQ(on_screen(), "B1") << "after the hand-over it need not wait any more";
    EXPECT_TRUE(bench.on_screen<BasketWork>().complete()) << "and has its choices";
    EXPECT_EQ(next(), "");
}

TEST_F(TakingTurns, a_code_that_brings_up_nothing_is_said_beside_and_is_an_event) {
    begin("B1");
    for (const auto& [text, word] : std::vector<std::pair<std::string, std::string>>{
             {code_of("B8").text(), "do not know"},
             {code_of("B9").text(), "another station"},
             {code_of("B1").text().substr(0, 20), "cannot be read"},
             {"https://example.org", "not a pickup code"}}) {
        const auto before = bench.written<CodeRefused>().size();
        bench.send(CodeRead{text, Identification::camera});
        EXPECT_EQ(on_screen(), "B1");
        EXPECT_TRUE(bench.on_screen<BasketWork>().complete());
        EXPECT_NE(aside().find(word), std::string::npos) << aside();
        EXPECT_EQ(bench.sounds(), Sounds{ports::Sound::refused});
        EXPECT_EQ(bench.written<CodeRefused>().size(), before + 1);
    }
    bench.scan("B2");
    EXPECT_EQ(aside(), "") << "a good code takes the sentence away";
}

TEST_F(TakingTurns, a_basket_that_was_collected_is_said_beside) {
    bench.hand_over("B2");
    bench.send(GoHome{});
    begin("B1");
    bench.scan("B2");
    EXPECT_EQ(aside(), "The basket of Jean-Marc L. was already handed over.");
    EXPECT_EQ(bench.sounds(), Sounds{ports::Sound::refused});
    EXPECT_EQ(next(), "");
}

TEST_F(TakingTurns, what_is_said_beside_a_question_stays_until_it_can_be_read) {
    begin("B1");
    bench.send(AskLine{{"1002", 1}});
    bench.send(CodeRead{"https://example.org", Identification::camera});
    bench.send(AnswerLine{Outcome::missing});
    EXPECT_NE(aside(), "") << "the dialog lay over it";
    bench.send(AskLine{{"1002", 1}});
    EXPECT_EQ(aside(), "");
}

TEST_F(TakingTurns, what_another_kiosk_hands_over_meanwhile_is_not_offered_again) {
    begin("B1");
    bench.scan("B2");
    bench.send(SwapBaskets{});
    bench.send(EverythingHere{});
    bench.send(SwapBaskets{});
    hand_over_elsewhere("B2");
    bench.send(ConfirmHandOver{});
    bench.send(GoHome{});
    EXPECT_EQ(on_screen(), "collected");
    bench.send(GoHome{});
    EXPECT_EQ(on_screen(), "attract");
}

TEST_F(TakingTurns, an_undo_comes_first) {
    begin("B1");
    bench.scan("B2");
    bench.send(ConfirmHandOver{});
    bench.send(AskUndo{});
    bench.scan("B3");
    EXPECT_EQ(on_screen(), "collected") << "the question is not left";
    EXPECT_EQ(next(), "B3");
    bench.store_waits = true;
    bench.send(ConfirmUndo{});
    bench.scan("B1");
    EXPECT_EQ(aside(), "") << "their own code says nothing new";
    bench.scan("B2");
    bench.store_waits = false;
    bench.settle();
    EXPECT_EQ(on_screen(), "B1") << "undone, and begun anew";
    EXPECT_EQ(next(), "B2");
}

TEST_F(TakingTurns, a_newer_manifest_comes_when_both_are_served) {
    begin("B1");
    bench.scan("B2");
    server.current = manifest(2);
    bench.wait(200'000);
    bench.send(ConfirmHandOver{});
    bench.wait(200'000);
    EXPECT_EQ(bench.state.manifest->revision, 1);
    bench.send(GoHome{});
    ASSERT_EQ(on_screen(), "B2");
    bench.send(GoHome{});
    bench.wait(200'000);
    EXPECT_EQ(bench.state.manifest->revision, 2);
}

TEST_F(TakingTurns, the_session_is_not_closed_under_somebody_who_waits) {
    begin("B1");
    bench.scan("B2");
    bench.send(ConfirmHandOver{});
    bench.confirm_closing();
    EXPECT_TRUE(bench.written<SessionClosed>().empty());
    bench.send(GoHome{});
    EXPECT_EQ(on_screen(), "B2");
    bench.send(GoHome{});
    EXPECT_EQ(bench.written<SessionClosed>().size(), 1U);
}

TEST(TurnsOfCustomers, nobody_swaps_and_no_name_is_said) {
    FakeServer server;
    Bench bench(server, Mode::self, "self");
    bench.open();
    bench.hand_over("B3");
    bench.send(GoHome{});
    bench.scan("B1");
    bench.send(EverythingHere{});
    bench.scan("B2");
    EXPECT_EQ(bench.state.language, "fr") << "the screen is still the first customer's";
    bench.send(SwapBaskets{});
    EXPECT_EQ(bench.on_screen<BasketWork>().basket->id, "B1");
    bench.scan("B3");
    ASSERT_TRUE(bench.state.aside);
    EXPECT_EQ(bench.state.aside->english().find("Zoé"), std::string::npos);
    bench.send(ConfirmHandOver{});
    bench.wait(15'000);
    ASSERT_EQ(bench.screen(), "basket") << "thanks are short when somebody waits";
    EXPECT_EQ(bench.on_screen<BasketWork>().basket->id, "B2");
    EXPECT_EQ(bench.state.language, "en");
    EXPECT_FALSE(seconds_left(bench.state)) << "their time begins anew";
}

TEST(TurnsOfCustomers, a_basket_that_was_left_behind_makes_room_for_the_next) {
    FakeServer server;
    Bench bench(server, Mode::self, "self");
    bench.open();
    bench.scan("B1");
    bench.send(EverythingHere{});
    bench.scan("B2");
    bench.wait(90'000);
    ASSERT_EQ(bench.screen(), "basket");
    EXPECT_EQ(bench.on_screen<BasketWork>().basket->id, "B2");
    bench.wait(60'000);
    EXPECT_TRUE(seconds_left(bench.state));
    bench.wait(30'000);
    EXPECT_EQ(bench.screen(), "attract");
}

TEST(TurnsOfCustomers, showing_one_s_code_again_is_a_sign_of_a_person) {
    FakeServer server;
    Bench bench(server, Mode::self, "self");
    bench.open();
    bench.scan("B1");
    bench.wait(70'000);
    ASSERT_TRUE(seconds_left(bench.state));
    bench.scan("B1");
    EXPECT_FALSE(seconds_left(bench.state));
}

TEST(ScanningPaused, only_where_no_code_could_be_taken_and_with_a_sentence) {
    FakeServer server;
    Bench bench(server);
    EXPECT_TRUE(scanning_paused(bench.state)) << "the store is not open";
    bench.restart();
    ASSERT_EQ(bench.screen(), "waiting");
    EXPECT_NE(scanning_paused(bench.state)->english().find("as soon as"), std::string::npos);
    bench.send(OpenSession{});
    const auto taken = [&](const Event& event) {
        bench.send(event);
        return !scanning_paused(bench.state);
    };
    EXPECT_TRUE(taken(GoHome{}));
    EXPECT_TRUE(taken(ShowTypeCode{}));
    EXPECT_TRUE(taken(ShowSearch{}));
    EXPECT_TRUE(taken(ShowStaff{}));
    EXPECT_TRUE(taken(CodeRead{code_of("B1").text(), Identification::camera}));
    EXPECT_TRUE(taken(AskLine{{"1002", 1}}));
    EXPECT_TRUE(taken(AnswerLine{Outcome::missing}));
    EXPECT_TRUE(taken(EverythingHere{}));
    EXPECT_TRUE(taken(ConfirmHandOver{}));
    EXPECT_TRUE(taken(AskUndo{}));
    EXPECT_FALSE(taken(ShowClosing{}));
    EXPECT_TRUE(taken(GoHome{}));
    EXPECT_FALSE(taken(ShowClosing{}));
    EXPECT_FALSE(taken(ConfirmClosing{}));
    EXPECT_NE(scanning_paused(bench.state)->english().find("over"), std::string::npos);
    bench.scan("B2");
    EXPECT_EQ(bench.sounds(), Sounds{});
}

} // namespace
} // namespace guichet::app::test
