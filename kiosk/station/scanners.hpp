#pragma once
// The hand scanners of a station, from its configuration and the data files.

#include "drivers/scanner/scanner_settings.hpp"
#include "kiosk/station/configuration.hpp"

namespace guichet::station {

/// How the scanners of the configuration are found and read. A list of known scanners that cannot be read is
/// logged and left out: then their rhythm tells them.
[[nodiscard]] scanner::ScannerSettings scanner_settings(const HandScannerConfiguration& configuration);

} // namespace guichet::station
