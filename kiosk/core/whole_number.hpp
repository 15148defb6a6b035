#pragma once
// Whole numbers of JSON from outside.

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace guichet {

/// The whole number that a JSON value is, when it fits; left alone, the library rounds 1.5, cuts off what is
/// too large, and makes anything of 1e99. Throws nlohmann::json::other_error, for who reads JSON anyway and
/// catches that library's exceptions.
template <typename Number>
[[nodiscard]] Number whole_number(const nlohmann::json& value) {
    const bool fits = value.is_number_unsigned()  ? std::in_range<Number>(value.get<std::uint64_t>())
                      : value.is_number_integer() ? std::in_range<Number>(value.get<std::int64_t>())
                                                  : false;
    if (!fits)
        throw nlohmann::json::other_error::create(
            501,
            value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + " is no number that fits",
            &value);
    return value.get<Number>();
}

} // namespace guichet
