#pragma once

#include "tests/unit/ui/sample_states.hpp"

namespace guichet::ui {

/// Adds the samples of calls for a volunteer, made of others.
void add_call_samples(std::vector<Sample>& samples);

} // namespace guichet::ui
