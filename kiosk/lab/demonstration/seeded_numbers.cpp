#include "kiosk/lab/demonstration/seeded_numbers.hpp"

#include "kiosk/core/result.hpp"

namespace guichet::lab {

std::uint64_t SeededNumbers::below(std::uint64_t count) {
    require(count >= 1 && count <= (std::uint64_t{1} << 32), "a number is drawn from 1 to 2^32 cases");
    // The upper half of the product of two 32-bit numbers: even to one part in 2^32, without a division.
    return ((engine_() >> 32) * count) >> 32;
}

std::int64_t SeededNumbers::between(std::int64_t first, std::int64_t last) {
    require(first <= last, "a range goes upwards");
    return first + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(last - first) + 1));
}

} // namespace guichet::lab
