#include "kiosk/core/pin.hpp"

#include <sodium.h>

namespace guichet {

Result<Pin> Pin::parse(std::string_view text) {
    Pin pin;
    for (const char digit : text)
        pin.add(digit);
    if (pin.size() != text.size() || !pin.whole())
        return fail("A PIN has {0} to {1} digits, and nothing else.", shortest_pin, longest_pin);
    return pin;
}

void Pin::add(char digit) {
    if (digit >= '0' && digit <= '9' && size_ < longest_pin)
        digits_.at(size_++) = digit;
}

void Pin::erase() {
    if (size_ > 0)
        digits_.at(--size_) = '\0';
}

void Pin::wipe() {
    sodium_memzero(digits_.data(), digits_.size()); // an assignment would be optimised away
    size_ = 0;
}

} // namespace guichet
