#pragma once
// How messages of the office are read, whatever they are about. Internal to those who define such messages.

#include "kiosk/core/refused.hpp"
#include "kiosk/core/result.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace guichet::server {

/// Reads JSON with `read`, which throws Refused or a JsonFault at what is no such message.
template <typename Message, typename Reader>
[[nodiscard]] Result<Message> read_office_message(std::string_view bytes, const Reader& read) {
    return read_json(bytes, read, [](const std::string& fault) {
        return fail("This is not a message of the office: {0}", fault);
    });
}

/// Whether a message asks for one of these tasks.
template <std::size_t count>
[[nodiscard]] bool is_task_of(const std::array<std::string_view, count>& words, std::string_view bytes) {
    try {
        const JsonText parsed(bytes);
        return std::find(words.begin(), words.end(), parsed.root().at("do").view()) != words.end();
    } catch (const JsonFault&) {
        return false;
    }
}

} // namespace guichet::server
