// The messages of the protocol: what one program writes the other reads, and nothing else is taken for one.

#include "kiosk/core/wire.hpp"

#include <gmock/gmock.h>

namespace guichet::wire {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

SealedEvent event(std::int64_t sequence, EventBody body = CodeRefused{}) {
    JournalEvent made;
    made.id = {"k1", "one", sequence};
    made.session = "saint-flour/2020-04-17";
    made.body = std::move(body);
    return seal(std::move(made));
}

TEST(Wire, BatchesComeBackAsTheyWere) {
    const Batch sent{"k1",
                     "one",
                     "saint-flour/2020-04-17",
                     {event(1, SessionOpened{"Comptoir « É »\n\"", "self"}), event(2)}};
    const auto received = parse_batch(encode(sent));
    ASSERT_TRUE(received.ok()) << received.error().english();
    EXPECT_EQ(received->device, "k1");
    EXPECT_EQ(received->incarnation, "one");
    EXPECT_EQ(received->session, sent.session);
    ASSERT_EQ(received->events.size(), 2U);
    for (std::size_t at = 0; at < 2; ++at) {
        EXPECT_EQ(received->events[at].bytes, sent.events[at].bytes);
        EXPECT_EQ(received->events[at].digest, sent.events[at].digest);
    }
}

TEST(Wire, CallsComeBackAsTheyWere) {
    const HelpCall call{"self-1", "Borne 1", 1'587'121'200'000, CallStanding::answered, "B0001"};
    EXPECT_EQ(parse_call(encode(call)).value(), call);
    const HelpCall bare{"self-1", "", 0, CallStanding::over, ""};
    EXPECT_EQ(parse_call(encode(bare)).value(), bare);
    PageToSend page;
    EXPECT_EQ(encode(page).find("calls"), std::string::npos) << "when nobody calls, a page is no longer";
    page.calls = {call, bare};
    EXPECT_EQ(parse_page(encode(page)).value().calls, page.calls);
    EXPECT_FALSE(parse_call(R"({"device":"../k","name":"","number":1,"standing":"calling"})").ok());
    EXPECT_FALSE(parse_call(R"({"device":"k","name":"","number":1,"standing":"shouting"})").ok());
    EXPECT_FALSE(parse_call(R"({"device":"k","name":"","number":1.5,"standing":"over"})").ok());
}

TEST(Wire, PagesComeBackAsTheyWere) {
    const auto page =
        parse_page(encode(PageToSend{{event(1).bytes}, 7, true, {{"k1", 3, false}, {"k2", 1, true}}, 4, {}}));
    ASSERT_TRUE(page.ok());
    EXPECT_EQ(page->events.at(0).bytes, event(1).bytes);
    EXPECT_EQ(page->cursor, 7);
    EXPECT_TRUE(page->more);
    EXPECT_THAT(page->kiosks, ElementsAre(KioskStanding{"k1", 3, false}, KioskStanding{"k2", 1, true}));
    EXPECT_EQ(page->manifest_revision, 4);
    EXPECT_EQ(parse_page(encode(PageToSend{})).value().manifest_revision, 0)
        << "a server of before does not tell it";
}

TEST(Wire, AnswersComeBackAsTheyWere) {
    const Acknowledgement acknowledgement{42, digest_of("head"), Instant{1'587'132'300'000}};
    EXPECT_EQ(parse_acknowledgement(encode(acknowledgement)).value(), acknowledgement);
    const Refusal gap{"gap", "send from 3 on", 3, std::nullopt};
    EXPECT_EQ(parse_refusal(encode(gap)).value(), gap);
    const Refusal fork{"fork", "two events", std::nullopt, 5};
    EXPECT_EQ(parse_refusal(encode(fork)).value(), fork);
    EXPECT_TRUE(parse_refusal(encode(Refusal{"bad_request", "\xFF is no letter", {}, {}})).ok());
}

TEST(Wire, MembersOfLaterVersionsArePassedOver) {
    const auto read = parse_acknowledgement(R"({"acked_seq":1,"head":")" + std::string(64, '0') +
                                            R"(","server_time":2,"weather":{"sky":"blue"}})");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->sequence, 1);
}

TEST(Wire, WhatIsNoMessageIsRefused) {
    for (const char* body : {"", "null", "[]", "{}", "{\"device\":1}", "\xFF"}) {
        EXPECT_FALSE(parse_batch(body).ok()) << body;
        EXPECT_FALSE(parse_page(body).ok()) << body;
        EXPECT_FALSE(parse_acknowledgement(body).ok()) << body;
        EXPECT_FALSE(parse_refusal(body).ok()) << body;
    }
    const std::string frame = R"({"device":"k1","incarnation":"one","session":"s","events":)";
    EXPECT_FALSE(parse_batch(frame + "{}}").ok());
    EXPECT_FALSE(parse_batch(frame + "[1]}").ok());
    EXPECT_THAT(parse_batch(frame + "[" + std::string(1'000'000, '[')).error().english(),
                HasSubstr("nested deeper"));
}

TEST(Wire, NumbersThatDoNotFitAreRefusedNotRounded) {
    const auto sequence = [](const std::string& number) {
        return parse_acknowledgement(R"({"acked_seq":)" + number + R"(,"head":")" + std::string(64, '0') +
                                     R"(","server_time":2})");
    };
    EXPECT_EQ(sequence("9223372036854775807")->sequence, 9223372036854775807);
    for (const char* number : {"9223372036854775808", "1e99", "1.5", "\"1\"", "true"})
        EXPECT_FALSE(sequence(number).ok()) << number;
}

TEST(Wire, AMessageHoldsNoMoreEventsThanAllowed) {
    std::vector<SealedEvent> many(most_events + 1, event(1));
    EXPECT_EQ(fitting_events(many), most_events);
    EXPECT_THAT(parse_batch(encode(Batch{"k1", "one", "s", many})).error().english(),
                HasSubstr("at most 500"));

    SealedEvent large = event(1);
    large.bytes.resize(most_event_bytes);
    EXPECT_EQ(fitting_events({large, event(2)}), 1U) << "a single event travels however large it is";
    EXPECT_EQ(fitting_events({event(1), large, event(3)}), 1U);
    EXPECT_EQ(fitting_events({}), 0U);
}

TEST(WirePaths, AreWrittenAndReadBack) {
    EXPECT_EQ(manifest_path("saint-flour/2020-04-17"), "/v1/sessions/saint-flour/2020-04-17/manifest");
    const auto target = parse_target(events_path("gare é/2020-04-17", "k 1&x=2", 12));
    ASSERT_TRUE(target.ok());
    EXPECT_THAT(target->segments, ElementsAre("v1", "sessions", "gare é", "2020-04-17", "events"));
    EXPECT_THAT(target->query, ElementsAre(Pair("device", "k 1&x=2"), Pair("after", "12")));
    EXPECT_EQ(target->parameter("after"), "12");
    EXPECT_EQ(target->parameter("before"), std::nullopt);
    EXPECT_THAT(parse_target(push_path("a/b"))->segments, ElementsAre("v1", "devices", "a/b", "events"));
}

TEST(WirePaths, ThatAreWrongAreRefused) {
    for (const char* target : {"", "healthz", "*", "/a%", "/a%4", "/a%zz", "/a%00", "/a?b=%0A"})
        EXPECT_FALSE(parse_target(target).ok()) << target;
}

TEST(WireNames, AreShortAndPlain) {
    EXPECT_TRUE(is_name("saint-flour_2.B"));
    for (const char* text : {"", ".", "..", "a/b", "a b", "é", "a~"})
        EXPECT_FALSE(is_name(text)) << text;
    EXPECT_FALSE(is_name(std::string(65, 'a')));
}

} // namespace
} // namespace guichet::wire
