#include "kiosk/receipt/columns.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace guichet::receipt {
namespace {

constexpr char32_t replacement = U'\uFFFD';

struct Range {
    char32_t first;
    char32_t last;
};

constexpr std::array combining{Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD},
                               Range{0x0610, 0x061A}, Range{0x064B, 0x065F}, Range{0x1AB0, 0x1AFF},
                               Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200F}, Range{0x20D0, 0x20FF},
                               Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}};

constexpr std::array wide{Range{0x1100, 0x115F},  Range{0x2E80, 0x303E}, Range{0x3041, 0xA4CF},
                          Range{0xAC00, 0xD7A3},  Range{0xF900, 0xFAFF}, Range{0xFE30, 0xFE6F},
                          Range{0xFF00, 0xFF60},  Range{0xFFE0, 0xFFE6}, Range{0x1F300, 0x1FAFF},
                          Range{0x20000, 0x3FFFD}};

template <std::size_t count>
bool within(const std::array<Range, count>& ranges, char32_t letter) {
    return std::any_of(ranges.begin(), ranges.end(), [letter](const Range& range) {
        return letter >= range.first && letter <= range.last;
    });
}

struct Decoded {
    char32_t letter;
    std::size_t bytes;
};

/// The letter at the start of `rest`; a byte that starts none is U+FFFD alone.
Decoded decode_first(std::string_view rest) {
    const auto lead = static_cast<std::uint8_t>(rest.front());
    if (lead < 0x80)
        return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || rest.size() < length)
        return {replacement, 1};
    char32_t letter = lead & (0xFFU >> (length + 1));
    for (std::size_t at = 1; at < length; ++at) {
        const auto next = static_cast<std::uint8_t>(rest[at]);
        if ((next & 0xC0U) != 0x80U)
            return {replacement, 1};
        letter = (letter << 6U) | (next & 0x3FU);
    }
    const bool overlong = (length == 3 && letter < 0x800) || (length == 4 && letter < 0x10000);
    const bool outside = letter > 0x10FFFF || (letter >= 0xD800 && letter <= 0xDFFF);
    return overlong || outside ? Decoded{replacement, 1} : Decoded{letter, length};
}

void append_utf8(std::string& utf8, char32_t letter) {
    const auto byte = [&utf8](char32_t value) {
        utf8 += static_cast<char>(static_cast<unsigned char>(value));
    };
    if (letter < 0x80) {
        byte(letter);
    } else if (letter < 0x800) {
        byte(0xC0U | (letter >> 6U));
        byte(0x80U | (letter & 0x3FU));
    } else if (letter < 0x10000) {
        byte(0xE0U | (letter >> 12U));
        byte(0x80U | ((letter >> 6U) & 0x3FU));
        byte(0x80U | (letter & 0x3FU));
    } else {
        byte(0xF0U | (letter >> 18U));
        byte(0x80U | ((letter >> 12U) & 0x3FU));
        byte(0x80U | ((letter >> 6U) & 0x3FU));
        byte(0x80U | (letter & 0x3FU));
    }
}

bool control(char32_t letter) {
    return letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || letter == 0x2028 || letter == 0x2029;
}

int columns_of(std::u32string_view letters) {
    int columns = 0;
    for (const char32_t letter : letters)
        columns += receipt::columns_of(letter);
    return columns;
}

/// Letters from the start of `word` that fit into `columns`; at least one.
std::size_t fitting(std::u32string_view word, int columns) {
    std::size_t count = 0;
    int used = 0;
    while (count < word.size() && (count == 0 || used + receipt::columns_of(word[count]) <= columns))
        used += receipt::columns_of(word[count++]);
    return count;
}

/// Where a word that is longer than its line is broken: after a hyphen, else where the line is full.
std::size_t head_of(std::u32string_view word, int columns) {
    const std::size_t most = fitting(word, columns);
    const std::size_t hyphen = word.substr(0, most).find_last_of(U'-');
    return hyphen == word.npos || hyphen == 0 ? most : hyphen + 1;
}

/// Whether a word that ends before the next blank is a measure: what follows it in a product's name ("1 kg").
bool is_unit(std::u32string_view rest) {
    static constexpr std::array<std::u32string_view, 8> units{U"g",  U"kg", U"mg", U"l",
                                                              U"cl", U"ml", U"L",  U"cm"};
    const std::u32string_view word = rest.substr(0, rest.find_first_of(U" \n,;:.)"));
    return std::find(units.begin(), units.end(), word) != units.end();
}

/// French sets a blank inside quotes and before high punctuation, and numbers have one before their unit; a
/// line never breaks there.
std::u32string bound(std::u32string letters) {
    constexpr std::u32string_view high = U"»:;!?%€";
    const auto digit = [](char32_t letter) { return letter >= U'0' && letter <= U'9'; };
    for (std::size_t at = 1; at + 1 < letters.size(); ++at)
        if (letters[at] == U' ' &&
            (letters[at - 1] == U'«' || high.find(letters[at + 1]) != high.npos ||
             (digit(letters[at - 1]) && is_unit(std::u32string_view(letters).substr(at + 1)))))
            letters[at] = U'\u00a0';
    return letters;
}

/// Fills lines of a width with words.
class Wrapper {
public:
    Wrapper(int columns, int less_in_first) : columns_(columns), less_(less_in_first) {}

    [[nodiscard]] std::vector<std::string> take() && { return std::move(lines_); }

    void paragraph(std::u32string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find(U' '), text.size());
            if (end > 0)
                word(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        end_line();
    }

private:
    [[nodiscard]] int room() const { return lines_.empty() ? columns_ - less_ : columns_; }

    void end_line() {
        lines_.push_back(utf8_of(line_));
        line_.clear();
    }

    void word(std::u32string_view letters) {
        if (!line_.empty() && columns_of(line_) + 1 + columns_of(letters) > room())
            end_line();
        while (columns_of(letters) > room()) {
            const std::size_t head = head_of(letters, room());
            line_ = letters.substr(0, head);
            end_line();
            letters.remove_prefix(head);
        }
        if (!line_.empty())
            line_ += U' ';
        line_ += letters;
    }

    int columns_;
    int less_;
    std::u32string line_;
    std::vector<std::string> lines_;
};

} // namespace

std::u32string letters_of(std::string_view utf8) {
    std::u32string letters;
    letters.reserve(utf8.size());
    while (!utf8.empty()) {
        const Decoded decoded = decode_first(utf8);
        letters += decoded.letter;
        utf8.remove_prefix(decoded.bytes);
    }
    return letters;
}

std::string utf8_of(std::u32string_view letters) {
    std::string utf8;
    utf8.reserve(letters.size());
    for (const char32_t letter : letters)
        append_utf8(utf8, letter);
    return utf8;
}

int columns_of(char32_t letter) {
    if (letter < combining.front().first) // Latin, nearly always
        return 1;
    return within(combining, letter) ? 0 : within(wide, letter) ? 2 : 1;
}

int columns_of(std::string_view utf8) {
    int columns = 0;
    while (!utf8.empty()) {
        const Decoded decoded = decode_first(utf8);
        columns += columns_of(decoded.letter);
        utf8.remove_prefix(decoded.bytes);
    }
    return columns;
}

std::string printable(std::string_view utf8, bool keep_line_feeds) {
    const bool plain =
        std::all_of(utf8.begin(), utf8.end(), [](char byte) { return byte >= 0x20 && byte < 0x7F; });
    if (plain)
        return std::string(utf8);
    std::u32string letters = letters_of(utf8);
    for (char32_t& letter : letters)
        if (control(letter) && !(keep_line_feeds && letter == U'\n'))
            letter = U' ';
    return utf8_of(letters);
}

std::vector<std::string> wrap(std::string_view utf8, int columns, int less_in_first) {
    const std::u32string letters = bound(letters_of(printable(utf8, true)));
    Wrapper wrapper(columns, less_in_first);
    std::u32string_view rest = letters;
    while (true) {
        const std::size_t end = rest.find(U'\n');
        wrapper.paragraph(rest.substr(0, end));
        if (end == std::u32string_view::npos)
            return std::move(wrapper).take();
        rest.remove_prefix(end + 1);
    }
}

std::string pad_right(std::string text, int columns) {
    text.append(static_cast<std::size_t>(std::max(0, columns - columns_of(text))), ' ');
    return text;
}

std::string pad_left(std::string text, int columns) {
    text.insert(0, static_cast<std::size_t>(std::max(0, columns - columns_of(text))), ' ');
    return text;
}

} // namespace guichet::receipt
