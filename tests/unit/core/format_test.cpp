#include "kiosk/core/format.hpp"

#include <gtest/gtest.h>

#include <map>

namespace guichet {
namespace {

/// A language by its patterns alone.
class Patterns final : public Texts {
public:
    Patterns(std::string language, std::map<std::string, std::string> texts)
        : language_(std::move(language)), texts_(std::move(texts)) {}

    [[nodiscard]] std::string get(std::string_view text) const override {
        const auto found = texts_.find(std::string(text));
        return found != texts_.end() ? found->second : std::string(text);
    }
    [[nodiscard]] std::string plural(std::string_view one, std::string_view many,
                                     std::int64_t count) const override {
        return std::string(count < 2 ? one : many);
    }
    [[nodiscard]] std::string language() const override { return language_; }

private:
    std::string language_;
    std::map<std::string, std::string> texts_;
};

const EnglishTexts english;
const Patterns french("fr", {{"1,000", "1\u00a0000"},
                             {"€{whole}.{cents}", "{whole},{cents}\u00a0€"},
                             {"{whole}.{decimals}\u00a0kg", "{whole},{decimals}\u00a0kg"},
                             {"{weekday} 1 {month} {year}", "{weekday} 1er {month} {year}"},
                             {"{hour00}:{minute}", "{hour}\u00a0h\u00a0{minute}"},
                             {"Friday", "vendredi"},
                             {"April", "avril"},
                             {"May", "mai"}});
const Patterns german("de",
                      {{"1,000", "1.000"},
                       {"€{whole}.{cents}", "{whole},{cents}\u00a0€"},
                       {"{whole}.{decimals}\u00a0kg", "{whole},{decimals}\u00a0kg"},
                       {"{weekday} 1 {month} {year}", "{weekday}, 1. {month} {year}"},
                       {"{weekday} {day} {month} {year}", "{weekday}, {day}. {month} {year}"},
                       {"{hour00}:{minute}", "{hour}:{minute}\u00a0Uhr"},
                       {"{day}/{month}/{year} {hour00}:{minute}", "{day}.{month}.{year} {hour}:{minute}"},
                       {"Friday", "Freitag"}});
const Patterns spanish("es", {{"{weekday} 1 {month} {year}", "{weekday}, 1 de {month} de {year}"},
                              {"{weekday} {day} {month} {year}", "{weekday}, {day} de {month} de {year}"},
                              {"{hour00}:{minute}", "{hour}:{minute}"},
                              {"Friday", "viernes"},
                              {"April", "abril"}});
const Patterns of_twelve_hours("us", {{"{hour00}:{minute}", "{hour12}:{minute}\u00a0{half}"}});

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
    EXPECT_EQ(format_date_time_short({2020, 4, 7, 9, 5}, french), "07/04/2020 09:05");
}

TEST(Format, each_language_writes_in_its_own_way_by_its_catalogue_alone) {
    EXPECT_EQ(format_money({123'456}, german), "1.234,56\u00a0€");
    EXPECT_EQ(format_quantity({1'200, Unit::kilogram}, german), "1,2\u00a0kg");
    EXPECT_EQ(format_date({2020, 4, 17, 0, 0}, german), "Freitag, 17. April 2020");
    EXPECT_EQ(format_date({2020, 5, 1, 0, 0}, german), "Freitag, 1. May 2020");
    EXPECT_EQ(format_time({2020, 4, 17, 15, 5}, german), "15:05\u00a0Uhr");
    EXPECT_EQ(format_date_time_short({2020, 4, 7, 9, 5}, german), "07.04.2020 9:05");
    EXPECT_EQ(format_date({2020, 4, 17, 0, 0}, spanish), "viernes, 17 de abril de 2020");
    EXPECT_EQ(format_time({2020, 4, 17, 9, 5}, spanish), "9:05");
}

TEST(Format, a_day_may_have_two_halves) {
    EXPECT_EQ(format_time({2020, 4, 17, 0, 5}, of_twelve_hours), "12:05\u00a0am");
    EXPECT_EQ(format_time({2020, 4, 17, 12, 5}, of_twelve_hours), "12:05\u00a0pm");
    EXPECT_EQ(format_time({2020, 4, 17, 15, 5}, of_twelve_hours), "3:05\u00a0pm");
}

TEST(Format, a_pattern_that_is_no_pattern_harms_nothing) {
    const Patterns odd("xx", {{"1,000", "mille"}, {"€{whole}.{cents}", "{whole {cents}} {"}});
    EXPECT_EQ(format_money({123'456}, odd), "{whole 56} {");
    EXPECT_EQ(format_quantity({1'000, Unit::piece}, odd), "1,000");
}

} // namespace
} // namespace guichet
