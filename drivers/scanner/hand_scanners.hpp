#pragma once
// All hand scanners of this station, as one.

#include "drivers/scanner/found_scanner.hpp"
#include "kiosk/ports/scanner.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace guichet::scanner {

/// Watches for scanners of every kind (keyboard, serial line, HID-POS) and reads all that are there, in any
/// number: each may come and go at any time. One that fails is dropped, which is logged, and found again by
/// itself. Never fails as a whole.
[[nodiscard]] std::unique_ptr<ports::Scanner> watch_hand_scanners(ScannerSettings settings);

/// A scanner and whether it can be used now.
struct ScannerFinding {
    FoundScanner found;
    std::optional<Error> problem; ///< why it cannot, and what to do
    bool in_use = false;          ///< another program has it, most likely the kiosk
};

/// Everything that the settings allow, each opened and closed again: for the doctor.
[[nodiscard]] std::vector<ScannerFinding> examine_scanners(const ScannerSettings& settings);

} // namespace guichet::scanner
