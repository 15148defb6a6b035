#include "kiosk/core/order.hpp"

#include <gtest/gtest.h>

namespace guichet {
namespace {

TEST(Price, pieces_and_grams_are_multiplied) {
    EXPECT_EQ(price_of({3, Unit::piece}, {450}), Money{1350});
    EXPECT_EQ(price_of({500, Unit::gram}, {2}), Money{1000});
}

TEST(Price, of_a_weight_in_kilograms_is_rounded_half_up_to_the_cent) {
    EXPECT_EQ(price_of({1000, Unit::kilogram}, {1690}), Money{1690});
    EXPECT_EQ(price_of({1250, Unit::kilogram}, {1690}), Money{2113}); // 21.125 €
    EXPECT_EQ(price_of({333, Unit::kilogram}, {100}), Money{33});     // 0.333 €
    EXPECT_EQ(price_of({1, Unit::kilogram}, {500}), Money{1});        // 0.005 €
    EXPECT_EQ(price_of({1, Unit::kilogram}, {499}), Money{0});
    EXPECT_EQ(price_of({1, Unit::kilogram}, {0}), Money{0});
}

TEST(Price, the_largest_allowed_amounts_fit) {
    EXPECT_EQ(price_of({1'000'000, Unit::kilogram}, {1'000'000}), Money{1'000'000'000});
    EXPECT_EQ(price_of({1'000'000, Unit::gram}, {1'000'000}), Money{1'000'000'000'000});
}

TEST(Money, adds_and_subtracts_below_zero) {
    Money sum{250};
    sum += {100};
    EXPECT_EQ(sum, Money{350});
    EXPECT_EQ(Money{100} - Money{250}, Money{-150});
    EXPECT_LT(Money{-1}, Money{0});
}

TEST(Words, are_read_back_and_others_refused) {
    for (const auto unit : {Unit::piece, Unit::kilogram, Unit::gram})
        EXPECT_EQ(*unit_of(word(unit)), unit);
    for (const auto storage : {StorageClass::ambient, StorageClass::chilled, StorageClass::frozen})
        EXPECT_EQ(*storage_class_of(word(storage)), storage);
    const auto refused = unit_of("stone");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().english(), "“stone” is no unit.");
}

TEST(Fill, leaves_a_place_without_argument_as_it_is) {
    EXPECT_EQ(fill("{1} before {0}, {2}", {"a", "{1}"}), "{1} before a, {2}");
}

} // namespace
} // namespace guichet
