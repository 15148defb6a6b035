#pragma once

#include "tests/unit/ui/sample_states.hpp"

#include <functional>

namespace guichet::ui {

/// How the samples of papers and printers are made.
struct PrintingMaker {
    std::function<app::State&(const std::string& name)> add; ///< with the first screen
    std::function<app::State&(const std::string& name)> add_to_menu;
    std::function<app::BasketWork(const app::State&, std::size_t basket)> work_on;
};

/// Adds the samples of papers and printers, as volunteers see them.
void add_printing_samples(const PrintingMaker& make);

} // namespace guichet::ui
