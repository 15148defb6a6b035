#include "kiosk/core/format.hpp"

#include <gtest/gtest.h>

namespace guichet {
namespace {

/// French by its rules alone: sentences stay as they are, but for two names.
class FrenchRules final : public Texts {
public:
    [[nodiscard]] std::string get(std::string_view text) const override {
        return text == "Friday" ? "vendredi" : text == "May" ? "mai" : std::string(text);
    }
    [[nodiscard]] std::string plural(std::string_view one, std::string_view many,
                                     std::int64_t count) const override {
        return std::string(count < 2 ? one : many);
    }
    [[nodiscard]] std::string language() const override { return "fr"; }
};

const EnglishTexts english;
const FrenchRules french;

TEST(FormatMoney, has_two_decimals_in_both_languages) {
    EXPECT_EQ(format_money({1250}, french), "12,50\u00a0€");
    EXPECT_EQ(format_money({1250}, english), "€12.50");
    EXPECT_EQ(format_money({5}, french), "0,05\u00a0€");
    EXPECT_EQ(format_money({0}, english), "€0.00");
}

TEST(FormatMoney, sets_thousands_apart) {
    EXPECT_EQ(format_money({99'999}, french), "999,99\u00a0€");
    EXPECT_EQ(format_money({123'456'789}, french), "1\u00a0234\u00a0567,89\u00a0€");
    EXPECT_EQ(format_money({123'456'789}, english), "€1,234,567.89");
}

TEST(FormatMoney, below_zero_has_a_minus_sign_in_front) {
    EXPECT_EQ(format_money({-5}, french), "−0,05\u00a0€");
    EXPECT_EQ(format_money({-123'456}, english), "−€1,234.56");
}

TEST(FormatQuantity, pieces_have_no_unit) {
    EXPECT_EQ(format_quantity({3, Unit::piece}, french), "3");
    EXPECT_EQ(format_quantity({10'000, Unit::piece}, french), "10\u00a0000");
    EXPECT_EQ(format_quantity({10'000, Unit::piece}, english), "10,000");
}

TEST(FormatQuantity, weights_are_in_grams_below_a_kilogram) {
    EXPECT_EQ(format_quantity({450, Unit::kilogram}, french), "450\u00a0g");
    EXPECT_EQ(format_quantity({999, Unit::gram}, english), "999\u00a0g");
    EXPECT_EQ(format_quantity({1000, Unit::gram}, english), "1\u00a0kg");
    EXPECT_EQ(format_quantity({1250, Unit::kilogram}, french), "1,25\u00a0kg");
    EXPECT_EQ(format_quantity({1005, Unit::kilogram}, english), "1.005\u00a0kg");
}

TEST(FormatDate, names_the_weekday_and_the_month) {
    EXPECT_EQ(format_date({2020, 4, 17, 9, 30}, english), "Friday 17 April 2020");
    EXPECT_EQ(format_date({2020, 2, 29, 0, 0}, english), "Saturday 29 February 2020");
    EXPECT_EQ(format_date({2019, 12, 31, 0, 0}, english), "Tuesday 31 December 2019");
    EXPECT_EQ(format_date({2021, 1, 1, 0, 0}, english), "Friday 1 January 2021");
}

TEST(FormatDate, the_first_of_a_month_is_1er_in_french_only) {
    EXPECT_EQ(format_date({2020, 5, 1, 0, 0}, french), "vendredi 1er mai 2020");
    EXPECT_EQ(format_date({2020, 5, 1, 0, 0}, english), "Friday 1 May 2020");
}

TEST(FormatTime, is_with_h_in_french) {
    EXPECT_EQ(format_time({2020, 4, 17, 14, 5}, french), "14\u00a0h\u00a005");
    EXPECT_EQ(format_time({2020, 4, 17, 9, 0}, french), "9\u00a0h\u00a000");
    EXPECT_EQ(format_time({2020, 4, 17, 9, 5}, english), "09:05");
    EXPECT_EQ(format_date_time_short({2020, 4, 7, 9, 5}), "07/04/2020 09:05");
}

} // namespace
} // namespace guichet
