#include "kiosk/core/pickup_code.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace guichet {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

PickupCode any_code() {
    PickupCode code;
    for (auto& byte : code.bytes)
        byte = *rc::gen::arbitrary<std::uint8_t>();
    return code;
}

template <typename Kind>
bool is(std::string_view text) {
    return std::holds_alternative<Kind>(read_code(text));
}

bool is_code(std::string_view text, const PickupCode& code) {
    const auto read = read_code(text);
    return std::holds_alternative<PickupCode>(read) && std::get<PickupCode>(read) == code;
}

/// As careless hands and readers write it.
std::string careless(std::string text) {
    for (char& letter : text) {
        if (letter == '0' && *rc::gen::arbitrary<bool>())
            letter = 'O';
        if (letter == '1' && *rc::gen::arbitrary<bool>())
            letter = *rc::gen::element('I', 'L');
        if (letter >= 'A' && letter <= 'Z' && *rc::gen::arbitrary<bool>())
            letter = static_cast<char>(letter - 'A' + 'a');
    }
    return text;
}

RC_GTEST_PROP(PickupCode, its_text_is_read_back, ()) {
    const auto code = any_code();
    RC_ASSERT(code.text().size() == 30U);
    RC_ASSERT(is_code(code.text(), code));
}

RC_GTEST_PROP(PickupCode, small_letters_look_alikes_and_blanks_around_do_no_harm, ()) {
    const auto code = any_code();
    const auto text = code.text();
    RC_ASSERT(is_code(" \t" + text.substr(0, 4) + careless(text.substr(4)) + "\r\n", code));
    RC_ASSERT(is_code("gu1:" + text.substr(4), code));
}

RC_GTEST_PROP(PickupCode, cut_off_or_lengthened_it_is_damaged, ()) {
    const auto text = any_code().text();
    const auto length = *rc::gen::inRange<std::size_t>(3, text.size());
    RC_ASSERT(is<DamagedCode>(text.substr(0, length)));
    RC_ASSERT(is<DamagedCode>(text + "0"));
}

RC_GTEST_PROP(PickupCode, whatever_is_read_is_told_without_harm, ()) {
    const auto text = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    (void)read_code(text);
    (void)read_code("GU1:" + text);
    RC_ASSERT(!is<PickupCode>(text) || text.size() >= 30U);
}

TEST(PickupCode, has_the_written_form_of_the_contract) {
    PickupCode code;
    for (std::size_t at = 0; at < code.bytes.size(); ++at)
        code.bytes.at(at) = static_cast<std::uint8_t>(at * 17);
    EXPECT_EQ(code.text(), "GU1:008J4CT4ANK7F24SNAXWSQFEZW");
    EXPECT_NE(code.digest(), PickupCode{}.digest());
}

TEST(PickupCode, ours_but_wrong_is_damaged) {
    const std::string good = PickupCode{}.text();
    for (std::string text :
         {std::string("GU1"), std::string("GU1:"), std::string("GU1;0000000000000000000000000"),
          good.substr(0, 29) + "U", good.substr(0, 29) + "1", "GU2" + good.substr(3)})
        EXPECT_TRUE(is<DamagedCode>(text)) << text;
}

TEST(PickupCode, what_others_make_is_foreign) {
    for (const auto* text :
         {"", " ", "G", "GU", "https://drive.example/GU1:0000", "SNCF:TICKET", "Guichet", "4006381333931"})
        EXPECT_TRUE(is<ForeignCode>(text)) << text;
}

RC_GTEST_PROP(ShortCode, is_read_back_as_people_type_it, ()) {
    const auto code = make_short_code(*rc::gen::arbitrary<std::uint64_t>());
    RC_ASSERT(code.size() == short_code_length);
    RC_ASSERT(*read_short_code(code) == code);
    RC_ASSERT(*read_short_code(careless(show_short_code(code))) == code);
    RC_ASSERT(*read_short_code(" " + code.substr(0, 3) + " - " + code.substr(3) + " ") == code);
}

RC_GTEST_PROP(ShortCode, every_single_wrong_letter_is_found, ()) {
    const auto code = make_short_code(*rc::gen::arbitrary<std::uint64_t>());
    for (std::size_t at = 0; at < code.size(); ++at)
        for (const char letter : alphabet) {
            auto wrong = code;
            wrong[at] = letter;
            RC_ASSERT(read_short_code(wrong).ok() == (wrong == code));
        }
}

RC_GTEST_PROP(ShortCode, every_exchange_of_two_letters_is_found, ()) {
    const auto code = make_short_code(*rc::gen::arbitrary<std::uint64_t>());
    for (std::size_t left = 0; left < code.size(); ++left)
        for (std::size_t right = left + 1; right < code.size(); ++right) {
            auto wrong = code;
            std::swap(wrong[left], wrong[right]);
            RC_ASSERT(read_short_code(wrong).ok() == (wrong == code));
        }
}

TEST(ShortCode, only_35_bits_count) {
    EXPECT_EQ(make_short_code(5), make_short_code(5 + (1ULL << 35)));
    EXPECT_NE(make_short_code(5), make_short_code(5 + (1ULL << 34)));
    EXPECT_EQ(show_short_code("ABCDEFGH"), "ABCD-EFGH");
}

TEST(ShortCode, says_what_is_wrong) {
    EXPECT_EQ(read_short_code("ABC").error().english(),
              "A short code has 8 letters and digits; 3 were typed.");
    EXPECT_THAT(read_short_code("ABCDEFGU").error().english(), testing::HasSubstr("“U”"));
    EXPECT_THAT(read_short_code("ABCé").error().english(), testing::HasSubstr("“é”"));
    EXPECT_THAT(read_short_code("").error().english(), testing::HasSubstr("0 were typed"));
}

} // namespace
} // namespace guichet
