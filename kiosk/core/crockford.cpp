#include "kiosk/core/crockford.hpp"

namespace guichet::crockford {

namespace {

/// Multiplication in GF(32) with x⁵ + x² + 1.
std::uint8_t times(std::uint8_t left, std::uint8_t right) {
    unsigned product = 0;
    for (unsigned bit = 0; bit < 5; ++bit)
        if ((right >> bit & 1U) != 0)
            product ^= static_cast<unsigned>(left) << bit;
    for (unsigned bit = 8; bit >= 5; --bit)
        if ((product >> bit & 1U) != 0)
            product ^= 0b100101U << (bit - 5);
    return static_cast<std::uint8_t>(product);
}

} // namespace

std::optional<std::uint8_t> value_of(char letter) {
    if (letter >= 'a' && letter <= 'z')
        letter = static_cast<char>(letter - 'a' + 'A');
    if (letter == 'O')
        letter = '0';
    if (letter == 'I' || letter == 'L')
        letter = '1';
    const auto at = alphabet.find(letter);
    if (at == std::string_view::npos)
        return std::nullopt;
    return static_cast<std::uint8_t>(at);
}

/// It closes a linear code over GF(32) whose weights are all different, so that no single error and no
/// exchange of two letters goes unnoticed.
char check_letter(std::string_view letters) {
    std::uint8_t sum = 0;
    std::uint8_t weight = 1;
    for (const char letter : letters) {
        weight = times(weight, 2);
        sum = static_cast<std::uint8_t>(sum ^ times(weight, value_of(letter).value_or(0)));
    }
    return alphabet[sum];
}

} // namespace guichet::crockford
