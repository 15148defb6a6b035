#pragma once
// Readers of JSON in which our own errors travel beside those of the JSON: both are caught in one place and
// made values there.

#include "kiosk/core/json_value.hpp"
#include "kiosk/core/result.hpp"

#include <string_view>
#include <utility>

namespace guichet {

/// Thrown while a message is read, and caught where its reading began.
struct Refused {
    Error error;
};

/// The value of a Result while a message is read.
template <typename Value>
[[nodiscard]] Value taken(Result<Value> result) {
    if (!result)
        throw Refused{result.error()};
    return std::move(result).value();
}

/// Reads a text of JSON with `read`, which takes its root and may throw Refused or a JsonFault. `explain`
/// makes the Error of what a JsonFault says.
template <typename Read, typename Explain>
[[nodiscard]] auto read_json(std::string_view text, const Read& read, const Explain& explain)
    -> Result<decltype(read(std::declval<JsonValue>()))> {
    try {
        return read(JsonText(text).root());
    } catch (const Refused& refused) {
        return refused.error;
    } catch (const JsonFault& fault) {
        return explain(fault.what);
    }
}

} // namespace guichet
