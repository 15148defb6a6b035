#pragma once
// What a fuzz target is: one function that takes any bytes and stops the program when something that must
// always hold does not. libFuzzer calls it in the `fuzz` preset, play.cpp in every other build.

#include "kiosk/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace guichet::fuzz {

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Takes an input apart, byte by byte; behind its end there are zeros.
class Source {
public:
    Source(const std::uint8_t* data, std::size_t size) : left_(data, size) {}

    [[nodiscard]] bool empty() const { return left_.empty(); }

    [[nodiscard]] unsigned byte() {
        if (left_.empty())
            return 0;
        const unsigned first = left_.front();
        left_ = left_.subspan(1);
        return first;
    }

    /// At most so many bytes.
    [[nodiscard]] std::string_view take(std::size_t count) {
        const auto taken = left_.first(count < left_.size() ? count : left_.size());
        left_ = left_.subspan(taken.size());
        return text_of(taken.data(), taken.size());
    }

private:
    std::span<const std::uint8_t> left_;
};

} // namespace guichet::fuzz
