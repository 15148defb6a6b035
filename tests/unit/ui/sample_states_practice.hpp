#pragma once

#include "tests/unit/ui/sample_states.hpp"

namespace guichet::ui {

/// The guided tour, and the kiosk while people practise.
void add_practice_samples(std::vector<Sample>& samples, const std::string& language);

} // namespace guichet::ui
