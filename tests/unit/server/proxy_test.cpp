// Codes for somebody else and in place of lost ones: in the store, in the manifest, and never twice the same.

#include "kiosk/core/manifest.hpp"
#include "tests/unit/server/stores.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace guichet::server {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ProxyStore : public WithAStore {
protected:
    void SetUp() override { import_text(*store_, small_file); }

    ProxyRecord issue(const std::string& ref, const std::string& collector) {
        return value_of(store_->issue_proxy(friday, ref, collector, random_codes()));
    }
};
GUICHET_WITH_EACH_STORE(ProxyStore);

TEST_P(ProxyStore, IssuesACodeForTheSameBasketAndRaisesTheRevision) {
    const auto before = manifest();
    const auto proxy = issue("C1", "Marie-Claude Dupont");
    EXPECT_EQ(proxy.id, "P0001");
    EXPECT_EQ(proxy.customer_name, "Camille Durand");
    const auto after = manifest();
    EXPECT_EQ(after.revision, before.revision + 1);
    const auto match = after.find_by_code(proxy.code.code);
    ASSERT_NE(match.proxy, nullptr);
    EXPECT_EQ(match.basket->customer_ref, "C1");
    EXPECT_FALSE(match.revoked);
    EXPECT_EQ(after.find_by_short_code(proxy.code.short_code), match);
    EXPECT_EQ(match.proxy->collector, "Marie-Claude D.")
        << "first name and initial go further than the server";
    EXPECT_EQ(to_json(after).find("Dupont"), std::string::npos);
    EXPECT_EQ(after.baskets[0].code_digest, before.baskets[0].code_digest) << "the customer may still come";
    EXPECT_EQ(issue("C2", "").id, "P0002");
    EXPECT_THAT(value_of(store_->proxies(friday)), SizeIs(2));
}

TEST_P(ProxyStore, RevokesByNumberOrShortCodeAndOnlyOnce) {
    const auto first = issue("C1", "Marie");
    const auto second = issue("C2", "");
    EXPECT_TRUE(value_of(store_->revoke_proxy(friday, "P0001")).revoked);
    EXPECT_TRUE(manifest().find_by_code(first.code.code).revoked);
    EXPECT_FALSE(manifest().find_by_code(second.code.code).revoked);
    const auto revision = manifest().revision;
    EXPECT_TRUE(value_of(store_->revoke_proxy(friday, "p0001")).revoked);
    EXPECT_EQ(manifest().revision, revision) << "nothing changed";
    std::string typed = show_short_code(second.code.short_code);
    std::transform(typed.begin(), typed.end(), typed.begin(),
                   [](char letter) { return std::tolower(letter); });
    EXPECT_EQ(value_of(store_->revoke_proxy(friday, typed)).id, "P0002") << "as a person types it";
    EXPECT_TRUE(manifest().find_by_short_code(second.code.short_code).revoked);
    EXPECT_THAT(store_->revoke_proxy(friday, "P0009").error().english(), HasSubstr("no proxy “P0009”"));
}

TEST_P(ProxyStore, WhatCannotBeDoneChangesNothing) {
    const auto before = to_json(manifest());
    EXPECT_THAT(store_->issue_proxy(friday, "NOBODY", "Marie", random_codes()).error().english(),
                HasSubstr("Nobody with the reference “NOBODY”"));
    EXPECT_FALSE(store_->issue_proxy(friday, "", "Marie", random_codes()).ok());
    EXPECT_FALSE(store_->issue_proxy(friday, "C4", "", random_codes()).ok()) << "a delivery is not collected";
    EXPECT_FALSE(store_->reissue_code(friday, "C4", random_codes()).ok());
    const SessionKey other{"saint-flour", "2021-01-01"};
    EXPECT_FALSE(store_->issue_proxy(other, "C1", "", random_codes()).ok());
    EXPECT_FALSE(store_->proxies(other).ok());
    EXPECT_EQ(to_json(manifest()), before);
}

TEST_P(ProxyStore, ALostCodeIsReplacedAndRefused) {
    const auto old = value_of(store_->codes(friday)).front();
    const auto made = value_of(store_->reissue_code(friday, old.customer_ref, random_codes()));
    EXPECT_EQ(made.basket, old.basket);
    EXPECT_NE(made.code.short_code, old.code.short_code);
    const auto after = manifest();
    EXPECT_EQ(after.revision, 2);
    EXPECT_FALSE(after.find_by_code(made.code.code).revoked);
    EXPECT_EQ(after.find_by_code(made.code.code).basket->id, old.basket);
    EXPECT_TRUE(after.find_by_code(old.code.code).revoked);
    EXPECT_TRUE(after.find_by_short_code(old.code.short_code).revoked);
    EXPECT_EQ(value_of(store_->codes(friday)).front().code.short_code, made.code.short_code);
}

TEST_P(ProxyStore, AnotherSessionKnowsGoodProxiesAndForgetsRevokedOnes) {
    const SessionKey saturday{"saint-flour", "2020-04-18"};
    import_text(*store_, std::string(short_header) + "1,X,Ann Bee,P,A,1,piece,1.00\n", saturday);
    const auto before = manifest(saturday).revision;
    const auto proxy = issue("C1", "Marie");
    EXPECT_GT(manifest(saturday).revision, before);
    ASSERT_NE(manifest(saturday).find_elsewhere(proxy.code.code), nullptr);
    EXPECT_EQ(manifest(saturday).find_elsewhere(proxy.code.code)->date, "2020-04-17");
    ASSERT_TRUE(store_->revoke_proxy(friday, proxy.id).ok());
    EXPECT_EQ(manifest(saturday).find_elsewhere(proxy.code.code), nullptr);
}

TEST_P(ProxyStore, ABasketThatIsNoLongerOrderedTakesItsProxiesOutOfTheManifest) {
    const auto proxy = issue("C2", "Marie");
    ASSERT_TRUE(store_->reissue_code(friday, "C2", random_codes()).ok());
    import_text(*store_,
                std::string(short_header) + "1001,C1,Camille Durand,GAEC Baguet,Fromage,1,piece,2.00\n");
    EXPECT_THAT(manifest().proxies, IsEmpty());
    EXPECT_THAT(manifest().revoked_codes, IsEmpty());
    import_text(*store_, small_file);
    EXPECT_NE(manifest().find_by_code(proxy.code.code).basket, nullptr);
}

/// So few short codes that most attempts meet one that is taken.
CodeMaker crowded_codes(std::shared_ptr<std::uint64_t> made) {
    return [made = std::move(made)](std::string_view session, std::string_view whose, std::uint64_t attempt) {
        const auto digest = digest_of(fmt::format("{} {} {} {}", session, whose, attempt, ++*made));
        CustomerCode code;
        std::copy_n(digest.begin(), code.code.bytes.size(), code.code.bytes.begin());
        code.short_code = make_short_code(digest.back() % 24);
        return code;
    };
}

void no_short_code_is_given_twice(StoreKind kind) {
    const StorePlace place(kind);
    const auto store = place.open();
    const auto maker =
        crowded_codes(std::make_shared<std::uint64_t>(*rc::gen::inRange<std::uint64_t>(0, 1'000'000)));
    std::set<std::string> given;
    std::string rows(short_header);
    const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4));
    int customers = 0;
    const auto add_customer = [&] {
        rows += fmt::format("{0},C{0},Ann Bee,P,A,1,piece,1.00\n", ++customers);
        RC_ASSERT(value_of(import_orders(*store, {friday, {}, maker}, source_of(rows))).outcome.has_value());
        const auto codes = value_of(store->codes(friday));
        RC_ASSERT(codes.size() == static_cast<std::size_t>(customers));
        RC_ASSERT(given.insert(codes.back().code.short_code).second);
    };
    add_customer();
    for (const auto step : steps) {
        if (given.size() > 14)
            break; // with fewer free ones a hundred attempts may not meet one
        const std::string ref = "C1";
        if (step == 0)
            add_customer();
        else if (step == 1)
            RC_ASSERT(given.insert(value_of(store->reissue_code(friday, ref, maker)).code.short_code).second);
        else if (step == 2)
            RC_ASSERT(
                given.insert(value_of(store->issue_proxy(friday, ref, "", maker)).code.short_code).second);
        else if (const auto proxies = value_of(store->proxies(friday)); !proxies.empty())
            RC_ASSERT(store->revoke_proxy(friday, proxies.back().id).ok());
    }
}

RC_GTEST_PROP(ProxyCodes, no_short_code_of_a_session_is_ever_given_twice, ()) {
    no_short_code_is_given_twice(StoreKind::sqlite);
}
RC_GTEST_PROP(PostgreSQLProxyCodes, no_short_code_of_a_session_is_ever_given_twice, ()) {
    no_short_code_is_given_twice(StoreKind::postgresql);
}

} // namespace
} // namespace guichet::server
