#include "drivers/printer/escpos_text.hpp"

#include "kiosk/receipt/columns.hpp"

#include <optional>

namespace guichet::printer {
namespace {

/// The sign that stands in for a sign that a page lacks; 0 when there is none.
char32_t stand_in(char32_t sign) {
    switch (sign) {
    case U'\u2212': return U'\u2013'; // minus: en dash
    case U'\u2010': return U'-';
    case U'\u2011': return U'-';
    case U'\u2013': return U'-';
    case U'\u2014': return U'\u2013';
    case U'\u2018': return U'\'';
    case U'\u2019': return U'\'';
    case U'\u201C': return U'"';
    case U'\u201D': return U'"';
    case U'\u2009': return U'\u00a0';
    case U'\u202F': return U'\u00a0'; // narrow no-break space
    case U'\u00a0': return U' ';
    default: return 0;
    }
}

std::optional<std::uint8_t> byte_or_stand_in(CodePage page, char32_t sign) {
    for (; sign != 0; sign = stand_in(sign))
        if (const auto byte = byte_of(page, sign))
            return byte;
    return std::nullopt;
}

std::optional<Bytes> bytes_in(CodePage page, std::u32string_view letters) {
    Bytes bytes;
    bytes.reserve(letters.size());
    for (const char32_t letter : letters) {
        const auto byte = byte_or_stand_in(page, letter);
        if (!byte)
            return std::nullopt;
        bytes.push_back(*byte);
    }
    return bytes;
}

/// A letter's byte and the index of its page.
struct Found {
    std::size_t page;
    std::uint8_t byte;
};

/// The letter in the page `current` or another; only then signs that stand in for it.
std::optional<Found> find(char32_t letter, std::size_t current, const Profile& profile) {
    const auto& pages = profile.code_pages;
    for (const auto look_up : {byte_of, byte_or_stand_in}) {
        if (const auto byte = look_up(pages[current].page, letter))
            return Found{current, *byte};
        for (std::size_t page = 0; page < pages.size(); ++page)
            if (const auto byte = look_up(pages[page].page, letter))
                return Found{page, *byte};
    }
    return std::nullopt;
}

std::vector<PageText> in_several(std::u32string_view letters, const Profile& profile) {
    std::vector<PageText> parts(1);
    for (const char32_t letter : letters) {
        const std::size_t current = parts.back().page;
        const auto found = find(letter, current, profile);
        if (!found) {
            if (parts.back().drawn.empty())
                parts.push_back({current, {}, {}});
            parts.back().drawn += receipt::utf8_of({&letter, 1});
            continue;
        }
        if (found->page != current || !parts.back().drawn.empty())
            parts.push_back({found->page, {}, {}});
        parts.back().bytes.push_back(found->byte);
    }
    return parts;
}

} // namespace

std::vector<PageText> in_code_pages(std::string_view utf8, const Profile& profile) {
    const std::u32string letters = receipt::letters_of(utf8);
    for (std::size_t at = 0; at < profile.code_pages.size(); ++at)
        if (auto bytes = bytes_in(profile.code_pages[at].page, letters))
            return {PageText{at, std::move(*bytes), {}}};
    return in_several(letters, profile);
}

} // namespace guichet::printer
