#include "kiosk/core/pickup_code.hpp"

#include "kiosk/core/crockford.hpp"

#include <optional>

namespace guichet {

namespace {

constexpr std::string_view alphabet = crockford::alphabet;
constexpr std::string_view prefix = pickup_code_prefix;
constexpr std::string_view family = "GU";
constexpr std::size_t code_letters = 26;

char upper(char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

/// The whole character (UTF-8) that begins at a place.
std::string_view character_at(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        ++end;
    return text.substr(at, end - at);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

bool begins_with(std::string_view text, std::string_view beginning) {
    if (text.size() < beginning.size())
        return false;
    for (std::size_t at = 0; at < beginning.size(); ++at)
        if (upper(text[at]) != beginning[at])
            return false;
    return true;
}

std::optional<PickupCode> read_letters(std::string_view letters) {
    PickupCode code;
    std::uint32_t bits = 0;
    int held = 0;
    std::size_t filled = 0;
    for (const char letter : letters) {
        const auto value = crockford::value_of(letter);
        if (!value)
            return std::nullopt;
        bits = (bits << 5 | *value) & 0xFFFU;
        held += 5;
        if (held >= 8 && filled < code.bytes.size()) {
            held -= 8;
            code.bytes.at(filled++) = static_cast<std::uint8_t>(bits >> held);
        }
    }
    const bool whole = filled == code.bytes.size() && (bits & ((1U << held) - 1U)) == 0;
    return whole ? std::optional(code) : std::nullopt;
}

} // namespace

std::string PickupCode::text() const {
    std::string text{prefix};
    std::uint32_t bits = 0;
    int held = 0;
    for (const auto byte : bytes) {
        bits = (bits << 8 | byte) & 0xFFFU;
        held += 8;
        while (held >= 5) {
            held -= 5;
            text += alphabet[bits >> held & 31U];
        }
    }
    text += alphabet[bits << (5 - held) & 31U];
    return text;
}

Digest PickupCode::digest() const {
    return digest_of({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

ScannedCode read_code(std::string_view text) {
    const auto code = trimmed(text);
    if (!begins_with(code, family) || code.size() < prefix.size() || code.find(':') != prefix.size() - 1)
        return begins_with(code, prefix.substr(0, 3)) ? ScannedCode{DamagedCode{}}
                                                      : ScannedCode{ForeignCode{}};
    if (!begins_with(code, prefix) || code.size() != prefix.size() + code_letters)
        return DamagedCode{};
    const auto read = read_letters(code.substr(prefix.size()));
    return read ? ScannedCode{*read} : ScannedCode{DamagedCode{}};
}

std::string make_short_code(std::uint64_t random) {
    std::string code;
    for (std::size_t letter = 0; letter + 1 < short_code_length; ++letter)
        code += alphabet[random >> (5 * letter) & 31U];
    code += crockford::check_letter(code);
    return code;
}

Result<std::string> read_short_code(std::string_view typed) {
    std::string code;
    for (std::size_t at = 0; at < typed.size(); ++at) {
        if (typed[at] == '-' || typed[at] == ' ')
            continue;
        const auto value = crockford::value_of(typed[at]);
        if (!value)
            return fail("A short code has only digits and letters, without U: “{0}” is not one of them.",
                        character_at(typed, at));
        code += alphabet[*value];
    }
    if (code.size() != short_code_length)
        return fail("A short code has 8 letters and digits; {0} were typed.", code.size());
    if (code.back() != crockford::check_letter(std::string_view(code).substr(0, short_code_length - 1)))
        return fail("A letter of this short code is wrong. Please compare it with the order's e-mail.");
    return code;
}

std::string show_short_code(std::string_view code) {
    return fmt::format("{}-{}", code.substr(0, code.size() / 2), code.substr(code.size() / 2));
}

} // namespace guichet
