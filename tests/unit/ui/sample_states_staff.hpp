#pragma once
// Samples of the screens for those who work with the kiosk.

#include "kiosk/app/state.hpp"

#include <functional>
#include <string>

namespace guichet::ui {

/// `add` makes a state in the middle of an open session, named so, with that screen; the state is there until
/// the next one is made.
struct StaffSamples {
    std::function<app::State&(const std::string& name, app::Screen screen)> add;
};

void add_staff_samples(const StaffSamples& samples);

} // namespace guichet::ui
