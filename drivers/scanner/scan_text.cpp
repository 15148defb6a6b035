#include "drivers/scanner/scan_text.hpp"

#include <algorithm>
#include <cstddef>

namespace guichet::scanner {
namespace {

bool is_control(char character) {
    return static_cast<unsigned char>(character) < ' ' || character == '\x7F';
}

bool is_letter_or_digit(char character) {
    return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') ||
           (character >= 'a' && character <= 'z');
}

/// How many bytes follow the first one of a character; nothing follows what is no first byte.
std::size_t followers(unsigned char first) {
    if (first >= 0xC2 && first <= 0xDF)
        return 1;
    if (first >= 0xE0 && first <= 0xEF)
        return 2;
    return first >= 0xF0 && first <= 0xF4 ? 3 : 0;
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto first = static_cast<unsigned char>(text[at]);
        const std::size_t more = followers(first);
        if ((first >= 0x80 && more == 0) || more >= text.size() - at)
            return false;
        const auto second = static_cast<unsigned char>(more > 0 ? text[at + 1] : '\0');
        if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
            (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F))
            return false; // overlong, a surrogate, or beyond Unicode
        for (std::size_t follower = 0; follower < more; ++follower)
            if ((static_cast<unsigned char>(text[++at]) & 0xC0U) != 0x80U)
                return false;
    }
    return true;
}

std::string from_latin1(std::string_view text) {
    std::string converted;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte < 0x80) {
            converted += character;
        } else {
            converted += static_cast<char>(0xC0U | byte >> 6U);
            converted += static_cast<char>(0x80U | (byte & 0x3FU));
        }
    }
    return converted;
}

std::string_view without_symbology(std::string_view text) {
    const bool there = text.size() > 3 && text[0] == ']' && is_letter_or_digit(text[1]) && text[1] > '9' &&
                       is_letter_or_digit(text[2]);
    return there ? text.substr(3) : text;
}

} // namespace

std::string printable(std::string_view text) {
    std::string kept(text);
    kept.erase(std::remove_if(kept.begin(), kept.end(), is_control), kept.end());
    return kept;
}

std::string code_of(std::string_view sent, const Framing& framing) {
    const std::string all = printable(sent);
    const std::string prefix = printable(framing.prefix);
    const std::string suffix = printable(framing.suffix);
    std::string_view code = without_symbology(all);
    if (!prefix.empty() && code.starts_with(prefix))
        code = without_symbology(code.substr(prefix.size()));
    if (!suffix.empty() && code.ends_with(suffix))
        code.remove_suffix(suffix.size());
    return is_utf8(code) ? std::string(code) : from_latin1(code);
}

} // namespace guichet::scanner
