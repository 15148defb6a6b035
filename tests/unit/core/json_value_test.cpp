// JSON from outside: what is taken of it, and what is refused.

#include "kiosk/core/json_value.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <limits>

namespace guichet {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// What a text, or the reading of it, is refused for; empty: it is not.
template <typename Read>
std::string fault_of(std::string_view text, const Read& read) {
    try {
        const JsonText parsed(text);
        read(parsed.root());
        return {};
    } catch (const JsonFault& fault) {
        return fault.what;
    }
}

std::string fault_of(std::string_view text) {
    return fault_of(text, [](JsonValue) {});
}

std::string nested(std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
}

TEST(JsonValue, gives_what_stands_there) {
    const JsonText parsed(R"({"name":"Œufs","count":7,"cold":true,"producers":["A","B"],"line":{"n":-3}})");
    const auto value = parsed.root();
    EXPECT_EQ(value.at("name").text(), "Œufs");
    EXPECT_EQ(value.at("count").whole<int>(), 7);
    EXPECT_TRUE(value.at("cold").flag());
    EXPECT_THAT(value.at("producers").texts(), ElementsAre("A", "B"));
    EXPECT_EQ(value.at("line").at("n").whole<std::int64_t>(), -3);
    EXPECT_FALSE(value.find("price").has_value());
    EXPECT_EQ(value.text_or("name"), "Œufs");
    EXPECT_EQ(value.text_or("price", "none"), "none");
    EXPECT_TRUE(value.flag_or("cold", false));
    EXPECT_TRUE(value.flag_or("warm", true));
}

TEST(JsonValue, of_members_with_one_name_the_last_holds) {
    EXPECT_EQ(JsonText(R"({"a":1,"a":2})").root().at("a").whole<int>(), 2);
}

TEST(JsonValue, what_is_of_another_kind_is_refused_and_shown) {
    EXPECT_THAT(fault_of("{}", [](JsonValue value) { static_cast<void>(value.at("order")); }),
                HasSubstr("“order” is missing"));
    EXPECT_THAT(fault_of("[]", [](JsonValue value) { static_cast<void>(value.at("order")); }),
                HasSubstr("[] has no members"));
    EXPECT_THAT(fault_of("7", [](JsonValue value) { static_cast<void>(value.text()); }),
                HasSubstr("7 is no"));
    EXPECT_THAT(fault_of("\"x\"", [](JsonValue value) { static_cast<void>(value.flag()); }),
                HasSubstr("\"x\" is neither"));
    EXPECT_THAT(fault_of("{}", [](JsonValue value) { static_cast<void>(value.list()); }),
                HasSubstr("is no list"));
    const auto shown = fault_of("\"" + std::string(100, 'a') + "é\"",
                                [](JsonValue value) { static_cast<void>(value.flag()); });
    EXPECT_LT(shown.size(), 80U) << shown;
}

TEST(JsonValue, a_number_that_does_not_fit_is_refused) {
    for (const auto* text : {"1.5", "1e99", "300", "-1", "\"7\"", "null", "18446744073709551616"})
        EXPECT_THAT(fault_of(text, [](JsonValue value) { static_cast<void>(value.whole<std::uint8_t>()); }),
                    HasSubstr("no number that fits"))
            << text;
    EXPECT_EQ(JsonText("18446744073709551615").root().whole<std::uint64_t>(), ~std::uint64_t{0});
    EXPECT_EQ(JsonText("-9223372036854775808").root().whole<std::int64_t>(),
              std::numeric_limits<std::int64_t>::min());
}

TEST(JsonText, what_is_no_json_is_refused_with_its_place) {
    for (const auto* text : {"", " ", "{", "{}x", "[1,]", "{\"a\":}", "'a'", "nul", "\"\xC3\x28\"",
                             "\"\xC0\xAF\"", "\"\\ud800\"", "\"a\nb\"", "// a\n1", "01", "NaN"})
        EXPECT_THAT(fault_of(text), HasSubstr("byte ")) << text;
    EXPECT_THAT(fault_of(R"({"a":1,"b":x})"), HasSubstr("byte 11"));
}

TEST(JsonText, what_is_nested_too_deep_is_refused) {
    EXPECT_EQ(fault_of(nested(JsonText::deepest)), "");
    EXPECT_THAT(fault_of(nested(JsonText::deepest + 1)), HasSubstr("deeper than 32"));
    EXPECT_THAT(fault_of(std::string(1'000'000, '[')), HasSubstr("deeper than 32"));
}

TEST(CanonicalText, has_sorted_members_and_no_blanks) {
    EXPECT_EQ(
        JsonText("{ \"b\" : [ 1, null , true ], \"a\" : { \"z\": \"\\u00e9\\u000b\\n\\/\" , \"é\": -7 } }")
            .root()
            .canonical_text(),
        "{\"a\":{\"z\":\"é\\u000b\\n/\",\"é\":-7},\"b\":[1,null,true]}");
}

TEST(CanonicalText, holds_whole_numbers_only) {
    for (const auto* text : {"1.5", "[1e2]", R"({"a":18446744073709551616})"})
        EXPECT_THAT(fault_of(text, [](JsonValue value) { static_cast<void>(value.canonical_text()); }),
                    HasSubstr("fraction"))
            << text;
}

/// Any JSON of so many levels, its members in any order.
nlohmann::ordered_json any_json(int levels) {
    switch (*rc::gen::inRange(0, levels > 0 ? 6 : 4)) {
    case 0: return *rc::gen::arbitrary<std::int64_t>();
    case 1: return *rc::gen::arbitrary<bool>();
    case 2: return nullptr;
    case 3: {
        std::string text = *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
        return text + *rc::gen::element<std::string>("", "é", "€", "🧺", "\x7F", "\"\\/");
    }
    case 4: {
        auto list = nlohmann::ordered_json::array();
        for (int count = *rc::gen::inRange(0, 4); count > 0; --count)
            list.push_back(any_json(levels - 1));
        return list;
    }
    default: {
        auto object = nlohmann::ordered_json::object();
        for (int count = *rc::gen::inRange(0, 5); count > 0; --count)
            object[*rc::gen::element<std::string>("a", "b", "ab", "é", "Z", "", "a\n")] =
                any_json(levels - 1);
        return object;
    }
    }
}

// The two libraries, one of which writes what the other one reads, agree about every text.
RC_GTEST_PROP(CanonicalText, is_what_the_writing_library_writes, ()) {
    const auto text = any_json(4).dump(*rc::gen::inRange(-1, 3), ' ', *rc::gen::arbitrary<bool>());
    RC_ASSERT(JsonText(text).root().canonical_text() == nlohmann::json::parse(text).dump());
}

} // namespace
} // namespace guichet
