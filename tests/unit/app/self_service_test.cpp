#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

namespace guichet::app::test {
namespace {

class SelfService : public testing::Test {
protected:
    void SetUp() override { bench.open(); }

    FakeServer server;
    Bench bench{server, Mode::self, "self"};
};

TEST_F(SelfService, speaks_the_customer_s_language_until_they_leave) {
    bench.scan("B2");
    EXPECT_EQ(bench.state.language, "en");
    bench.send(GoHome{});
    EXPECT_EQ(bench.state.language, "fr");
    bench.scan("B3");
    EXPECT_EQ(bench.state.language, "fr") << "there is no German catalogue";
}

TEST_F(SelfService, a_customer_s_hand_over_is_theirs) {
    bench.hand_over("B1");
    EXPECT_EQ(bench.written<HandOver>().at(0).actor, Actor::customer);
}

TEST_F(SelfService, forgets_a_basket_that_was_left_behind_after_a_countdown) {
    bench.scan("B2");
    bench.send(EverythingHere{});
    bench.wait(59'000);
    EXPECT_EQ(seconds_left(bench.state), std::nullopt);
    bench.wait(2'000);
    EXPECT_EQ(seconds_left(bench.state), 29);
    bench.wait(1'000);
    EXPECT_EQ(seconds_left(bench.state), 28);
    bench.wait(27'999);
    EXPECT_EQ(bench.screen(), "basket");
    bench.wait(1);
    EXPECT_EQ(bench.screen(), "attract");
    EXPECT_EQ(bench.state.language, "fr");
    EXPECT_TRUE(bench.written<HandOver>().empty());
}

TEST_F(SelfService, a_touch_stops_the_countdown) {
    bench.scan("B1");
    bench.wait(80'000);
    ASSERT_TRUE(seconds_left(bench.state));
    bench.send(StayHere{});
    EXPECT_FALSE(seconds_left(bench.state));
    bench.wait(60'000);
    EXPECT_EQ(bench.screen(), "basket");
}

TEST_F(SelfService, every_screen_a_customer_can_leave_behind_is_cleared) {
    bench.send(ShowTypeCode{});
    bench.wait(90'000);
    EXPECT_EQ(bench.screen(), "attract");
    bench.send(CodeRead{"rubbish", Identification::camera});
    bench.wait(90'000);
    EXPECT_EQ(bench.screen(), "attract");
    bench.hand_over("B1");
    bench.wait(15'000);
    EXPECT_EQ(bench.screen(), "attract");
    bench.scan("B1");
    ASSERT_EQ(bench.screen(), "collected");
    bench.wait(90'000);
    EXPECT_EQ(bench.screen(), "attract");
}

TEST_F(SelfService, devices_are_no_sign_of_a_person) {
    bench.scan("B1");
    bench.wait(70'000);
    bench.send(CameraState{{true, {}}});
    bench.send(PrinterState{{ports::PrinterCondition::paper_out, {}}});
    EXPECT_EQ(seconds_left(bench.state), 20);
}

TEST_F(SelfService, a_counter_forgets_nothing) {
    Bench counter(server);
    counter.open();
    counter.scan("B1");
    counter.wait(3'600'000);
    EXPECT_EQ(counter.screen(), "basket");
    EXPECT_EQ(clear_at(counter.state), std::nullopt);
}

} // namespace
} // namespace guichet::app::test
