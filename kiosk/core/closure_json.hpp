#pragma once
// A closing as a part of a larger JSON value.

#include "kiosk/core/closure.hpp"

#include <nlohmann/json_fwd.hpp>

namespace guichet {

[[nodiscard]] nlohmann::json closure_value(const Closure& closure);

} // namespace guichet
