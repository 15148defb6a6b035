#pragma once
// Scanners that act as a keyboard, through Linux's evdev (Documentation/input/input.rst).

#include "drivers/scanner/open_scanner.hpp"

#include <memory>

namespace guichet::scanner {

/// Opens a keyboard. A scanner is taken for this program alone (EVIOCGRAB), so that a scan types into no
/// field. One that is only watched is left to everybody until it reads a code at a scanner's rhythm, and has
/// let its keys go; it is given back as soon as a person types on it, and then never taken again. Fails when
/// it may not be read or another program holds it.
[[nodiscard]] Result<std::unique_ptr<OpenScanner>> open_keyboard(FoundScanner found,
                                                                 const ScannerSettings& settings);

} // namespace guichet::scanner
