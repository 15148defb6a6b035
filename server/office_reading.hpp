#pragma once
// How messages of the office are read, whatever they are about. Internal to those who define such messages.

#include "kiosk/core/json_value.hpp"
#include "kiosk/core/refused.hpp"
#include "kiosk/core/result.hpp"

#include <string_view>

namespace guichet::server {

/// Reads JSON with `read`, which throws Refused or a JsonFault at what is no such message.
template <typename Message, typename Reader>
[[nodiscard]] Result<Message> read_office_message(std::string_view bytes, const Reader& read) {
    try {
        return read(JsonText(bytes).root());
    } catch (const Refused& refused) {
        return refused.error;
    } catch (const JsonFault& fault) {
        return fail("This is not a message of the office: {0}", fault.what);
    }
}

} // namespace guichet::server
