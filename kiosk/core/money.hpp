#pragma once
// Money is whole euro cents, tax included; there is no other currency at the drive.

#include <compare>
#include <cstdint>

namespace guichet {

/// An amount of euro cents; negative for what is owed back.
struct Money {
    std::int64_t cents = 0;

    friend constexpr auto operator<=>(Money, Money) = default;
    friend constexpr Money operator+(Money left, Money right) { return {left.cents + right.cents}; }
    friend constexpr Money operator-(Money left, Money right) { return {left.cents - right.cents}; }
    constexpr Money& operator+=(Money other) {
        cents += other.cents;
        return *this;
    }
};

} // namespace guichet
