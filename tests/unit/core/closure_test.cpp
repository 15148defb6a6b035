// What a server countersigns of a closing, and how a kiosk finds it in a report.

#include "kiosk/core/report.hpp"
#include "tests/unit/core/fixtures.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include <array>
#include <functional>

namespace guichet {
namespace {

struct ServerKey {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};

    ServerKey() { crypto_sign_keypair(open.data(), secret.data()); }
    [[nodiscard]] std::string name() const { return to_hex(open); }
    [[nodiscard]] Closure countersign(Closure closure) const {
        std::array<unsigned char, crypto_sign_BYTES> signature{};
        const auto statement = closure_statement(closure);
        crypto_sign_detached(signature.data(), nullptr,
                             reinterpret_cast<const unsigned char*>(statement.data()), statement.size(),
                             secret.data());
        closure.server_key = name();
        closure.signature = to_hex(signature);
        return closure;
    }
};

class Closures : public testing::Test {
protected:
    void SetUp() override { ASSERT_GE(sodium_init(), 0); }

    static Closure closing() {
        test::Kiosk kiosk("counter");
        static_cast<void>(kiosk.write(SessionOpened{"Guichet 1", "counter"}, 100));
        return *closure_of(kiosk.write(SessionClosed{2, 1, 5}, 200));
    }
};

TEST_F(Closures, name_the_head_with_and_before_the_event) {
    test::Kiosk kiosk("counter");
    const auto opened = kiosk.write(SessionOpened{"Guichet 1", "counter"}, 100);
    const auto closed = kiosk.write(SessionClosed{2, 0, 7}, 200);
    EXPECT_FALSE(closure_of(opened));
    const auto closure = closure_of(closed);
    ASSERT_TRUE(closure);
    EXPECT_EQ(closure->head, closed.digest);
    EXPECT_EQ(closure->head_before, opened.digest);
    EXPECT_EQ(closure->counts.events, 2);
    EXPECT_EQ(closure_statement(*closure), closure_statement(*closure_of(closed)));
}

TEST_F(Closures, a_countersignature_is_of_one_key_and_every_figure) {
    const ServerKey key;
    const auto good = key.countersign(closing());
    EXPECT_TRUE(verify_countersignature(good, key.name()));
    EXPECT_FALSE(verify_countersignature(good, ServerKey().name())) << "another server's";
    EXPECT_FALSE(verify_countersignature(closing(), key.name())) << "none";
    const std::function<void(Closure&)> alterations[]{
        [](Closure& one) { one.session = "saint-flour/2020-04-24"; },
        [](Closure& one) { one.event.device = "self"; },
        [](Closure& one) { one.event.incarnation = "i2"; },
        [](Closure& one) { ++one.event.sequence; },
        [](Closure& one) { one.head[0] ^= 1; },
        [](Closure& one) { one.head_before[31] ^= 1; },
        [](Closure& one) { ++one.counts.events; },
        [](Closure& one) { --one.counts.hand_overs; },
        [](Closure& one) { ++one.counts.unclaimed_lines; },
        [](Closure& one) { one.signature.pop_back(); },
        [](Closure& one) { one.signature[0] = one.signature[0] == '0' ? '1' : '0'; }};
    for (const auto& alter : alterations) {
        auto altered = good;
        alter(altered);
        EXPECT_FALSE(verify_countersignature(altered, key.name()));
    }
}

TEST_F(Closures, survive_a_report_and_the_store) {
    const ServerKey key;
    const auto good = key.countersign(closing());
    const Ledger ledger(test::shared_manifest());
    ReportStanding standing;
    standing.closures = {closing(), good};
    const auto found = parse_closures(to_json(make_report(ledger, standing)));
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 1U) << "only those that are countersigned";
    EXPECT_TRUE(verify_countersignature(found->front(), key.name()));
    const auto kept = parse_closure(to_json(good));
    ASSERT_TRUE(kept);
    EXPECT_TRUE(verify_countersignature(*kept, key.name()));
    EXPECT_EQ(kept->time, good.time);
}

TEST_F(Closures, are_the_maker_s_own_and_no_difference_between_reports) {
    const Ledger ledger(test::shared_manifest());
    ReportStanding standing;
    standing.closures = {closing()};
    EXPECT_TRUE(same_figures(to_json(make_report(ledger, {})), to_json(make_report(ledger, standing))));
}

TEST_F(Closures, of_an_older_server_are_none_and_damaged_ones_an_error) {
    EXPECT_TRUE(parse_closures("{}")->empty());
    EXPECT_FALSE(parse_closures(R"({"closures":[{"countersignature":"00"}]})"));
    EXPECT_FALSE(parse_closures("["));
    EXPECT_FALSE(parse_closure(R"({"closures":1})"));
}

} // namespace
} // namespace guichet
