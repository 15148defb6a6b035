#include "kiosk/ui/wrapping.hpp"

#include <algorithm>
#include <array>
#include <cfloat>
#include <utility>
#include <vector>

namespace guichet::ui {

namespace {

constexpr std::string_view ellipsis = "…";

/// Cuts off the last letter, whole as UTF-8.
void cut_letter(std::string& text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) {
        text.pop_back();
    }
    if (!text.empty()) {
        text.pop_back();
    }
}

/// What stays on one line with the word before it: the unit of a number ("500 g"), and an initial ("Camille
/// D.", also at a sentence's end or before a comma).
bool belongs_to(std::string_view word, std::string_view next) {
    constexpr std::size_t longest_unit = 2;
    const bool number = !word.empty() && word.back() >= '0' && word.back() <= '9';
    if (number && next.size() <= longest_unit)
        return true;
    const auto letter = next.empty() ? 0U : static_cast<unsigned char>(next.front());
    const std::size_t length = letter < 0x80 ? 1 : 2; // UTF-8; names have no others here
    const bool capital = (letter >= 'A' && letter <= 'Z') || letter >= 0xC3;
    return capital && next.size() <= length + 2 &&
           next.substr(std::min(length, next.size())).starts_with('.');
}

/// Where the next space or line end is. Words are short: a plain loop is faster than a search by tables.
std::size_t end_of_word(std::string_view text, std::size_t start) {
    while (start < text.size() && text[start] != ' ' && text[start] != '\n') {
        ++start;
    }
    return start;
}

/// Where a word ends, or what stays with it.
std::size_t end_of_unit(std::string_view text, std::size_t start, std::size_t end) {
    if (end == start || end >= text.size() || text[end] != ' ') {
        return end;
    }
    const std::size_t after = end_of_word(text, end + 1);
    const bool together = belongs_to(text.substr(start, end - start), text.substr(end + 1, after - end - 1));
    return together ? after : end;
}

/// Takes the next word with the space before it.
std::string_view next_word(std::string_view& rest) {
    const auto start = std::min(rest.find_first_not_of(' '), rest.size());
    const std::size_t end = end_of_word(rest, start);
    const std::size_t unit = end_of_unit(rest, start, end);
    const auto word = rest.substr(start, unit - start);
    rest.remove_prefix(unit);
    return word;
}

bool is_vowel(std::string_view letter) {
    constexpr std::string_view plain = "aeiouyAEIOUY";
    constexpr std::array<std::string_view, 6> consonants{"ç", "Ç", "ñ", "Ñ", "ß", "ł"};
    if (letter.size() == 1) {
        return plain.find(letter.front()) != std::string_view::npos;
    }
    return std::find(consonants.begin(), consonants.end(), letter) == consonants.end();
}

bool is_letter(std::string_view letter) {
    return letter.size() > 1 || (letter.front() >= 'a' && letter.front() <= 'z') ||
           (letter.front() >= 'A' && letter.front() <= 'Z');
}

/// The letters of a word, whole as UTF-8.
std::vector<std::string_view> letters_of(std::string_view word) {
    std::vector<std::string_view> letters;
    for (std::size_t at = 0; at < word.size();) {
        std::size_t end = at + 1;
        while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) {
            ++end;
        }
        letters.push_back(word.substr(at, end - at));
        at = end;
    }
    return letters;
}

/// Where a word that is wider than a line goes on in the next.
struct Break {
    std::size_t length = 0;     ///< bytes on this line; 0 when not even a letter fits
    std::string_view mark = {}; ///< what is added to them
};

/// The word may be parted after this letter without a hyphen.
bool parts_itself(std::string_view letter) {
    return letter == "-" || letter == "/" || letter == " " || letter == "\u00a0" || letter == "·";
}

/// A syllable begins here, as far as French, German, Spanish and English agree: a consonant before a vowel,
/// with enough of the word on either side.
bool begins_syllable(const std::vector<std::string_view>& letters, std::size_t at) {
    constexpr std::size_t least = 3;
    return at >= least && at + least <= letters.size() && is_letter(letters[at - 1]) &&
           is_letter(letters[at]) && !is_vowel(letters[at]) && is_letter(letters[at + 1]) &&
           is_vowel(letters[at + 1]);
}

/// At a hyphen or a no-break space of its own, else between syllables, else where the line is full.
Break break_word(const ImFont& font, std::string_view word, float width) {
    const auto letters = letters_of(word);
    Break own;
    Break syllable;
    Break full;
    std::size_t length = 0;
    float used = 0;
    const float hyphen = extent(font, "-").x;
    for (std::size_t at = 0; at + 1 < letters.size(); ++at) {
        length += letters[at].size();
        used += extent(font, letters[at]).x;
        if (used > width) {
            break;
        }
        if (parts_itself(letters[at])) {
            own = {length, {}};
        }
        if (used + hyphen > width) {
            continue;
        }
        full = {length, "-"};
        if (begins_syllable(letters, at + 1)) {
            syllable = full;
        }
    }
    return own.length > 0 ? own : syllable.length > 0 ? syllable : full;
}

/// Breaks a text into lines, one word after the other.
class Wrapping {
public:
    Wrapping(const ImFont& font, std::string_view text, float width, std::size_t most)
        : font_(font), rest_(text), width_(width), most_(most), space_(extent(font, " ").x) {}

    Wrapped run() {
        while (!rest_.empty() && !full()) {
            take_word();
        }
        if (!line_.empty() && !full()) {
            finish();
        } else if (rest_.find_first_not_of(" \n") != std::string_view::npos && !result_.lines.empty()) {
            result_.lines.back() = with_ellipsis(font_, std::move(result_.lines.back()), width_);
            result_.shortened = true;
        }
        return std::move(result_);
    }

private:
    [[nodiscard]] bool full() const { return result_.lines.size() >= most_; }

    void finish() {
        result_.lines.push_back(std::move(line_));
        line_.clear();
        used_ = 0;
    }

    void take_word() {
        if (rest_.front() == '\n') {
            rest_.remove_prefix(1);
            finish();
            return;
        }
        const std::string_view before = rest_;
        const std::string_view word = next_word(rest_);
        // Letters stand beside each other as wide as they are alone, so that nothing is measured twice.
        const float used = (line_.empty() ? 0 : used_ + space_) + extent(font_, word).x;
        if (used <= width_) {
            if (!line_.empty()) {
                line_ += ' ';
            }
            line_ += word;
            used_ = used;
        } else if (!line_.empty()) {
            rest_ = before;
            finish();
        } else {
            part(word);
        }
    }

    /// A word that is wider than a line begins on this one and goes on in the next.
    void part(std::string_view word) {
        const Break place = break_word(font_, word, width_);
        if (place.length == 0) {
            line_ = with_ellipsis(font_, std::string(word), width_);
            result_.shortened = true;
        } else {
            line_ = std::string(word.substr(0, place.length)) + std::string(place.mark);
            result_.broken = result_.broken || !place.mark.empty();
            rest_ = {word.data() + place.length, rest_.size() + word.size() - place.length};
        }
        finish();
    }

    const ImFont& font_;
    std::string_view rest_;
    float width_;
    std::size_t most_;
    float space_;
    float used_ = 0; ///< by line_
    std::string line_;
    Wrapped result_;
};

} // namespace

ImVec2 extent(const ImFont& font, std::string_view text) {
    return font.CalcTextSizeA(font.FontSize, FLT_MAX, 0, text.data(), text.data() + text.size());
}

std::string with_ellipsis(const ImFont& font, std::string text, float width) {
    while (!text.empty() && extent(font, text + std::string(ellipsis)).x > width) {
        cut_letter(text);
    }
    return text + std::string(ellipsis);
}

Wrapped wrap(const ImFont& font, std::string_view text, float width, std::size_t most) {
    return Wrapping(font, text, width, most).run();
}

} // namespace guichet::ui
