#pragma once
// Days as sessions, manifests and configurations write them: YYYY-MM-DD.

#include "kiosk/core/format.hpp"

#include <string_view>

namespace guichet {

/// Whether a text is a day that exists, written YYYY-MM-DD.
[[nodiscard]] bool is_date(std::string_view text);

/// Noon of that day; `date` is one, as whoever read it has made sure (`is_date`).
[[nodiscard]] LocalTime day_of(std::string_view date);

} // namespace guichet
