#pragma once

#include "tests/unit/ui/sample_states.hpp"

#include <functional>

namespace guichet::ui {

/// Adds the samples of calls for a volunteer; `add` makes a sample of a name, `work_on` a basket's screen.
void add_call_samples(const std::function<app::State&(const std::string& name)>& add,
                      const std::function<app::BasketWork(const app::State&)>& work_on);

} // namespace guichet::ui
