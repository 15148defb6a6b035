#pragma once
// How much of a product: whole pieces, or grams. The price of a line is for one of the unit it was sold in.

#include "kiosk/core/money.hpp"

#include <compare>
#include <cstdint>

namespace guichet {

/// The unit a product is sold and priced in.
enum class Unit : std::uint8_t { piece, kilogram, gram };

/// An amount in the smallest step of its unit: pieces for `piece`, grams for `kilogram` and `gram`.
struct Quantity {
    std::int64_t amount = 0;
    Unit unit = Unit::piece;

    [[nodiscard]] constexpr bool weighed() const { return unit != Unit::piece; }
    friend constexpr bool operator==(Quantity, Quantity) = default;
};

/// The price of a quantity at a price for one piece, kilogram or gram; half cents are rounded up.
[[nodiscard]] constexpr Money price_of(Quantity quantity, Money unit_price) {
    const std::int64_t cents = quantity.amount * unit_price.cents;
    return {quantity.unit == Unit::kilogram ? (cents + 500) / 1000 : cents};
}

} // namespace guichet
