#pragma once
// Choosing among things by the lab's chance.

#include "drivers/lab/random.hpp"
#include "kiosk/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace guichet::lab {

/// A whole number from 0 to `count` - 1; `count` is 1 to 2^32.
[[nodiscard]] inline std::uint64_t choose_below(std::uint64_t count, Random& chance) {
    require(count >= 1 && count <= (std::uint64_t{1} << 32), "one of 1 to 2^32 cases is chosen");
    // The upper half of the product of two 32-bit numbers: even to one part in 2^32.
    return ((chance.bits() >> 32) * count) >> 32;
}

/// A whole number from `first` to `last`, both included.
[[nodiscard]] inline std::int64_t choose_between(std::int64_t first, std::int64_t last, Random& chance) {
    return first +
           static_cast<std::int64_t>(choose_below(static_cast<std::uint64_t>(last - first) + 1, chance));
}

template <typename Value>
void shuffle(std::vector<Value>& values, Random& chance) {
    for (std::size_t left = values.size(); left > 1; --left) {
        std::swap(values[left - 1], values[choose_below(left, chance)]);
    }
}

} // namespace guichet::lab
