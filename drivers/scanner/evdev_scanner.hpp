#pragma once

#include "drivers/scanner/hand_scanner.hpp"
#include "kiosk/core/result.hpp"
#include "kiosk/ports/scanner.hpp"

#include <memory>
#include <string>

namespace guichet::scanner {

/// Opens a hand-held scanner that acts as a keyboard, through Linux's evdev (Documentation/input/input.rst),
/// and takes it for this program alone, so that a scan types into no field. `device` is a device file
/// ("/dev/input/event3", or better a link under /dev/input/by-id) or the device's name ("Datalogic USB …").
/// Fails when there is none, it may not be read, or another program holds it.
[[nodiscard]] Result<std::unique_ptr<ports::Scanner>> open_hand_scanner(const std::string& device,
                                                                        HandScanner::Rhythm rhythm = {});

} // namespace guichet::scanner
