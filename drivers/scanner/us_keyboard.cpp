#include "drivers/scanner/us_keyboard.hpp"

#include <array>
#include <linux/input-event-codes.h>
#include <string_view>

namespace guichet::scanner {
namespace {

struct Row {
    std::uint16_t first;
    std::string_view plain;
    std::string_view shifted;
};

/// Key numbers run on within each row of the keyboard.
constexpr std::array rows = {
    Row{KEY_1, "1234567890-=", "!@#$%^&*()_+"},
    Row{KEY_TAB, "\tqwertyuiop[]\n", "\tQWERTYUIOP{}\n"},
    Row{KEY_A, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
    Row{KEY_BACKSLASH, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
    Row{KEY_KPASTERISK, "*", "*"},
    Row{KEY_SPACE, " ", " "},
    Row{KEY_KP7, "789-456+1230.", "789-456+1230."},
    Row{KEY_KPENTER, "\n", "\n"},
    Row{KEY_KPSLASH, "/", "/"},
};

} // namespace

std::optional<char> UsKeyboard::key(std::uint16_t code, bool down) {
    if (code == KEY_LEFTSHIFT)
        left_shift_ = down;
    if (code == KEY_RIGHTSHIFT)
        right_shift_ = down;
    if (!down)
        return std::nullopt;
    for (const Row& row : rows)
        if (code >= row.first && code < row.first + row.plain.size())
            return (left_shift_ || right_shift_ ? row.shifted : row.plain)[code - std::size_t{row.first}];
    return std::nullopt;
}

} // namespace guichet::scanner
