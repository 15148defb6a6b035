#include "tests/unit/core/fixtures.hpp"

#include <gmock/gmock.h>

namespace guichet {
namespace {

using testing::HasSubstr;

class Chain : public testing::Test {
protected:
    void SetUp() override {
        test::Kiosk kiosk("counter");
        for (std::int64_t at = 0; at < 4; ++at)
            events.push_back(kiosk.write(CodeRefused{CodeFault::foreign}, 1000 + at));
    }

    /// What stops a verifier that is given these events; nothing when they hold.
    static std::string fault_of(const std::vector<SealedEvent>& chain) {
        ChainVerifier verifier;
        for (const auto& sealed : chain)
            if (const auto accepted = verifier.accept(sealed); !accepted.ok())
                return accepted.error().english();
        return {};
    }

    std::vector<SealedEvent> events;
};

TEST_F(Chain, a_sound_one_is_accepted_to_its_head) {
    ChainVerifier verifier;
    for (const auto& sealed : events)
        ASSERT_TRUE(verifier.accept(sealed).ok());
    EXPECT_EQ(verifier.last(), 4);
    EXPECT_EQ(verifier.head(), events.back().digest);
}

TEST_F(Chain, goes_on_after_a_known_event) {
    ChainVerifier verifier("i1", 2, events[1].digest);
    EXPECT_TRUE(verifier.accept(events[2]).ok());
    EXPECT_FALSE(ChainVerifier("i1", 2, events[0].digest).accept(events[2]).ok());
}

TEST_F(Chain, an_altered_event_is_found) {
    events[1].bytes.replace(events[1].bytes.find("foreign"), 7, "damaged");
    EXPECT_THAT(fault_of(events), HasSubstr("Event 2 of counter was altered"));
}

TEST_F(Chain, an_altered_event_with_a_fitting_digest_breaks_the_chain_behind_it) {
    auto changed = events[1].event;
    changed.body = CodeRefused{CodeFault::damaged};
    events[1] = seal(changed);
    EXPECT_THAT(fault_of(events), HasSubstr("breaks at event 3"));
}

TEST_F(Chain, a_missing_event_is_named) {
    events.erase(events.begin() + 1);
    EXPECT_THAT(fault_of(events), HasSubstr("Event 2 of counter is missing: event 3 follows event 1"));
}

TEST_F(Chain, a_missing_beginning_is_found) {
    events.erase(events.begin());
    EXPECT_THAT(fault_of(events), HasSubstr("Event 1 of counter is missing"));
}

TEST_F(Chain, swapped_and_repeated_events_are_found) {
    auto swapped = events;
    std::swap(swapped[1], swapped[2]);
    EXPECT_NE(fault_of(swapped), "");
    auto repeated = events;
    repeated.insert(repeated.begin() + 2, repeated[1]);
    EXPECT_NE(fault_of(repeated), "");
}

TEST_F(Chain, a_wrong_previous_digest_is_found) {
    auto changed = events[2].event;
    changed.previous[31] ^= 1U;
    events[2] = seal(changed);
    EXPECT_THAT(fault_of(events), HasSubstr("breaks at event 3"));
}

TEST_F(Chain, a_new_incarnation_begins_anew) {
    test::Kiosk reinstalled("counter", "i2");
    events.push_back(reinstalled.write(CodeRefused{}, 2000));
    events.push_back(reinstalled.write(CodeRefused{}, 2001));
    EXPECT_EQ(fault_of(events), "");
    auto changed = events[4].event;
    changed.previous = events[3].digest;
    events[4] = seal(changed);
    EXPECT_NE(fault_of(events), "") << "its first event has nothing before it";
}

TEST_F(Chain, a_refused_event_changes_nothing) {
    ChainVerifier verifier;
    ASSERT_TRUE(verifier.accept(events[0]).ok());
    ASSERT_FALSE(verifier.accept(events[2]).ok());
    EXPECT_EQ(verifier.last(), 1);
    EXPECT_TRUE(verifier.accept(events[1]).ok());
}

} // namespace
} // namespace guichet
