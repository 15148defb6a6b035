#pragma once
// Chance that comes out the same everywhere: the distributions of the standard library may differ from one
// compiler to the next, its engines may not.

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace guichet::lab {

/// A sequence of numbers that depends on its seed alone.
class SeededNumbers {
public:
    explicit SeededNumbers(std::uint64_t seed) : engine_(seed) {}

    /// 0 to `count` - 1; `count` is 1 to 2^32.
    [[nodiscard]] std::uint64_t below(std::uint64_t count);

    /// `first` to `last`, both included.
    [[nodiscard]] std::int64_t between(std::int64_t first, std::int64_t last);

    /// True in `per_mille` of a thousand cases.
    [[nodiscard]] bool happens(int per_mille) { return static_cast<int>(below(1000)) < per_mille; }

    template <typename Value>
    void shuffle(std::vector<Value>& values) {
        for (std::size_t left = values.size(); left > 1; --left) {
            std::swap(values[left - 1], values[below(left)]);
        }
    }

private:
    std::mt19937_64 engine_;
};

} // namespace guichet::lab
