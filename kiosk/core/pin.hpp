#pragma once
// A PIN while it is typed. Its digits are never shown or logged, and are wiped when they are no longer
// needed.

#include "kiosk/core/result.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace guichet {

inline constexpr std::size_t shortest_pin = 4;
inline constexpr std::size_t longest_pin = 8;

class Pin {
public:
    Pin() = default;
    Pin(const Pin&) = default;
    Pin& operator=(const Pin&) = default;
    ~Pin() { wipe(); }

    /// Reads a PIN as it stands on a command line's input: 4 to 8 digits and nothing else.
    [[nodiscard]] static Result<Pin> parse(std::string_view text);

    /// Takes one more digit; anything else, and what would be too long, is passed over.
    void add(char digit);
    void erase();
    void wipe();

    [[nodiscard]] std::size_t size() const { return size_; }
    /// 4 to 8 digits.
    [[nodiscard]] bool whole() const { return size_ >= shortest_pin; }
    /// For whoever hashes it; valid as long as this object does not change.
    [[nodiscard]] std::string_view digits() const { return {digits_.data(), size_}; }

    friend bool operator==(const Pin&, const Pin&) = default;

private:
    std::array<char, longest_pin> digits_{};
    std::size_t size_ = 0;
};

} // namespace guichet
