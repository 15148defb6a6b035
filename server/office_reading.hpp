#pragma once
// How messages of the office are read, whatever they are about. Internal to those who define such messages.

#include "kiosk/core/refused.hpp"
#include "kiosk/core/result.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace guichet::server {

/// Reads JSON with `read`, which throws Refused, or what the JSON library throws, at what is no such message.
template <typename Message, typename Reader>
[[nodiscard]] Result<Message> read_office_message(std::string_view bytes, const Reader& read) {
    try {
        return read(nlohmann::json::parse(bytes));
    } catch (const Refused& refused) {
        return refused.error;
    } catch (const nlohmann::json::exception& error) {
        return fail("This is not a message of the office: {0}", error.what());
    }
}

/// A member that has to be there.
[[nodiscard]] inline std::string text(const nlohmann::json& value, const char* key) {
    return value.at(key).get<std::string>();
}

} // namespace guichet::server
