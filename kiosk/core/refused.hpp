#pragma once
// Readers of JSON in which our own errors travel with the library's: whoever parses catches both in one place
// and makes values of them, so that neither leaves the file.

#include "kiosk/core/result.hpp"

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

} // namespace guichet
