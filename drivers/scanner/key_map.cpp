#include "drivers/scanner/key_map.hpp"

#include <array>
#include <cstddef>
#include <linux/input-event-codes.h>
#include <span>
#include <string_view>
#include <utility>

namespace guichet::scanner {
namespace {

/// Key numbers run on within each row of the keyboard. A letter beside Shift and AltGr is what the row has at
/// the same place; U'\0': nothing.
struct Row {
    std::uint16_t first;
    std::u32string_view plain;
    std::u32string_view shifted;
    std::u32string_view alt_graph = {};
};

constexpr std::array us_rows = {
    Row{KEY_1, U"1234567890-=", U"!@#$%^&*()_+"},
    Row{KEY_Q, U"qwertyuiop[]", U"QWERTYUIOP{}"},
    Row{KEY_A, U"asdfghjkl;'`", U"ASDFGHJKL:\"~"},
    Row{KEY_BACKSLASH, U"\\zxcvbnm,./", U"|ZXCVBNM<>?"},
    Row{KEY_102ND, U"\\", U"|"},
};

/// Windows' "French" (AZERTY). The dead keys ^ and ¨ stand for themselves: scanners follow them with a space
/// only when they mean the accent.
constexpr std::array french_rows = {
    Row{KEY_1, U"&é\"'(-è_çà)=", U"1234567890°+", std::u32string_view(U"\0~#{[|`\\^@]}", 12)},
    Row{KEY_Q, U"azertyuiop^$", U"AZERTYUIOP¨£", std::u32string_view(U"\0\0€\0\0\0\0\0\0\0\0¤", 12)},
    Row{KEY_A, U"qsdfghjklmù²", std::u32string_view(U"QSDFGHJKLM%\0", 12)},
    Row{KEY_BACKSLASH, U"*wxcvbn,;:!", U"µWXCVBN?./§"},
    Row{KEY_102ND, U"<", U">"},
};

/// The same on every keyboard.
constexpr std::array common_rows = {
    Row{KEY_TAB, U"\t", U"\t"},
    Row{KEY_ENTER, U"\n", U"\n"},
    Row{KEY_SPACE, U" ", U" "},
    Row{KEY_KPASTERISK, U"*", U"*"},
    Row{KEY_KP7, U"789-456+1230.", U"789-456+1230."},
    Row{KEY_KPENTER, U"\n", U"\n"},
    Row{KEY_KPSLASH, U"/", U"/"},
};

/// Code page 437 from 128 on, as far as it holds letters.
constexpr std::u32string_view code_page_437 = U"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»";
constexpr char32_t unknown = U'\uFFFD';

std::optional<Row> row_of(std::span<const Row> rows, std::uint16_t code) {
    for (const Row& row : rows)
        if (code >= row.first && code < row.first + row.plain.size())
            return row;
    return std::nullopt;
}

std::span<const Row> rows_of(KeyLayout layout) {
    return layout == KeyLayout::us ? std::span<const Row>(us_rows) : std::span<const Row>(french_rows);
}

std::string utf8(char32_t character) {
    const auto byte = [](char32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
    const auto follower = [&](char32_t value) { return byte(0x80U | (value & 0x3FU)); };
    if (character < 0x80)
        return {byte(character)};
    if (character < 0x800)
        return {byte(0xC0U | character >> 6U), follower(character)};
    return {byte(0xE0U | character >> 12U), follower(character >> 6U), follower(character)};
}

std::optional<char> keypad_digit(std::uint16_t code) {
    const auto row = row_of(common_rows, code);
    if (!row || (row->first != KEY_KP7))
        return std::nullopt;
    const char32_t character = row->plain[code - std::size_t{row->first}];
    return character >= U'0' && character <= U'9' ? std::optional(static_cast<char>(character))
                                                  : std::nullopt;
}

bool is_letter(char32_t character) {
    return character >= U'a' && character <= U'z';
}

} // namespace

bool KeyMap::types(std::uint16_t code) {
    return row_of(common_rows, code) || row_of(us_rows, code);
}

void KeyMap::release() {
    *this = KeyMap(layout_);
}

bool KeyMap::modifier(std::uint16_t code, bool down) {
    switch (code) {
    case KEY_LEFTSHIFT: left_shift_ = down; return true;
    case KEY_RIGHTSHIFT: right_shift_ = down; return true;
    case KEY_LEFTCTRL:
    case KEY_RIGHTCTRL: control_ = down; return true;
    case KEY_RIGHTALT: alt_graph_ = down; return true;
    case KEY_CAPSLOCK: caps_lock_ = caps_lock_ != down; return true;
    default: return false;
    }
}

KeyMap::Typed KeyMap::key(std::uint16_t code, bool down) {
    if (code == KEY_LEFTALT) {
        alt_ = down;
        return {down ? std::string() : numbered_character(), false};
    }
    if (modifier(code, down) || !down)
        return {};
    const auto digit = keypad_digit(code);
    if (alt_ && digit) {
        number_ += *digit;
        return {{}, true};
    }
    return alt_ ? Typed{} : pressed(code);
}

KeyMap::Typed KeyMap::pressed(std::uint16_t code) {
    if (const auto common = row_of(common_rows, code))
        return {utf8(common->plain[code - std::size_t{common->first}]), false};
    const auto row = row_of(rows_of(layout_), code);
    if (!row)
        return {};
    const std::size_t at = code - std::size_t{row->first};
    char32_t character = row->plain[at];
    if (control_ && is_letter(character))
        return {utf8(character & 0x1FU), false};
    const bool shift = (left_shift_ || right_shift_) != (caps_lock_ && is_letter(character));
    if (alt_graph_ && layout_ != KeyLayout::us)
        character = at < row->alt_graph.size() ? row->alt_graph[at] : U'\0';
    else if (shift)
        character = row->shifted[at];
    return character == U'\0' ? Typed{{}, true} : Typed{utf8(character), false};
}

std::string KeyMap::numbered_character() {
    const std::string digits = std::exchange(number_, {});
    if (digits.empty())
        return {};
    unsigned number = 0;
    for (const char digit : digits)
        number = number > 0xFFFF ? number : number * 10 + static_cast<unsigned>(digit - '0');
    if (number < 0x80)
        return utf8(number);
    if (digits.front() != '0' && number < 0x100)
        return utf8(number - 0x80 < code_page_437.size() ? code_page_437[number - 0x80] : unknown);
    const bool a_letter = number >= 0xA0 && number <= 0xFFFF && (number < 0xD800 || number > 0xDFFF);
    return utf8(a_letter ? char32_t{number} : unknown);
}

} // namespace guichet::scanner
