// A kiosk whose store is an older copy, and two machines with one store: each goes on by itself, and nothing
// is lost.
#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace guichet::app::test {
namespace {

class Incarnations : public testing::Test {
protected:
    void SetUp() override { bench.open(); }

    /// The store as it is now, in another machine or put back later.
    struct Copy {
        ports::Recovered disk;
        std::vector<ports::SpoolEntry> documents;
    };
    [[nodiscard]] static Copy copy_of(const Bench& of) { return {of.disk, of.documents}; }
    static void put_back(Bench& into, const Copy& copy) {
        into.disk = copy.disk;
        into.documents = copy.documents;
        into.restart();
    }
    /// Everything that counts is at the server, and both tell the same of the session.
    void expect_agreement(Bench& kiosk) {
        constexpr std::int64_t until_receipts_are_sent = 6 * 60'000; // they may wait for company
        kiosk.wait(until_receipts_are_sent);
        EXPECT_EQ(kiosk.state.unsent_events(), 0);
        EXPECT_FALSE(kiosk.state.sync.refusal);
        EXPECT_FALSE(kiosk.state.sync.fork);
        const auto same = same_figures(to_json(own_report(kiosk.state)), server.report());
        EXPECT_TRUE(same.ok()) << same.error().english();
    }
    [[nodiscard]] static std::vector<std::string> logs(const Bench& of) {
        std::vector<std::string> lines;
        for (const auto& effect : of.history)
            if (const auto* line = std::get_if<Log>(&effect))
                lines.push_back(line->line);
        return lines;
    }

    FakeServer server;
    Bench bench{server};
};

TEST_F(Incarnations, an_older_copy_of_the_store_goes_on_and_learns_what_it_forgot) {
    const auto copy = copy_of(bench);
    bench.hand_over("B1");
    bench.send(GoHome{});
    put_back(bench, copy);
    bench.hand_over("B2");
    bench.send(GoHome{});
    expect_agreement(bench);
    EXPECT_NE(bench.disk.incarnation, "i1");
    EXPECT_EQ(bench.state.ledger->totals().baskets_collected, 2);
    bench.scan("B1");
    EXPECT_EQ(bench.screen(), "collected") << "what the copy had forgotten";
    EXPECT_EQ(bench.superseded.size(), 2U) << "hand-over and receipt stay in the journal";
    EXPECT_TRUE(std::any_of(server.events.begin(), server.events.end(), [&](const SealedEvent& sealed) {
        return sealed.event.origin && sealed.event.origin->digest == bench.superseded.front().digest;
    }));
    bench.restart();
    EXPECT_EQ(bench.state.ledger->totals().baskets_collected, 2);
    bench.send(GoHome{});
    bench.hand_over("B3");
    expect_agreement(bench);
    EXPECT_EQ(bench.state.ledger->totals().baskets_collected, 3);
}

TEST_F(Incarnations, an_older_copy_that_does_nothing_notices_too) {
    const auto copy = copy_of(bench);
    bench.hand_over("B1");
    put_back(bench, copy);
    expect_agreement(bench);
    EXPECT_NE(bench.disk.incarnation, "i1");
    EXPECT_TRUE(bench.superseded.empty());
    bench.scan("B1");
    EXPECT_EQ(bench.screen(), "collected");
}

TEST_F(Incarnations, an_empty_copy_does_not_begin_at_a_number_that_was_used) {
    FakeServer other;
    Bench kiosk(other);
    const auto copy = copy_of(kiosk);
    kiosk.open();
    kiosk.hand_over("B1");
    put_back(kiosk, copy);
    kiosk.wait(70'000);
    EXPECT_NE(kiosk.disk.incarnation, "i1");
    EXPECT_EQ(kiosk.state.ledger->totals().baskets_collected, 1);
}

TEST_F(Incarnations, two_machines_with_one_store_both_go_on) {
    const auto copy = copy_of(bench);
    Bench second(server);
    second.disk = copy.disk;
    second.disk.incarnation = "i1";
    second.restart();
    bench.hand_over("B1");
    second.hand_over("B2");
    bench.send(GoHome{});
    second.send(GoHome{});
    expect_agreement(second);
    expect_agreement(bench);
    EXPECT_EQ(bench.disk.incarnation, "i1") << "whose events came first";
    EXPECT_NE(second.disk.incarnation, "i1");
    second.hand_over("B3");
    bench.now = second.now;
    bench.wait(2'500);
    EXPECT_EQ(bench.state.ledger->totals().baskets_collected, 3) << "they hear of each other at once";
    bench.confirm_closing();
    second.now = bench.now;
    second.send(GoHome{});
    second.wait(5'000);
    EXPECT_GE(second.state.phase, SessionPhase::closed) << "one kiosk to the people";
    expect_agreement(bench);
    expect_agreement(second);
}

TEST_F(Incarnations, the_same_basket_at_both_is_an_incident) {
    const auto copy = copy_of(bench);
    Bench second(server);
    second.disk = copy.disk;
    second.restart();
    bench.hand_over("B1");
    second.hand_over("B1");
    second.send(GoHome{});
    expect_agreement(second);
    EXPECT_EQ(second.state.ledger->incidents().size(), 1U);
    EXPECT_EQ(second.state.ledger->totals().baskets_collected, 1);
}

TEST_F(Incarnations, what_is_on_the_screen_means_the_same_afterwards) {
    const auto copy = copy_of(bench);
    bench.hand_over("B1");
    put_back(bench, copy);
    server.reachable = false;
    bench.hand_over("B2");
    ASSERT_EQ(bench.screen(), "done");
    server.reachable = true;
    bench.wait(60'000);
    ASSERT_NE(bench.disk.incarnation, "i1");
    ASSERT_EQ(bench.screen(), "done") << "nobody sees anything of it";
    bench.send(AskUndo{});
    bench.send(ConfirmUndo{UndoReason::wrong_customer});
    bench.send(GoHome{});
    expect_agreement(bench);
    EXPECT_EQ(bench.state.ledger->totals().baskets_collected, 1);
    ASSERT_EQ(bench.state.ledger->basket("B2").deliveries.size(), 1U);
    EXPECT_TRUE(bench.state.ledger->basket("B2").deliveries.front().undone);
}

TEST_F(Incarnations, a_store_that_fails_meanwhile_is_asked_again) {
    const auto copy = copy_of(bench);
    bench.hand_over("B1");
    put_back(bench, copy);
    bench.hand_over("B2");
    bench.send(GoHome{});
    if (bench.disk.incarnation != "i1") // it went faster than the disk could break
        return;
    bench.store_works = false;
    bench.wait(20'000);
    EXPECT_EQ(bench.disk.incarnation, "i1");
    bench.store_works = true;
    expect_agreement(bench);
    EXPECT_NE(bench.disk.incarnation, "i1");
}

TEST_F(Incarnations, a_server_that_always_says_fork_does_not_fill_the_disk) {
    server.refusal = ports::Fork{1};
    bench.hand_over("B1");
    bench.wait(3'600'000);
    EXPECT_LE(bench.disk.formers.size(), 7U) << "the pauses grow";
    server.refusal.reset();
    bench.wait(7'200'000);
    EXPECT_EQ(bench.state.unsent_events(), 0);
    EXPECT_EQ(bench.state.ledger->totals().baskets_collected, 1);
}

TEST_F(Incarnations, more_at_the_server_than_was_sent_takes_nothing_from_the_queue) {
    server.reachable = false;
    bench.hand_over("B1");
    bench.hand_over("B2");
    const auto unsent = bench.state.unsent_events();
    bench.now = bench.now + 60'000;
    bench.give(Tick{});
    bench.give(ManifestFetched{});
    const auto first = bench.state.sync.unsent.front().event.id.sequence;
    bench.give(Pushed{ports::Acknowledged{first, {}, first + 40}});
    EXPECT_EQ(bench.state.unsent_events(), unsent - 1);
    EXPECT_TRUE(bench.state.sync.fork);
}

} // namespace
} // namespace guichet::app::test
