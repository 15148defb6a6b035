#pragma once
// Samples of the customer's flow and of the notices.

#include "tests/unit/ui/sample_states.hpp"

namespace guichet::ui {

/// Adds them, made of `spare` ones.
void add_flow(std::vector<Sample>& samples, std::vector<Sample> spare);

} // namespace guichet::ui
