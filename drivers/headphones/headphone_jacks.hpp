#pragma once
// The jacks of sound cards that feel a plug in them. Such a jack is an input device with the switch
// SW_HEADPHONE_INSERT (Linux, Documentation/input/event-codes.rst, "EV_SW"; the sound drivers make it, see
// Documentation/sound/designs/jack-controls.rst).

#include "kiosk/ports/headphones.hpp"

#include <memory>

namespace guichet::headphones {

/// All jacks of the machine, also of cards that come and go; plugged when one of them is. Needs the right to
/// read /dev/input/event* (group input).
[[nodiscard]] std::unique_ptr<ports::Headphones> watch_headphone_jacks();

} // namespace guichet::headphones
