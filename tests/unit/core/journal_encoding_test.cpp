#include "tests/unit/core/fixtures.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace guichet {
namespace {

using testing::HasSubstr;

JournalEvent event_with(EventBody body) {
    return test::Kiosk("counter").write(std::move(body), 1'587'132'300'000).event;
}

HandOver every_outcome() {
    return {"B1",
            Identification::short_code,
            Actor::customer,
            {{{"1001", 1}, Outcome::collected, 0, RefusalReason::not_wanted},
             {{"1001", 2}, Outcome::short_, 750, RefusalReason::not_wanted},
             {{"1002", 1}, Outcome::missing, 0, RefusalReason::not_wanted},
             {{"1002", 2}, Outcome::refused, 0, RefusalReason::expired},
             {{"1002", 3}, Outcome::substituted, 0, RefusalReason::not_wanted}}};
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return text.replace(at, what.size(), with);
}

TEST(JournalEncoding, its_bytes_never_change) {
    EXPECT_EQ(
        canonical(event_with(every_outcome())),
        R"({"boot":1,"device":"counter","hlc":"1587132300000.00000","incarnation":"i1","manifest_rev":3,)"
        R"("payload":{"actor":"customer","basket":"B1","identification":"short_code","lines":[)"
        R"({"line":1,"order":"1001","outcome":"collected"},)"
        R"({"amount":750,"line":2,"order":"1001","outcome":"short"},)"
        R"({"line":1,"order":"1002","outcome":"missing"},)"
        R"({"line":2,"order":"1002","outcome":"refused","reason":"expired"},)"
        R"({"line":3,"order":"1002","outcome":"substituted"}]},)"
        R"("prev_hash":"0000000000000000000000000000000000000000000000000000000000000000",)"
        R"("seq":1,"session":"saint-flour/2020-04-17","type":"hand_over","v":1})");
}

TEST(JournalEncoding, what_was_ordered_what_is_settled_and_how_wrong_a_clock_is_survive) {
    auto done = every_outcome();
    done.lines[0].ordered = 3;
    const auto lines = canonical(event_with(done));
    EXPECT_THAT(lines, HasSubstr(R"({"line":1,"order":"1001","ordered":3,"outcome":"collected"})"));
    EXPECT_EQ(std::get<HandOver>(parse_journal_event(lines)->body).lines, done.lines);
    const auto settled =
        canonical(event_with(IncidentSettled{{"self", "i7", 42}, Resolution::no_action, "", "3f2a"}));
    EXPECT_EQ(std::get<IncidentSettled>(parse_journal_event(settled)->body).about, "3f2a");
    for (const std::int64_t offset : {720'000, -720'000}) {
        const auto clock = canonical(event_with(ClockError{offset}));
        EXPECT_EQ(std::get<ClockError>(parse_journal_event(clock)->body).offset, offset);
    }
}

TEST(JournalEncoding, who_did_it_stands_in_the_payload_where_it_is_known) {
    const std::string by = R"("by":"U7F3K2")";
    const auto without = event_with(SessionOpened{"Guichet", "counter"});
    EXPECT_EQ(canonical(without).find("\"by\""), std::string::npos);
    for (const EventBody& body :
         {EventBody(SessionOpened{"Guichet", "counter", "U7F3K2"}),
          EventBody(HandOver{"B1", Identification::camera, Actor::volunteer, {}, "", "U7F3K2"}),
          EventBody(HandOverUndone{"B1", {"self", "i7", 42}, UndoReason::wrong_tap, "U7F3K2"}),
          EventBody(SessionClosed{12, 3, 4, "U7F3K2"}),
          EventBody(IncidentSettled{{"self", "i7", 42}, Resolution::refund_due, "U7F3K2"}),
          EventBody(ClosingForced{{"self"}, "U7F3K2"})}) {
        const auto written = canonical(event_with(body));
        EXPECT_THAT(written, HasSubstr(by));
        const auto read = parse_journal_event(written);
        ASSERT_TRUE(read.ok()) << read.error().english();
        EXPECT_EQ(canonical(*read), written);
        const auto older = parse_journal_event(replaced(written, by, R"("with":"something newer")"));
        ASSERT_TRUE(older.ok()) << "lines of other versions are read";
    }
}

TEST(JournalEncoding, an_opening_repeats_the_organisers_nonce) {
    EXPECT_EQ(canonical(event_with(SessionOpened{"Guichet", "counter"})).find("nonce"), std::string::npos);
    const auto written = canonical(event_with(SessionOpened{"Guichet", "counter", "", "00ff12"}));
    EXPECT_THAT(written, HasSubstr(R"("nonce":"00ff12")"));
    EXPECT_EQ(std::get<SessionOpened>(parse_journal_event(written)->body).nonce, "00ff12");
}

TEST(JournalEncoding, a_settled_incident_names_what_raised_it) {
    EXPECT_THAT(
        canonical(event_with(IncidentSettled{{"self", "i7", 42}, Resolution::refund_due, ""})),
        HasSubstr(R"("payload":{"device":"self","incarnation":"i7","resolution":"refund_due","seq":42})"));
}

TEST(JournalEncoding, each_body_is_read_back) {
    const EventBody bodies[] = {SessionOpened{"Guichet 1 – été", "counter"},
                                every_outcome(),
                                HandOverUndone{"B1", {"self", "i7", 42}, UndoReason::wrong_customer},
                                HandOver{"B1", Identification::proxy, Actor::customer, {}, "P0003"},
                                CodeRefused{CodeFault::elsewhere},
                                CodeRefused{CodeFault::revoked},
                                ReceiptPrinted{"receipt-1", true, false},
                                ReceiptLost{"receipt-2"},
                                SessionClosed{12, 3, 4},
                                SessionOpened{"Guichet", "counter", "U7F3K2"},
                                HandOver{"B1", Identification::camera, Actor::volunteer, {}, "", "U7F3K2"},
                                HandOverUndone{"B1", {"self", "i7", 42}, UndoReason::wrong_tap, "U7F3K2"},
                                SessionClosed{12, 3, 4, "U7F3K2"},
                                IncidentSettled{{"self", "i7", 42}, Resolution::refund_due, "U7F3K2"},
                                ClosingForced{{"self", "other"}, "U7F3K2"}};
    for (const auto& body : bodies) {
        const auto event = event_with(body);
        const auto read = parse_journal_event(canonical(event));
        ASSERT_TRUE(read.ok()) << read.error().english();
        EXPECT_EQ(read->body.index(), body.index());
        EXPECT_EQ(read->id, event.id);
        EXPECT_EQ(read->time, event.time);
        EXPECT_EQ(canonical(*read), canonical(event)) << "nothing was lost on the way";
    }
}

TEST(JournalEncoding, a_proxy_is_named_by_its_number) {
    const auto bytes =
        canonical(event_with(HandOver{"B1", Identification::proxy, Actor::volunteer, {}, "P0003"}));
    EXPECT_THAT(bytes, HasSubstr(R"("identification":"proxy","lines":[],"proxy":"P0003")"));
    EXPECT_EQ(std::get<HandOver>(parse_journal_event(bytes)->body).proxy, "P0003");
}

RC_GTEST_PROP(JournalEncoding, any_text_is_read_back, ()) {
    const auto text = *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
    auto event = event_with(SessionOpened{text, text});
    event.id.device = text;
    event.previous = digest_of(text);
    const auto read = parse_journal_event(canonical(event));
    RC_ASSERT(read.ok());
    RC_ASSERT(std::get<SessionOpened>(read->body).kiosk_name == text);
    RC_ASSERT(read->previous == event.previous);
    RC_ASSERT(canonical(*read) == canonical(event));
}

TEST(JournalEncoding, an_unknown_type_is_kept_as_its_bytes) {
    const auto bytes = replaced(canonical(event_with(CodeRefused{})), "code_refused", "weighed_by_drone");
    const auto sealed = unseal(bytes);
    ASSERT_TRUE(sealed.ok()) << sealed.error().english();
    EXPECT_TRUE(std::holds_alternative<UnknownBody>(sealed->event.body));
    EXPECT_EQ(sealed->bytes, bytes);
    EXPECT_EQ(sealed->digest, digest_of(bytes));
}

TEST(JournalEncoding, unknown_members_are_passed_over_and_kept) {
    auto bytes =
        replaced(canonical(event_with(every_outcome())), R"("boot":1)", R"("boot":1,"colour":"red")");
    bytes = replaced(bytes, R"("actor")", R"("glove":[1,{"a":2.5}],"actor")");
    const auto sealed = unseal(bytes);
    ASSERT_TRUE(sealed.ok()) << sealed.error().english();
    EXPECT_EQ(std::get<HandOver>(sealed->event.body).lines, every_outcome().lines);
    EXPECT_EQ(sealed->bytes, bytes);
}

TEST(JournalEncoding, a_later_version_says_so) {
    const auto read =
        parse_journal_event(replaced(canonical(event_with(CodeRefused{})), R"("v":1)", R"("v":2)"));
    ASSERT_FALSE(read.ok());
    EXPECT_THAT(read.error().english(), HasSubstr("version 2"));
    EXPECT_THAT(read.error().english(), HasSubstr("Update the program"));
}

TEST(JournalEncoding, what_is_no_event_is_refused) {
    const auto good = canonical(event_with(every_outcome()));
    for (const auto& bytes : {std::string(),
                              std::string("null"),
                              std::string("[]"),
                              std::string("{}"),
                              good.substr(0, good.size() - 1),
                              good + "x",
                              replaced(good, R"("seq":1)", R"("seq":0)"),
                              replaced(good, R"("seq":1)", R"("seq":"1")"),
                              replaced(good, R"("seq":1)", R"("seq":1.5)"),
                              replaced(good, R"("seq":1)", R"("seq":1e300)"),
                              replaced(good, R"("seq":1)", R"("seq":true)"),
                              replaced(good, R"("seq":1)", R"("seq":18446744073709551615)"),
                              replaced(good, R"("line":1)", R"("line":4294967297)"),
                              replaced(good, R"("amount":750)", R"("amount":0.5)"),
                              replaced(good, "1587132300000.00000", "yesterday"),
                              replaced(good, "\"missing\"", "\"eaten\""),
                              replaced(good, "\"expired\"", "\"ugly\""),
                              replaced(good, "\"customer\"", "\"dog\""),
                              replaced(good, R"("prev_hash":"0)", R"("prev_hash":"g)"),
                              replaced(good, "\"lines\":[", "\"lines\":[7,"),
                              replaced(good, "\"B1\"", "\"B\xff\"")})
        EXPECT_FALSE(parse_journal_event(bytes).ok()) << bytes;
}

RC_GTEST_PROP(JournalEncoding, damage_anywhere_does_no_harm, ()) {
    static const auto good = canonical(event_with(every_outcome()));
    auto bytes = good;
    bytes.at(*rc::gen::inRange<std::size_t>(0, good.size())) = *rc::gen::arbitrary<char>();
    const auto read = unseal(bytes);
    if (read.ok())
        RC_ASSERT(read->bytes == bytes);
}

} // namespace
} // namespace guichet
