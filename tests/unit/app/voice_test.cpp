// Who hears the screen, and for how long.
#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

namespace guichet::app::test {
namespace {

class SelfVoice : public testing::Test {
protected:
    SelfVoice() {
        counter.open();
        bench.restart();
        bench.wait(60'000);
    }
    [[nodiscard]] const Voice& voice() const { return bench.state.voice; }

    FakeServer server;
    Bench counter{server};
    Bench bench{server, Mode::self, "self"};
};

TEST_F(SelfVoice, IsSilentUntilAKeyIsPressedOnTheFirstScreen) {
    ASSERT_EQ(bench.screen(), "attract");
    EXPECT_FALSE(voice().on);
    bench.send(KeypadUsed{});
    EXPECT_TRUE(voice().on);
}

TEST_F(SelfVoice, DoesNotBeginByAKeyLaterOn) {
    bench.scan("B1");
    bench.send(KeypadUsed{});
    EXPECT_FALSE(voice().on) << "who began by touch goes on so";
}

TEST_F(SelfVoice, BeginsAnywhereWhenHeadphonesArePluggedIn) {
    bench.scan("B1");
    bench.send(HeadphonesState{true});
    EXPECT_TRUE(voice().on);
    EXPECT_TRUE(voice().headphones);
    bench.send(HeadphonesState{false});
    EXPECT_FALSE(voice().headphones);
    EXPECT_TRUE(voice().on) << "what is for everybody is still said";
}

TEST_F(SelfVoice, EndsWithTheCustomerAndSoDoesItsLoudness) {
    bench.send(KeypadUsed{});
    bench.send(SetLoudness{Loudness::loud});
    bench.scan("B1");
    bench.send(KeypadUsed{});
    bench.send(GoHome{});
    EXPECT_FALSE(voice().on);
    EXPECT_EQ(voice().loudness, Loudness::normal);
}

TEST_F(SelfVoice, StaysWithWhoGoesBackByAKeyBeforeAnyBasket) {
    bench.send(KeypadUsed{});
    bench.send(SetLoudness{Loudness::soft});
    bench.send(ShowTypeCode{});
    bench.send(KeypadUsed{});
    bench.send(GoHome{});
    EXPECT_TRUE(voice().on);
    EXPECT_EQ(voice().loudness, Loudness::soft);
    bench.send(ShowTypeCode{});
    bench.wait(100'000);
    ASSERT_EQ(bench.screen(), "attract");
    EXPECT_FALSE(voice().on) << "they have left";
}

TEST_F(SelfVoice, HeadphonesThatStayPluggedKeepIt) {
    bench.send(HeadphonesState{true});
    bench.scan("B1");
    bench.send(GoHome{});
    EXPECT_TRUE(voice().on);
}

TEST_F(SelfVoice, EndsOnTheFirstScreenWhenHeadphonesArePulledOut) {
    bench.send(HeadphonesState{true});
    bench.send(HeadphonesState{false});
    EXPECT_FALSE(voice().on);
}

TEST_F(SelfVoice, AnyKeyIsASignOfThePerson) {
    bench.scan("B1");
    bench.wait(70'000);
    ASSERT_TRUE(seconds_left(bench.state));
    bench.send(KeypadUsed{});
    EXPECT_FALSE(seconds_left(bench.state));
    EXPECT_EQ(bench.screen(), "basket");
}

TEST(CounterVoice, IsSwitchedOnByTheVolunteerAndStays) {
    FakeServer server;
    Bench bench(server);
    bench.open();
    bench.send(KeypadUsed{});
    EXPECT_FALSE(bench.state.voice.on);
    bench.send(SetVoice{true});
    bench.scan("B1");
    bench.send(GoHome{});
    EXPECT_TRUE(bench.state.voice.on);
}

} // namespace
} // namespace guichet::app::test
