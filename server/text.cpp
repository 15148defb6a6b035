#include "server/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace guichet::server {

namespace {

struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
};

/// The first character of a text that is known to be UTF-8; a broken one counts as itself.
Character first_character(std::string_view text) {
    const auto byte = [&](std::size_t at) {
        return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    };
    const unsigned lead = byte(0);
    if (lead >= 0xF0)
        return {(lead & 0x07U) << 18 | (byte(1) & 0x3FU) << 12 | (byte(2) & 0x3FU) << 6 | (byte(3) & 0x3FU),
                std::min<std::size_t>(4, text.size())};
    if (lead >= 0xE0)
        return {(lead & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU),
                std::min<std::size_t>(3, text.size())};
    if (lead >= 0xC0)
        return {(lead & 0x1FU) << 6 | (byte(1) & 0x3FU), std::min<std::size_t>(2, text.size())};
    return {lead, 1};
}

bool combining(char32_t code) {
    return code >= 0x300 && code <= 0x36F;
}

bool blank(char32_t code) {
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || code == 0x202F || code == 0x2009;
}

/// Letters of Latin-1 (U+00C0 to U+00FF) without their accents; a blank stands for "stays as it is".
constexpr std::string_view latin1_base = "aaaaaa ceeeeiiii nooooo ouuuuy  aaaaaa ceeeeiiii nooooo ouuuuy y";

/// A letter in small and without accent, if it is one of Latin-1 or ASCII.
char base_letter(char32_t code) {
    if (code >= 'A' && code <= 'Z')
        return static_cast<char>(code - 'A' + 'a');
    if (code < 0x80)
        return static_cast<char>(code);
    if (code >= 0xC0 && code <= 0xFF)
        return latin1_base[code - 0xC0];
    return ' ';
}

bool capital(char32_t code) {
    const bool latin1 = code >= 0xC0 && code <= 0xDE && code != 0xD7;
    return (code >= 'A' && code <= 'Z') || latin1 || code == 0x152 || code == 0x178;
}

bool small(char32_t code) {
    const bool latin1 = code >= 0xDF && code <= 0xFF && code != 0xF7;
    return (code >= 'a' && code <= 'z') || latin1 || code == 0x153;
}

void append(std::string& text, char32_t code) {
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else {
        text += static_cast<char>(0xC0U | code >> 6);
        text += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

std::vector<std::string> words_of(std::string_view text) {
    const std::string tidy = tidied(text);
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < tidy.size();) {
        const auto end = std::min(tidy.find(' ', begin), tidy.size());
        words.push_back(tidy.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// A word of capitals only, of at least two: "DURAND", "D'ESTAING", but not "J.".
bool in_capitals(std::string_view word) {
    int capitals = 0;
    while (!word.empty()) {
        const auto character = first_character(word);
        if (small(character.code))
            return false;
        capitals += capital(character.code) ? 1 : 0;
        word.remove_prefix(character.bytes);
    }
    return capitals > 1;
}

/// The first letter of a word as a capital, with the accents that follow it.
std::string initial_of(std::string_view word) {
    const auto first = first_character(word);
    const bool lowered = small(first.code) && first.code != 0xDF && first.code != 0xFF && first.code != 0x153;
    std::string initial;
    if (lowered)
        append(initial, first.code - 0x20);
    else
        initial = word.substr(0, first.bytes);
    word.remove_prefix(first.bytes);
    while (!word.empty() && combining(first_character(word).code)) {
        initial += word.substr(0, first_character(word).bytes);
        word.remove_prefix(first_character(word).bytes);
    }
    return initial;
}

} // namespace

std::string folded(std::string_view text) {
    const std::string tidy = tidied(text);
    std::string result;
    for (std::string_view rest = tidy; !rest.empty();) {
        const auto character = first_character(rest);
        const char letter = base_letter(character.code);
        if (character.code == ' ' || character.code == '-' || character.code == '\'' ||
            character.code == 0x2019)
            result += '_';
        else if (letter != ' ')
            result += letter;
        else if (!combining(character.code))
            result += rest.substr(0, character.bytes);
        rest.remove_prefix(character.bytes);
    }
    return result;
}

std::string tidied(std::string_view text) {
    std::string result;
    bool gap = false;
    while (!text.empty()) {
        const auto character = first_character(text);
        if (blank(character.code)) {
            gap = !result.empty();
        } else {
            if (gap)
                result += ' ';
            gap = false;
            result += text.substr(0, character.bytes);
        }
        text.remove_prefix(character.bytes);
    }
    return result;
}

std::string excerpt(std::string_view text) {
    constexpr std::size_t longest = 40;
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size(); ++count) {
        if (count == longest)
            return std::string(text.substr(0, at)) + "…";
        at += first_character(text.substr(at)).bytes;
    }
    return std::string(text);
}

std::size_t character_count(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

std::string first_name_and_initial(std::string_view name) {
    const auto words = words_of(name);
    if (words.empty())
        return {};
    if (words.size() == 1)
        return words.front();
    const auto first_name =
        std::find_if(words.begin(), words.end(), [](const std::string& word) { return !in_capitals(word); });
    const bool surname_first = first_name != words.begin() && first_name != words.end();
    return surname_first ? *first_name + " " + initial_of(words.front()) + "."
                         : words.front() + " " + initial_of(words.back()) + ".";
}

} // namespace guichet::server
