#pragma once
// Codes that people read, dictate and type: Crockford's Base32 (https://www.crockford.com/base32.html) with a
// check letter of our own from the same alphabet.

#include <cstdint>
#include <optional>
#include <string_view>

namespace guichet::crockford {

/// No I, L, O, U.
inline constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The value of a letter of any case, 0 to 31; O is read as 0, I and L as 1. Nothing for any other character.
[[nodiscard]] std::optional<std::uint8_t> value_of(char letter);

/// The letter that closes up to 30 letters so that any single wrong one, and any two exchanged, are found.
[[nodiscard]] char check_letter(std::string_view letters);

} // namespace guichet::crockford
