#pragma once
// Enumerations and the words that stand for them in files and messages: one table for each, read both ways.

#include "kiosk/core/result.hpp"

#include <array>
#include <string_view>

namespace guichet {

/// The word of a value; the words stand in the order of the enumeration.
template <typename Value, std::size_t count>
[[nodiscard]] constexpr std::string_view word_in(const std::array<std::string_view, count>& words,
                                                 Value value) {
    return words.at(static_cast<std::size_t>(value));
}

/// The value of a word; `what` names the kind of word for the message.
template <typename Value, std::size_t count>
[[nodiscard]] Result<Value> value_in(const std::array<std::string_view, count>& words, std::string_view word,
                                     std::string_view what) {
    for (std::size_t at = 0; at < count; ++at)
        if (words[at] == word)
            return static_cast<Value>(at);
    return fail("“{0}” is no {1}.", word, what);
}

} // namespace guichet
