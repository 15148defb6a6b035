#pragma once
// Invented customers: common first names and surnames put together by chance.

#include "drivers/lab/random.hpp"
#include "kiosk/lab/demonstration/demonstration_data.hpp"

#include <vector>

namespace guichet::lab {

/// That many customers without lines, in the order of their references; no two have the same name below 7,000
/// of them.
[[nodiscard]] std::vector<DemonstrationCustomer> invent_customers(int count, Random& chance);

} // namespace guichet::lab
