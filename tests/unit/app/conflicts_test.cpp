// What becomes an incident although nobody at the kiosk did anything wrong: clocks, and orders that change
// behind its back. And the server's word for the closing.
#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>

namespace guichet::app::test {
namespace {

constexpr std::int64_t minute = 60'000;

class Conflicts : public testing::Test {
protected:
    [[nodiscard]] std::vector<IncidentKind> kinds() const {
        std::vector<IncidentKind> kinds;
        for (const auto& incident : bench.state.ledger->incidents())
            kinds.push_back(incident.kind);
        return kinds;
    }

    FakeServer server;
    Bench bench{server};
};

TEST_F(Conflicts, a_clock_that_is_wrong_is_on_record_once_and_stops_nobody) {
    server.time = morning + -12 * minute;
    bench.open();
    bench.hand_over("B1");
    ASSERT_EQ(bench.written<ClockError>().size(), 1U);
    EXPECT_NEAR(static_cast<double>(bench.written<ClockError>()[0].offset), 12.0 * minute, minute);
    EXPECT_EQ(kinds(), std::vector{IncidentKind::clock_error});
    EXPECT_EQ(bench.state.ledger->totals().baskets_collected, 1);
    EXPECT_GT(bench.state.sync.clock_offset, 0) << "the network's light tells it";
}

TEST_F(Conflicts, who_opens_repeats_the_organisers_nonce) {
    server.current.nonce = "00ff12";
    bench.open();
    bench.hand_over("B1");
    ASSERT_EQ(bench.written<SessionOpened>().size(), 1U);
    EXPECT_EQ(bench.written<SessionOpened>()[0].nonce, "00ff12");
    EXPECT_TRUE(kinds().empty());
}

TEST_F(Conflicts, a_kiosk_that_opened_at_a_rehearsal_is_told_apart) {
    bench.open();
    bench.hand_over("B1");
    server.current.nonce = "00ff12";
    server.current.revision += 1;
    bench.wait(61'000);
    EXPECT_EQ(kinds(), std::vector{IncidentKind::foreign_opening});
    EXPECT_EQ(bench.state.ledger->totals().baskets_collected, 1) << "what it handed over counts";
}

TEST_F(Conflicts, five_minutes_are_let_pass) {
    server.time = morning + 4 * minute;
    bench.open();
    bench.hand_over("B1");
    EXPECT_TRUE(bench.written<ClockError>().empty());
    EXPECT_EQ(bench.state.sync.clock_offset, 0);
}

TEST_F(Conflicts, a_clock_that_is_set_and_goes_wrong_again_is_another_error) {
    server.time = morning + 60 * minute;
    bench.open();
    ASSERT_EQ(bench.written<ClockError>().size(), 1U);
    server.time = bench.now;
    bench.hand_over("B1");
    EXPECT_EQ(bench.state.sync.clock_offset, 0);
    server.time = bench.now + 60 * minute;
    bench.hand_over("B2");
    EXPECT_EQ(bench.written<ClockError>().size(), 2U);
}

TEST_F(Conflicts, after_the_closing_no_clock_is_recorded_any_more) {
    bench.open();
    server.time = morning + 60 * minute;
    bench.confirm_closing();
    const auto closed = bench.written<SessionClosed>().size();
    bench.wait(5 * minute);
    ASSERT_EQ(closed, 1U);
    EXPECT_TRUE(std::holds_alternative<SessionClosed>(bench.disk.own_events.back().event.body));
}

TEST_F(Conflicts, an_order_that_grows_after_its_hand_over_is_one_and_is_settled_by_what_it_is_about) {
    bench.open();
    bench.hand_over("B1");
    EXPECT_TRUE(kinds().empty());
    ++server.current.revision;
    ++server.current.baskets[0].orders[0].lines[0].quantity.amount;
    server.current.index();
    bench.wait(2 * minute);
    ASSERT_EQ(kinds(), std::vector{IncidentKind::order_changed});
    const auto incident = bench.state.ledger->incidents()[0];
    EXPECT_EQ(incident.changes.size(), 1U);
    bench.send(ShowIncidents{});
    bench.send(ChooseIncident{incident.key()});
    bench.send(SettleIncident{incident.key(), Resolution::refund_due});
    ASSERT_EQ(bench.written<IncidentSettled>().size(), 1U);
    EXPECT_EQ(bench.written<IncidentSettled>()[0].about, incident.about);
    EXPECT_EQ(bench.state.ledger->open_incidents(), 0);
    ++server.current.revision;
    ++server.current.baskets[0].orders[0].lines[0].quantity.amount;
    bench.wait(2 * minute);
    EXPECT_EQ(bench.state.ledger->open_incidents(), 1) << "it grew again";
}

TEST_F(Conflicts, a_basket_cancelled_after_its_hand_over_keeps_its_customer_s_name) {
    bench.open();
    bench.hand_over("B1");
    const auto gone = server.current.baskets.front();
    ++server.current.revision;
    server.current.baskets.erase(server.current.baskets.begin());
    server.current.withdrawals = {{gone.id, gone.customer_ref, gone.customer_name, {}}};
    server.current.index();
    bench.wait(2 * minute);
    ASSERT_EQ(kinds(), std::vector{IncidentKind::order_cancelled});
    EXPECT_EQ(bench.state.manifest->customer_of(gone.id), gone.customer_name);
    bench.send(GoHome{});
    bench.confirm_closing();
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_FALSE(bench.on_screen<Report>().difference) << "the server finds the same";
}

class Countersigned : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_GE(sodium_init(), 0);
        crypto_sign_keypair(key.data(), secret.data());
        server.countersign = [this](Closure& closure) { sign(closure); };
        bench.open();
        bench.state.sync.server_key = to_hex(key);
        bench.disk.manifest->server_key = to_hex(key);
    }
    void sign(Closure& closure) const {
        const auto statement = closure_statement(closure);
        std::array<unsigned char, crypto_sign_BYTES> signature{};
        crypto_sign_detached(signature.data(), nullptr,
                             reinterpret_cast<const unsigned char*>(statement.data()), statement.size(),
                             secret.data());
        closure.server_key = to_hex(key);
        closure.signature = to_hex(signature);
    }
    [[nodiscard]] const Closure& closing() const { return *bench.state.sync.closing; }

    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    FakeServer server;
    Bench bench{server};
};

TEST_F(Countersigned, by_the_server_and_kept) {
    bench.hand_over("B1");
    bench.confirm_closing();
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_TRUE(closing().countersigned());
    EXPECT_EQ(closing().head, bench.disk.own_events.back().digest);
    EXPECT_TRUE(verify_countersignature(closing(), to_hex(key)));
    ASSERT_TRUE(bench.disk.countersigned);
    bench.restart();
    ASSERT_TRUE(bench.state.sync.closing);
    EXPECT_TRUE(closing().countersigned()) << "it survives the power cut";
    EXPECT_TRUE(own_report(bench.state).standing.closures.at(0).countersigned());
}

TEST_F(Countersigned, later_when_it_was_closed_without_network) {
    server.reachable = false;
    bench.confirm_closing();
    ASSERT_EQ(bench.state.phase, SessionPhase::closed);
    EXPECT_FALSE(closing().countersigned());
    bench.restart();
    server.reachable = true;
    bench.wait(minute);
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_TRUE(closing().countersigned());
}

TEST_F(Countersigned, wrongly_is_a_fault_that_is_seen_and_not_kept) {
    server.countersign = [this](Closure& closure) {
        ++closure.counts.hand_overs; // of another journal
        sign(closure);
    };
    bench.confirm_closing();
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_FALSE(closing().countersigned());
    EXPECT_TRUE(bench.state.sync.countersignature_fault);
    EXPECT_FALSE(bench.disk.countersigned);
}

TEST_F(Countersigned, by_nobody_at_an_older_server) {
    server.countersign = {};
    bench.confirm_closing();
    ASSERT_EQ(bench.screen(), "report");
    EXPECT_FALSE(closing().countersigned());
    EXPECT_FALSE(bench.state.sync.countersignature_fault);
}

} // namespace
} // namespace guichet::app::test
