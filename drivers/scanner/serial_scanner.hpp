#pragma once
// Scanners on a serial line: USB CDC-ACM (/dev/ttyACM*), a USB adapter (/dev/ttyUSB*), or a real one.

#include "drivers/scanner/open_scanner.hpp"

#include <memory>

namespace guichet::scanner {

/// Opens a line for this program alone (TIOCEXCL), raw, 8 bits, no parity, one stop bit, no flow control, at
/// the speed of the settings, which must be one (USB CDC-ACM scanners do not care).
/// Fails when it may not be opened or another program holds it.
[[nodiscard]] Result<std::unique_ptr<OpenScanner>> open_serial_line(FoundScanner found,
                                                                    const ScannerSettings& settings);

} // namespace guichet::scanner
