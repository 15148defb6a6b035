// Somebody else collects with a code of their own, and codes that are no longer good.

#include "tests/unit/app/bench.hpp"

#include "kiosk/app/papers.hpp"

#include <gmock/gmock.h>

namespace guichet::app::test {
namespace {

using testing::HasSubstr;

/// Marie D. may collect for B1, whoever brings the code for B2; B3's code was replaced. The last letter of a
/// name makes its code.
Manifest with_proxies(std::int64_t revision) {
    auto made = manifest(revision);
    made.proxies = {{"P0001", "B1", "Marie D.", code_of("m").digest(), make_short_code(501), false},
                    {"P0002", "B2", "", code_of("w").digest(), make_short_code(502), false}};
    made.revoked_codes = {{"B3", code_of("o").digest(), make_short_code(503)}};
    made.index();
    return made;
}

class Proxies : public testing::TestWithParam<Mode> {
protected:
    void SetUp() override {
        server.current = with_proxies(1);
        bench.open();
    }

    /// As the office does it while the drive runs.
    void revoke(std::size_t proxy) {
        server.current.proxies.at(proxy).revoked = true;
        ++server.current.revision;
        server.current.index();
    }

    void show(const std::string& code) { bench.send(CodeRead{code_of(code).text(), Identification::camera}); }

    void type(std::uint64_t short_code) {
        bench.send(ShowTypeCode{});
        bench.send(TypeText{make_short_code(short_code)});
    }

    void confirm() {
        bench.send(EverythingHere{});
        bench.send(ConfirmHandOver{});
        ASSERT_EQ(bench.screen(), "done");
    }

    void expect_revoked() {
        ASSERT_EQ(bench.screen(), "notice");
        EXPECT_EQ(bench.on_screen<CodeNotice>().fault, CodeFault::revoked);
        ASSERT_FALSE(bench.written<CodeRefused>().empty());
        EXPECT_EQ(bench.written<CodeRefused>().back().fault, CodeFault::revoked);
        EXPECT_THAT(bench.disk.own_events.back().bytes, HasSubstr(R"("fault":"revoked")"));
    }

    FakeServer server;
    Bench bench{server, GetParam(), GetParam() == Mode::self ? "self" : "counter"};
};

INSTANTIATE_TEST_SUITE_P(Modes, Proxies, testing::Values(Mode::counter, Mode::self),
                         [](const auto& mode) { return mode.param == Mode::self ? "self" : "counter"; });

TEST_P(Proxies, somebody_else_s_code_brings_up_the_basket_and_is_recorded_as_such) {
    show("m");
    ASSERT_EQ(bench.screen(), "basket");
    EXPECT_EQ(bench.on_screen<BasketWork>().basket->id, "B1");
    ASSERT_NE(bench.on_screen<BasketWork>().proxy, nullptr);
    EXPECT_EQ(bench.on_screen<BasketWork>().proxy->collector, "Marie D.");
    confirm();
    ASSERT_NE(bench.on_screen<HandedOver>().proxy, nullptr);
    const auto hand_over = bench.written<HandOver>().back();
    EXPECT_EQ(hand_over.identification, Identification::proxy);
    EXPECT_EQ(hand_over.proxy, "P0001");
    for (const auto& sealed : bench.disk.own_events)
        EXPECT_EQ(sealed.bytes.find("Marie"), std::string::npos) << "the journal names no people";
    const auto report = own_report(bench.state);
    EXPECT_EQ(report.proxy_pickups, 1);
    EXPECT_EQ(report.baskets.at(0).proxy, "P0001");
}

TEST_P(Proxies, the_customer_s_own_code_says_nothing_of_a_proxy) {
    show("B1");
    ASSERT_EQ(bench.screen(), "basket");
    EXPECT_EQ(bench.on_screen<BasketWork>().proxy, nullptr);
    confirm();
    EXPECT_EQ(bench.written<HandOver>().back().identification, Identification::camera);
    EXPECT_EQ(bench.disk.own_events.back().bytes.find("proxy"), std::string::npos);
    EXPECT_EQ(own_report(bench.state).proxy_pickups, 0);
}

TEST_P(Proxies, a_proxy_s_short_code_is_as_good) {
    type(502);
    ASSERT_EQ(bench.screen(), "basket");
    EXPECT_EQ(bench.on_screen<BasketWork>().basket->id, "B2");
    EXPECT_EQ(bench.on_screen<BasketWork>().identification, Identification::proxy);
    confirm();
    EXPECT_EQ(bench.written<HandOver>().back().proxy, "P0002");
}

TEST_P(Proxies, the_receipt_says_who_collected) {
    show("m");
    confirm();
    ASSERT_FALSE(bench.papers.empty());
    EXPECT_THAT(receipt::to_json(bench.papers.back()), HasSubstr("Collected by Marie D."));
    EXPECT_THAT(bench.on_screen<HandedOver>().keepsake, HasSubstr("Collected by Marie D."));
    bench.send(GoHome{});
    show("w");
    confirm();
    EXPECT_THAT(receipt::to_json(bench.papers.back()), HasSubstr("Collected by somebody else"));
}

TEST_P(Proxies, the_same_code_in_view_changes_nothing_and_another_code_of_the_basket_does) {
    show("B1");
    show("B1");
    EXPECT_EQ(bench.on_screen<BasketWork>().proxy, nullptr);
    show("m");
    ASSERT_EQ(bench.screen(), "basket");
    ASSERT_NE(bench.on_screen<BasketWork>().proxy, nullptr) << "the one who stands there has shown a code";
    bench.send(EverythingHere{});
    show("m");
    ASSERT_NE(bench.on_screen<BasketWork>().proxy, nullptr);
    EXPECT_TRUE(bench.on_screen<BasketWork>().complete());
    show("B1");
    EXPECT_EQ(bench.on_screen<BasketWork>().proxy, nullptr) << "now the customer has shown theirs";
    EXPECT_TRUE(bench.on_screen<BasketWork>().complete()) << "work that was begun is not lost by a scan";
}

TEST_P(Proxies, a_replaced_code_is_refused_with_its_reason) {
    show("o");
    expect_revoked();
    bench.send(GoHome{});
    type(503);
    expect_revoked();
    bench.send(GoHome{});
    show("B3");
    EXPECT_EQ(bench.screen(), "basket") << "the new one is good";
    EXPECT_TRUE(bench.state.ledger->incidents().empty());
}

TEST_P(Proxies, a_revocation_arrives_with_the_next_pull_and_holds_without_network) {
    revoke(0);
    bench.wait(3'000);
    server.reachable = false;
    show("m");
    expect_revoked();
    bench.restart();
    bench.send(GoHome{});
    show("m");
    expect_revoked();
}

TEST_P(Proxies, a_revocation_arrives_while_the_last_hand_over_is_still_on_the_screen) {
    show("B2");
    confirm();
    revoke(0);
    bench.wait(3'000);
    ASSERT_EQ(bench.screen(), "done");
    EXPECT_EQ(bench.on_screen<HandedOver>().basket, bench.state.manifest->find_basket("B2"))
        << "the screen shows the new manifest's basket";
    show("m");
    expect_revoked();
}

TEST_P(Proxies, a_basket_that_was_begun_is_finished_before_the_kiosk_learns_of_anything) {
    show("m");
    revoke(0);
    bench.wait(10'000);
    ASSERT_EQ(bench.screen(), "basket");
    EXPECT_EQ(bench.state.manifest->revision, 1);
    confirm();
    bench.wait(3'000);
    EXPECT_EQ(bench.state.manifest->revision, 2);
    EXPECT_EQ(bench.written<HandOver>().back().proxy, "P0001");
    EXPECT_THAT(bench.on_screen<HandedOver>().proxy,
                testing::Pointee(testing::Field(&ProxyCode::revoked, true)))
        << "who collected stays known";
}

TEST_P(Proxies, what_a_screen_shows_is_found_again_in_a_new_manifest) {
    show("B2");
    confirm();
    bench.send(GoHome{});
    show("B2");
    ASSERT_EQ(bench.screen(), "collected");
    ++server.current.revision;
    bench.wait(3'000);
    ASSERT_EQ(bench.state.manifest->revision, 2);
    ASSERT_EQ(bench.screen(), "collected");
    EXPECT_EQ(bench.on_screen<AlreadyCollected>().basket, bench.state.manifest->find_basket("B2"));
    server.current.baskets.erase(server.current.baskets.begin() + 1);
    server.current.index();
    ++server.current.revision;
    bench.wait(3'000);
    EXPECT_EQ(bench.screen(), "attract") << "a basket that is no longer ordered leaves the screen";
}

TEST_P(Proxies, a_notice_and_a_search_survive_a_new_manifest) {
    bench.send(CodeRead{code_of("B9").text(), Identification::camera});
    ++server.current.revision;
    bench.wait(3'000);
    ASSERT_EQ(bench.screen(), "notice");
    EXPECT_EQ(bench.on_screen<CodeNotice>().elsewhere, &bench.state.manifest->other_sessions.front());
    if (GetParam() == Mode::self)
        return;
    bench.send(GoHome{});
    bench.send(ShowSearch{});
    bench.send(TypeText{"zoe"});
    ++server.current.revision;
    bench.wait(3'000);
    ASSERT_EQ(bench.state.manifest->revision, 3);
    ASSERT_EQ(bench.on_screen<Search>().found.size(), 1U);
    EXPECT_EQ(bench.on_screen<Search>().found.front(), bench.state.manifest->find_basket("B3"));
}

TEST_P(Proxies, a_wrong_tap_that_is_undone_keeps_who_collects) {
    if (GetParam() == Mode::self)
        GTEST_SKIP() << "only volunteers undo";
    show("m");
    confirm();
    bench.send(AskUndo{});
    bench.send(ConfirmUndo{UndoReason::wrong_tap});
    ASSERT_EQ(bench.screen(), "basket");
    confirm();
    EXPECT_EQ(bench.written<HandOver>().back().proxy, "P0001");
    EXPECT_EQ(own_report(bench.state).proxy_pickups, 1);
}

} // namespace
} // namespace guichet::app::test
