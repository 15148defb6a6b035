#pragma once

#include "tests/unit/ui/sample_states.hpp"

#include <functional>

namespace guichet::ui {

/// How the samples of calls are made.
struct CallMaker {
    std::function<app::State&(const std::string& name)> add;
    std::function<app::BasketWork(const app::State&, std::size_t basket)> work_on;
    std::function<app::HandedOver(const app::State&)> done_with;
};

/// Adds the samples of calls for a volunteer, and of other things that stand above a page with them.
void add_call_samples(const CallMaker& make);

} // namespace guichet::ui
