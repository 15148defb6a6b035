#include "kiosk/app/practice.hpp"

#include "kiosk/app/update.hpp"
#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

#include <random>

namespace guichet::app::test {
namespace {

class Practising : public ::testing::Test {
protected:
    void start() { practice.emplace(practice_state(bench.state, bench.now, bench.locality)); }

    Effects give(const Event& event) {
        auto effects = type_in_practice(*practice, bench.state, event, bench.now, bench.locality);
        mirror(*practice, bench.state);
        return effects;
    }
    void lend(Situation situation) {
        const auto all = examples();
        for (std::size_t n = 0; n < all.size(); ++n)
            if (all[n].situation == situation)
                give(LendCode{n});
    }
    Effects read(const std::string& code) {
        return read_in_practice(*practice, bench.state, {code, Identification::camera}, bench.now,
                                bench.locality);
    }
    [[nodiscard]] std::string screen() const { return std::string(name_of(practice->screen)); }

    FakeServer server;
    Bench bench{server};
    std::optional<State> practice;
};

TEST_F(Practising, begins_with_an_open_session_of_its_own) {
    bench.restart();
    start();
    EXPECT_EQ(screen(), "attract");
    EXPECT_EQ(practice->phase, SessionPhase::open);
    EXPECT_EQ(practice->manifest->baskets.size(), examples().size() - 1);
    EXPECT_EQ(own_report(*practice).totals.baskets_collected, 1) << "one is collected already";
    EXPECT_EQ(practice->sync.unsent.size(), 0U) << "the example's server took everything";
}

TEST_F(Practising, each_example_is_the_situation_that_it_is_called_by) {
    bench.open();
    const std::vector<std::pair<Situation, std::string>> expected{
        {Situation::one_crate, "basket"},    {Situation::three_crates, "basket"},
        {Situation::short_weight, "basket"}, {Situation::large_basket, "basket"},
        {Situation::proxy, "basket"},        {Situation::already_collected, "collected"},
        {Situation::revoked, "notice"},      {Situation::other_day, "notice"}};
    ASSERT_EQ(expected.size(), examples().size());
    for (const auto& [situation, shown] : expected) {
        start();
        lend(situation);
        EXPECT_EQ(screen(), shown) << title_of(situation);
        EXPECT_FALSE(lesson_of(situation).empty());
        if (const auto* work = std::get_if<BasketWork>(&practice->screen)) {
            EXPECT_EQ(work->crates.size(), situation == Situation::three_crates   ? 3U
                                           : situation == Situation::large_basket ? 4U
                                           : situation == Situation::one_crate    ? 1U
                                                                                  : 2U);
            EXPECT_EQ(work->proxy != nullptr, situation == Situation::proxy);
        }
    }
    lend(Situation::other_day);
    EXPECT_EQ(std::get<CodeNotice>(practice->screen).fault, CodeFault::elsewhere);
}

TEST_F(Practising, a_hand_over_shows_its_paper_marked_and_keeps_nothing) {
    bench.open();
    const auto before = bench.history.size();
    start();
    lend(Situation::three_crates);
    give(EverythingHere{});
    give(ConfirmHandOver{});
    EXPECT_EQ(screen(), "done");
    EXPECT_EQ(own_report(*practice).totals.baskets_collected, 2);
    ASSERT_TRUE(practice->practice->paper);
    const auto words = receipt::to_plain_text(*practice->practice->paper, 40);
    EXPECT_NE(words.find("PRACTICE"), std::string::npos) << words;
    EXPECT_TRUE(std::get<HandedOver>(practice->screen).keepsake.starts_with("PRACTICE\n"));
    EXPECT_EQ(bench.history.size(), before) << "the real kiosk was asked nothing";
    EXPECT_TRUE(bench.papers.empty());
    EXPECT_EQ(own_report(bench.state).totals.baskets_collected, 0);
    give(AskUndo{});
    give(ConfirmUndo{UndoReason::wrong_tap});
    EXPECT_EQ(own_report(*practice).totals.baskets_collected, 1) << "and undoing it works as well";
}

TEST_F(Practising, goes_on_without_any_printer) {
    bench.open();
    bench.state.spools[0].status.condition = ports::PrinterCondition::unplugged;
    bench.state.spools[0].heard = true;
    start();
    lend(Situation::one_crate);
    give(EverythingHere{});
    give(ConfirmHandOver{});
    EXPECT_TRUE(practice->practice->paper);
    EXPECT_EQ(practice->spools[0].papers(), 0);
    EXPECT_TRUE(practice->spools[0].in_trouble()) << "its light is true";
}

TEST_F(Practising, the_closing_can_be_practised_to_its_report) {
    bench.open();
    start();
    give(ShowClosing{});
    give(ConfirmClosing{});
    for (int second = 0; second < 10; ++second) {
        bench.now = bench.now + 1'000;
        give(Tick{});
    }
    EXPECT_EQ(practice->phase, SessionPhase::reconciled);
    EXPECT_EQ(screen(), "report");
    EXPECT_FALSE(std::get<Report>(practice->screen).difference);
    EXPECT_EQ(bench.state.phase, SessionPhase::open);
}

TEST_F(Practising, a_real_code_is_told_and_nothing_of_it_is_shown) {
    bench.open();
    start();
    read(code_of("B1").text());
    ASSERT_TRUE(practice->practice->real_code);
    EXPECT_FALSE(practice->practice->real_code->refusal);
    EXPECT_EQ(screen(), "attract");
    give(StayInPractice{});
    EXPECT_FALSE(practice->practice->real_code);
    read("https://example.org/ticket");
    EXPECT_FALSE(practice->practice->real_code);
    EXPECT_EQ(screen(), "notice") << "what is nobody's is refused as in reality";
}

TEST_F(Practising, before_the_opening_a_real_code_says_why_it_is_not_served) {
    bench.restart();
    start();
    read(code_of("B1").text());
    ASSERT_TRUE(practice->practice->real_code);
    EXPECT_TRUE(practice->practice->real_code->refusal);
}

TEST_F(Practising, a_real_short_code_is_told_as_well) {
    bench.open();
    start();
    const auto& basket = bench.state.manifest->baskets[0];
    give(ShowTypeCode{});
    give(TypeText{basket.short_code});
    ASSERT_TRUE(practice->practice->real_code);
    EXPECT_EQ(practice->practice->real_code->text, basket.short_code);
    EXPECT_EQ(screen(), "attract");
    give(StayInPractice{});
    give(ShowTypeCode{});
    give(TypeText{practice->manifest->baskets[0].short_code});
    EXPECT_FALSE(practice->practice->real_code);
    EXPECT_EQ(screen(), "basket");
}

TEST_F(Practising, what_the_real_session_needs_is_seen) {
    bench.open();
    start();
    EXPECT_FALSE(practice->practice->outside);
    bench.state.camera = {false, fail("The camera is unplugged.")};
    bench.state.calls.heard.push_back({"SELF-2", "Borne 2", 1, CallStanding::calling, ""});
    bench.state.unsure.push_back({});
    mirror(*practice, bench.state);
    EXPECT_FALSE(practice->camera.well);
    EXPECT_EQ(practice->calls.heard.size(), 1U);
    EXPECT_TRUE(practice->practice->outside);
}

TEST_F(Practising, begins_only_at_a_counter_where_nobody_is_served) {
    bench.open();
    EXPECT_TRUE(may_practise(bench.state));
    bench.scan("B1");
    EXPECT_FALSE(may_practise(bench.state));
    FakeServer another;
    Bench self(another, Mode::self, "self");
    self.restart();
    EXPECT_FALSE(may_practise(self.state));
}

TEST_F(Practising, ends_after_ten_minutes_without_a_touch_with_a_countdown) {
    bench.open();
    start();
    give(ShowStaff{});
    EXPECT_EQ(*practice_end(*practice), bench.now + 600'000);
    EXPECT_EQ(*practice_deadline(*practice), bench.now + 570'000);
    bench.now = bench.now + 580'000;
    give(Tick{});
    EXPECT_EQ(practice_seconds_left(*practice), 20);
    give(StayHere{});
    EXPECT_FALSE(practice_seconds_left(*practice));
    EXPECT_FALSE(practice_end(bench.state)) << "the real session does not end by itself";
}

/// Whatever is done in practice, nothing but sounds is asked of the outside.
TEST_F(Practising, asks_nothing_of_the_outside_but_sounds) {
    bench.open();
    start();
    std::mt19937 chance(7);
    const auto below = [&](std::uint32_t count) { return chance() % count; };
    const auto any_event = [&]() -> Event {
        const std::vector<Event> events{GoHome{},
                                        ShowTypeCode{},
                                        ShowSearch{},
                                        ShowStaff{},
                                        ShowExamples{},
                                        LendCode{below(10)},
                                        EverythingHere{},
                                        ConfirmHandOver{},
                                        AskUndo{},
                                        ConfirmUndo{UndoReason::goods_returned},
                                        TypeText{std::string(1, static_cast<char>('0' + below(10)))},
                                        EraseLetter{},
                                        SubmitCode{},
                                        ChooseBasket{fmt::format("B{:04}", below(8))},
                                        AskLine{{fmt::format("EX-{}1", 10 + below(8)), 1}},
                                        AnswerLine{static_cast<Outcome>(below(4))},
                                        AnswerAmount{},
                                        AnswerReason{},
                                        CancelQuestion{},
                                        SwapBaskets{},
                                        PrintReceipt{},
                                        ReprintLast{},
                                        PrintTestPage{below(2)},
                                        ShowPaper{true},
                                        SetLanguage{"en"},
                                        CallVolunteer{},
                                        VolunteerCame{},
                                        StayHere{},
                                        ShowTour{below(6)},
                                        LeaveTour{},
                                        StartPractice{},
                                        StayInPractice{},
                                        CodeUnreadable{},
                                        Tick{},
                                        PrintReport{},
                                        PrintSlips{},
                                        ShowClosing{}};
        return events[below(static_cast<std::uint32_t>(events.size()))];
    };
    for (int step = 0; step < 20'000; ++step) {
        bench.now = bench.now + 500;
        const auto effects = below(400) == 0 ? give(ConfirmClosing{}) : give(any_event());
        for (const auto& effect : effects)
            ASSERT_TRUE(std::holds_alternative<Play>(effect)) << step;
        ASSERT_FALSE(practice->journal.committing) << step;
        if (practice->phase == SessionPhase::reconciled)
            start();
    }
    EXPECT_EQ(own_report(bench.state).totals.baskets_collected, 0);
}

TEST(Tour, comes_up_once_at_a_counter_before_its_first_session) {
    FakeServer server;
    Bench bench(server);
    bench.disk.tour_seen = false;
    bench.restart();
    EXPECT_EQ(bench.screen(), "tour");
    bench.send(ShowTour{1});
    bench.send(ShowTour{99});
    EXPECT_EQ(bench.on_screen<Tour>().card, tour_cards - 1);
    bench.restart();
    EXPECT_EQ(bench.screen(), "tour") << "nobody went through it";
    bench.send(LeaveTour{});
    EXPECT_EQ(bench.screen(), "waiting");
    bench.restart();
    EXPECT_EQ(bench.screen(), "waiting");
    bench.send(ShowTour{});
    EXPECT_EQ(bench.screen(), "tour") << "whoever wants to see it again";
}

TEST(Tour, never_stands_over_a_customer) {
    FakeServer server;
    Bench bench(server);
    bench.open();
    bench.scan("B1");
    bench.send(ShowTour{});
    EXPECT_EQ(bench.screen(), "basket");
    bench.send(GoHome{});
    bench.send(ShowTour{});
    EXPECT_EQ(bench.screen(), "tour");
    bench.scan("B2");
    EXPECT_EQ(bench.screen(), "basket") << "a code goes before";
    FakeServer other;
    Bench self(other, Mode::self, "self");
    self.disk.tour_seen = false;
    self.restart();
    EXPECT_EQ(self.screen(), "waiting");
}

} // namespace
} // namespace guichet::app::test
