#include "tests/unit/app/bench.hpp"

#include <gtest/gtest.h>

namespace guichet::app::test {
namespace {

class Identifying : public testing::Test {
protected:
    void SetUp() override { bench.open(); }

    /// The customers that a search finds.
    std::vector<std::string> found(const std::string& typed) {
        bench.send(ShowSearch{});
        bench.send(TypeText{typed});
        std::vector<std::string> ids;
        for (const auto* basket : bench.on_screen<Search>().found)
            ids.push_back(basket->id);
        return ids;
    }

    void expect_notice(const std::string& text, CodeFault fault) {
        bench.send(GoHome{});
        const auto before = bench.written<CodeRefused>().size();
        bench.send(CodeRead{text, Identification::camera});
        ASSERT_EQ(bench.screen(), "notice") << text;
        EXPECT_EQ(bench.on_screen<CodeNotice>().fault, fault) << text;
        ASSERT_EQ(bench.written<CodeRefused>().size(), before + 1) << text;
        EXPECT_EQ(bench.written<CodeRefused>().back().fault, fault) << text;
    }

    FakeServer server;
    Bench bench{server};
};

TEST_F(Identifying, a_code_that_brings_up_nothing_says_why_and_is_an_event) {
    expect_notice(code_of("B8").text(), CodeFault::unknown);
    expect_notice(code_of("B1").text().substr(0, 20), CodeFault::damaged);
    expect_notice("https://www.sncf.com/ticket", CodeFault::foreign);
    expect_notice(code_of("B9").text(), CodeFault::elsewhere);
    EXPECT_EQ(bench.on_screen<CodeNotice>().elsewhere->station_name, "Pierrefort");
    EXPECT_EQ(bench.on_screen<CodeNotice>().today, "2020-04-17");
    EXPECT_EQ(bench.state.ledger->incidents().size(), 1U) << "only the unknown code is one to settle";
}

TEST_F(Identifying, the_text_of_a_refused_code_is_not_kept) {
    expect_notice("https://example.org/secret", CodeFault::foreign);
    EXPECT_EQ(bench.disk.own_events.back().bytes.find("secret"), std::string::npos);
}

TEST_F(Identifying, a_code_that_the_camera_cannot_read_is_damaged) {
    bench.send(CodeUnreadable{});
    ASSERT_EQ(bench.screen(), "notice");
    EXPECT_EQ(bench.on_screen<CodeNotice>().fault, CodeFault::damaged);
    bench.scan("B1");
    bench.send(CodeUnreadable{});
    EXPECT_EQ(bench.screen(), "basket") << "a basket is not disturbed by it";
}

TEST_F(Identifying, a_notice_gives_way_to_a_good_code) {
    bench.send(CodeRead{"rubbish", Identification::camera});
    bench.scan("B1");
    EXPECT_EQ(bench.screen(), "basket");
}

TEST_F(Identifying, a_short_code_is_taken_when_it_is_whole) {
    const auto code = make_short_code(2);
    bench.send(ShowTypeCode{});
    bench.send(TypeText{"é" + code.substr(0, 4) + "-"});
    EXPECT_EQ(bench.on_screen<TypeCode>().typed, code.substr(0, 4));
    bench.send(EraseLetter{});
    bench.send(TypeText{code.substr(3, 1) + " " + code.substr(4)});
    ASSERT_EQ(bench.screen(), "basket");
    EXPECT_EQ(bench.on_screen<BasketWork>().basket->id, "B2");
    EXPECT_EQ(bench.on_screen<BasketWork>().identification, Identification::short_code);
}

TEST_F(Identifying, a_mistyped_short_code_stays_to_be_corrected) {
    auto code = make_short_code(2);
    code[1] = code[1] == '7' ? '8' : '7';
    bench.send(ShowTypeCode{});
    bench.send(TypeText{code});
    ASSERT_EQ(bench.screen(), "type-code");
    EXPECT_TRUE(bench.on_screen<TypeCode>().problem);
    bench.send(EraseLetter{});
    EXPECT_FALSE(bench.on_screen<TypeCode>().problem);
    EXPECT_TRUE(bench.written<CodeRefused>().empty());
}

TEST_F(Identifying, a_well_formed_short_code_of_nobody_is_unknown) {
    bench.send(ShowTypeCode{});
    bench.send(TypeText{make_short_code(777)});
    EXPECT_EQ(bench.on_screen<CodeNotice>().fault, CodeFault::unknown);
}

TEST_F(Identifying, the_search_knows_no_accents_capitals_or_dashes) {
    EXPECT_EQ(found("elo"), std::vector<std::string>{"B1"});
    EXPECT_EQ(found("ÉLODIE m"), std::vector<std::string>{"B1"});
    EXPECT_EQ(found("ZOE"), std::vector<std::string>{"B3"});
    EXPECT_EQ(found("jean marc"), std::vector<std::string>{"B2"});
    EXPECT_EQ(found("marc-l"), std::vector<std::string>{"B2"});
    EXPECT_EQ(found("1003"), std::vector<std::string>{"B2"});
    EXPECT_EQ(found(make_short_code(3)), std::vector<std::string>{"B3"});
    EXPECT_TRUE(found("odie").empty()) << "the beginning of a word is looked for";
    EXPECT_TRUE(found(" - ").empty());
    EXPECT_EQ(found("1").size(), 3U) << "all have an order that begins so";
    EXPECT_EQ(found("1 e"), std::vector<std::string>{"B1"});
}

TEST_F(Identifying, the_search_follows_each_letter) {
    EXPECT_TRUE(found("zz").empty());
    bench.send(EraseLetter{});
    EXPECT_EQ(bench.on_screen<Search>().found.size(), 1U);
    bench.send(EraseLetter{});
    EXPECT_TRUE(bench.on_screen<Search>().found.empty());
    bench.send(TypeText{"é"});
    bench.send(EraseLetter{});
    EXPECT_EQ(bench.on_screen<Search>().typed, "") << "a letter of two bytes goes whole";
}

TEST_F(Identifying, a_found_basket_is_chosen) {
    found("zoe");
    bench.send(ChooseBasket{"B3"});
    ASSERT_EQ(bench.screen(), "basket");
    EXPECT_EQ(bench.on_screen<BasketWork>().identification, Identification::name_search);
    bench.send(GoHome{});
    bench.send(ChooseBasket{"B3"});
    EXPECT_EQ(bench.screen(), "attract") << "only from the search";
}

TEST_F(Identifying, a_self_kiosk_has_no_search_and_no_volunteer_s_screens) {
    Bench self(server, Mode::self, "self");
    self.open();
    self.send(ShowSearch{});
    self.send(ShowStaff{});
    self.send(ShowClosing{});
    EXPECT_EQ(self.screen(), "attract");
}

TEST_F(Identifying, no_code_is_read_before_the_opening) {
    Bench closed(server, Mode::counter, "other");
    server.reachable = false;
    closed.disk.manifest = stored(manifest());
    closed.restart();
    ASSERT_EQ(closed.screen(), "waiting");
    closed.scan("B1");
    closed.send(ShowTypeCode{});
    EXPECT_EQ(closed.screen(), "waiting");
    EXPECT_TRUE(closed.disk.own_events.empty());
}

} // namespace
} // namespace guichet::app::test
