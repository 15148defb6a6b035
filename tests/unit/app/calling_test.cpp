// A customer calls a volunteer: who hears of it, and what the customer is told.

#include "tests/unit/app/bench.hpp"

#include "kiosk/app/sending.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::app::test {
namespace {

class Calling : public testing::Test {
protected:
    void SetUp() override {
        counter.open();
        self.restart();
        self.wait(3'000);
        ASSERT_EQ(self.screen(), "attract");
    }
    /// Both kiosks live on.
    void wait(std::int64_t milliseconds) {
        counter.wait(milliseconds);
        self.wait(milliseconds);
    }
    void answer() {
        const auto call = counter.state.calls.heard.at(0);
        counter.send(AnswerCall{call.device, call.number});
    }
    [[nodiscard]] static bool calls_out(const Bench& bench) {
        const auto sounds = bench.sounds();
        return std::find(sounds.begin(), sounds.end(), ports::Sound::help) != sounds.end();
    }

    FakeServer server;
    Bench counter{server};
    Bench self{server, Mode::self, "self"};
};

TEST_F(Calling, is_heard_at_the_counter_within_its_next_pull) {
    self.scan("B1");
    self.send(CallVolunteer{});
    EXPECT_TRUE(calls_out(self));
    EXPECT_EQ(own_call(self.state), OwnCallView::called);
    counter.wait(2'000);
    ASSERT_EQ(counter.state.calls.heard.size(), 1U);
    EXPECT_EQ(counter.state.calls.heard[0].device, "self");
    EXPECT_EQ(counter.state.calls.heard[0].basket, "B1") << "an id; the counter's manifest has the name";
    EXPECT_TRUE(calls_out(counter));
    EXPECT_FALSE(self.state.calls.own->sign);
}

TEST_F(Calling, is_told_at_once_and_asks_no_more_of_the_server_than_before) {
    const auto before = counter.count_asked<Pull>();
    counter.wait(20'000);
    EXPECT_EQ(counter.count_asked<Pull>() - before, 10U);
    EXPECT_EQ(counter.count_asked<TellCall>(), 0U) << "a counter only listens";
    self.give(CallVolunteer{});
    ASSERT_FALSE(self.asked.empty());
    EXPECT_TRUE(std::holds_alternative<TellCall>(self.asked.front()));
    self.settle();
    self.wait(60'000);
    EXPECT_LE(self.count_asked<TellCall>(), 5U);
}

TEST_F(Calling, an_answer_comes_back_and_ends_the_call_at_every_counter) {
    Bench second(server, Mode::counter, "counter-2");
    second.open();
    self.send(CallVolunteer{});
    wait(2'000);
    second.wait(8'000);
    ASSERT_EQ(second.state.calls.heard.size(), 1U);
    answer();
    EXPECT_TRUE(counter.state.calls.heard.empty());
    wait(3'000);
    second.wait(3'000);
    EXPECT_EQ(own_call(self.state), OwnCallView::coming);
    EXPECT_TRUE(counter.state.calls.heard.empty());
    EXPECT_TRUE(second.state.calls.heard.empty());
    self.send(VolunteerCame{});
    EXPECT_EQ(own_call(self.state), OwnCallView::none);
    EXPECT_TRUE(server.calls.empty());
}

TEST_F(Calling, several_calls_are_heard_the_oldest_first_and_answered_one_by_one) {
    Bench other(server, Mode::self, "self-2");
    other.restart();
    other.wait(3'000);
    other.send(CallVolunteer{});
    self.send(CallVolunteer{});
    counter.wait(2'000);
    ASSERT_EQ(counter.state.calls.heard.size(), 2U);
    EXPECT_EQ(counter.state.calls.heard[0].device, "self-2");
    answer();
    ASSERT_EQ(counter.state.calls.heard.size(), 1U);
    EXPECT_EQ(counter.state.calls.heard[0].device, "self");
}

TEST_F(Calling, without_network_the_kiosk_says_so_and_calls_by_itself) {
    server.reachable = false;
    self.wait(10'000);
    self.send(CallVolunteer{});
    EXPECT_EQ(own_call(self.state), OwnCallView::here_only);
    EXPECT_TRUE(self.state.calls.own->sign);
    const bool bright = call_sign_bright(self.state);
    self.wait(1'000);
    EXPECT_NE(call_sign_bright(self.state), bright) << "it flashes";
    self.state.appearance.calm = true;
    EXPECT_TRUE(call_sign_bright(self.state));
    const auto played = self.count_asked<Play>();
    self.wait(30'000);
    EXPECT_EQ(self.count_asked<Play>() - played, 3U);
    counter.wait(10'000);
    EXPECT_TRUE(counter.state.calls.heard.empty());
    // The network comes back, and the call is still wanted.
    server.reachable = true;
    wait(6'000);
    EXPECT_EQ(own_call(self.state), OwnCallView::called);
    counter.wait(25'000); // its own pause between tries has grown
    EXPECT_EQ(counter.state.calls.heard.size(), 1U);
}

TEST_F(Calling, that_is_wanted_no_more_when_the_network_returns_is_not_delivered) {
    server.reachable = false;
    self.send(CallVolunteer{});
    self.send(VolunteerCame{});
    server.reachable = true;
    wait(40'000);
    EXPECT_TRUE(server.calls.empty());
    EXPECT_TRUE(counter.state.calls.heard.empty());
}

TEST_F(Calling, an_older_server_stops_nothing) {
    server.takes_calls = false;
    self.send(CallVolunteer{});
    EXPECT_EQ(own_call(self.state), OwnCallView::here_only);
    EXPECT_TRUE(self.state.sync.online);
    self.send(PutCallAway{});
    self.hand_over("B1");
    EXPECT_EQ(overdue_events(self.state), 0);
}

TEST_F(Calling, that_nobody_answers_asks_to_raise_a_hand) {
    self.send(CallVolunteer{});
    self.wait(29'000);
    EXPECT_EQ(own_call(self.state), OwnCallView::called);
    self.wait(1'000);
    EXPECT_EQ(own_call(self.state), OwnCallView::here_only);
    EXPECT_TRUE(self.state.calls.own->sign);
    self.send(PutCallAway{});
    self.wait(20'000);
    EXPECT_FALSE(self.state.calls.own->sign) << "it comes up once";
    counter.wait(60'000);
    answer();
    wait(3'000);
    EXPECT_EQ(own_call(self.state), OwnCallView::coming);
}

TEST_F(Calling, names_no_basket_after_the_screen_was_cleared_and_ends_in_the_end) {
    self.scan("B1");
    self.send(CallVolunteer{});
    self.wait(90'000);
    EXPECT_EQ(self.screen(), "attract");
    EXPECT_EQ(server.calls.at(0).basket, "") << "who called may wait there still; what they collect is gone";
    self.wait(210'000);
    EXPECT_EQ(own_call(self.state), OwnCallView::none);
    EXPECT_TRUE(server.calls.empty());
}

TEST_F(Calling, ends_when_the_customer_has_their_basket_or_another_one_stands_there) {
    self.send(CallVolunteer{});
    self.hand_over("B1");
    EXPECT_EQ(server.calls.at(0).basket, "B1");
    self.send(GoHome{});
    EXPECT_EQ(own_call(self.state), OwnCallView::none);
    self.scan("B2");
    self.send(CallVolunteer{});
    self.scan("B3");
    EXPECT_EQ(own_call(self.state), OwnCallView::none);
    EXPECT_TRUE(server.calls.empty());
}

TEST_F(Calling, a_counter_forgets_calls_that_the_server_tells_no_more_of) {
    self.send(CallVolunteer{});
    counter.wait(2'000);
    ASSERT_EQ(counter.state.calls.heard.size(), 1U);
    server.reachable = false;
    counter.wait(89'000);
    EXPECT_EQ(counter.state.calls.heard.size(), 1U);
    counter.wait(3'000);
    EXPECT_TRUE(counter.state.calls.heard.empty());
}

TEST_F(Calling, volunteers_do_not_call_each_other) {
    counter.send(CallVolunteer{});
    EXPECT_EQ(own_call(counter.state), OwnCallView::none);
    self.send(AnswerCall{"nobody", 1});
    EXPECT_EQ(self.count_asked<TellCall>(), 0U);
}

TEST_F(Calling, there_is_nobody_to_call_from_a_kiosk_that_serves_nobody) {
    self.state.kiosk.awaits_enrolment = true;
    self.send(CallVolunteer{});
    EXPECT_FALSE(may_call(self.state));
    EXPECT_EQ(own_call(self.state), OwnCallView::none);
    self.state.kiosk.awaits_enrolment = false;
    self.send(Revoked{});
    self.send(CallVolunteer{});
    EXPECT_EQ(own_call(self.state), OwnCallView::none);
}

} // namespace
} // namespace guichet::app::test
