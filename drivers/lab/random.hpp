#pragma once

#include <cmath>
#include <cstdint>

namespace guichet::lab {

/// The lab's chance: the same seed gives the same pictures, people and faults with every compiler and
/// library, which the standard's distributions do not promise. The generator is SplitMix64 (Steele, Lea,
/// Flood 2014).
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t bits() {
        std::uint64_t mixed = state_ += 0x9E37'79B9'7F4A'7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58'476D'1CE4'E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0'49BB'1331'11EB;
        return mixed ^ (mixed >> 31);
    }

    /// A number from `low` up to but not including `high`.
    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(bits() >> 11) * 0x1p-53;
    }

    /// A number of the normal distribution of mean 0 and deviation 1: the sum of 12 even ones, near enough.
    double normal() {
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += between(0, 1);
        return sum;
    }

    /// A whole number from 0 up to but not including `end` (1 and up).
    std::uint64_t below(std::uint64_t end) { return bits() % end; }

    bool happens(double probability) { return between(0, 1) < probability; }

private:
    std::uint64_t state_;
};

} // namespace guichet::lab
