// Between two customers a kiosk forgets: what was typed, what was chosen, and how the screen was to look.

#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

#include <random>

namespace guichet::app::test {
namespace {

class EndOfVisit : public testing::Test {
protected:
    void SetUp() override { bench.open(); }

    void choose_look() {
        bench.send(SetLanguage{"en"});
        bench.send(SetAppearance{{TextSize::largest, Colours::high_contrast, true}});
    }

    [[nodiscard]] bool looks_as_by_itself() const {
        return bench.state.language == "fr" && bench.state.appearance == Appearance{};
    }

    /// Every place of the state where something of a customer may stand. Manifest, ledger, journal and
    /// spools hold what is recorded.
    void expect_nothing_of_anybody() {
        EXPECT_EQ(bench.screen(), "attract"); // Attract holds nothing
        EXPECT_TRUE(looks_as_by_itself());
        EXPECT_FALSE(bench.state.aside);
        EXPECT_FALSE(bench.state.next_basket);
    }

    FakeServer server;
    Bench bench{server, Mode::self, "self"};
};

TEST_F(EndOfVisit, comes_when_done_is_left) {
    choose_look();
    bench.hand_over("B1");
    EXPECT_FALSE(looks_as_by_itself());
    bench.send(GoHome{});
    expect_nothing_of_anybody();
}

TEST_F(EndOfVisit, comes_when_a_basket_is_left_or_forgotten) {
    bench.scan("B1");
    choose_look();
    bench.send(GoHome{});
    expect_nothing_of_anybody();
    bench.scan("B1");
    choose_look();
    bench.wait(90'000);
    expect_nothing_of_anybody();
}

TEST_F(EndOfVisit, is_not_a_step_back_from_typing_or_from_a_notice) {
    choose_look();
    bench.send(ShowTypeCode{});
    bench.send(TypeText{"7K3"});
    bench.send(GoHome{});
    EXPECT_EQ(bench.screen(), "attract");
    EXPECT_FALSE(looks_as_by_itself());
    bench.send(CodeRead{"rubbish", Identification::camera});
    ASSERT_EQ(bench.screen(), "notice");
    bench.send(GoHome{});
    bench.send(ShowPrivacy{});
    ASSERT_EQ(bench.screen(), "privacy");
    bench.send(GoHome{});
    EXPECT_FALSE(looks_as_by_itself());
    bench.scan("B3");
    EXPECT_EQ(bench.state.language, "en") << "the person's choice, not the order's";
}

TEST_F(EndOfVisit, comes_on_the_first_screen_when_nobody_goes_on) {
    choose_look();
    bench.wait(59'999);
    EXPECT_FALSE(looks_as_by_itself());
    EXPECT_EQ(seconds_left(bench.state), std::nullopt) << "there is nothing to lose";
    bench.wait(1);
    expect_nothing_of_anybody();
    EXPECT_EQ(clear_at(bench.state), std::nullopt);
}

TEST_F(EndOfVisit, comes_with_another_customer_s_code) {
    bench.scan("B1");
    choose_look();
    bench.scan("B3");
    EXPECT_EQ(bench.screen(), "basket");
    EXPECT_TRUE(looks_as_by_itself());
    bench.send(EverythingHere{});
    bench.send(ConfirmHandOver{});
    choose_look();
    bench.scan("B1");
    EXPECT_TRUE(looks_as_by_itself()) << "the one who was thanked has left";
}

TEST_F(EndOfVisit, does_not_concern_a_volunteer_s_look) {
    Bench counter(server);
    counter.open();
    counter.send(SetAppearance{{TextSize::large, Colours::dark, false}});
    counter.hand_over("B1");
    counter.send(GoHome{});
    counter.wait(600'000);
    EXPECT_EQ(counter.state.appearance.text_size, TextSize::large);
}

TEST_F(EndOfVisit, leaves_nothing_whatever_was_done) {
    std::mt19937 random(7); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same walk each time
    const auto below = [&](unsigned end) { return static_cast<unsigned>(random() % end); };
    for (int visit = 0; visit < 300; ++visit) {
        for (unsigned acts = below(12); acts > 0; --acts) {
            const Event doings[]{
                ShowTypeCode{},
                TypeText{"Camille7"},
                SetLanguage{"en"},
                SetAppearance{{TextSize::larger}},
                CodeRead{code_of(below(2) == 0 ? "B1" : "B2").text(), Identification::camera},
                CodeRead{"rubbish", Identification::camera},
                AskMissing{},
                AskLine{{"1001", 1}},
                AnswerLine{Outcome::short_},
                TypeText{"12"},
                TickCrate{below(3)},
                ShowPrivacy{},
                EverythingHere{},
                GoHome{}};
            bench.send(doings[below(std::size(doings))]);
        }
        if (below(2) == 0) {
            bench.wait(bench.state.next_basket ? 180'001 : 90'001);
            if (bench.screen() != "attract")
                bench.wait(90'001); // the next customer's basket, which nobody touched either
        } else {
            while (bench.screen() != "attract")
                bench.send(GoHome{});
            bench.wait(60'000);
        }
        expect_nothing_of_anybody();
        if (HasFailure())
            return;
    }
}

TEST_F(EndOfVisit, a_notice_over_a_basket_keeps_what_was_said) {
    bench.scan("B1");
    bench.send(TickCrate{0});
    const auto said = bench.on_screen<BasketWork>().choices.size();
    ASSERT_GT(said, 0U);
    bench.send(ShowPrivacy{});
    EXPECT_TRUE(bench.on_screen<BasketWork>().reading_privacy);
    bench.send(CancelQuestion{});
    EXPECT_FALSE(bench.on_screen<BasketWork>().reading_privacy);
    EXPECT_EQ(bench.on_screen<BasketWork>().choices.size(), said);
}

} // namespace
} // namespace guichet::app::test
