#include "kiosk/station/scanners.hpp"

#include "kiosk/core/pickup_code.hpp"
#include "kiosk/station/resources.hpp"
#include "kiosk/station/run.hpp"

#include <variant>

namespace guichet::station {

scanner::ScannerSettings scanner_settings(const HandScannerConfiguration& configuration) {
    scanner::ScannerSettings settings;
    settings.device = configuration.device;
    settings.framing = configuration.framing;
    settings.gap = configuration.gap;
    settings.baud = configuration.baud;
    settings.layout = configuration.layout;
    settings.expected = [](std::string_view text) {
        return std::holds_alternative<PickupCode>(read_code(text));
    };
    settings.log = log_line;
    if (auto known = scanner::read_known_scanners(resource_folder("devices") / "scanners.toml"))
        settings.known = std::move(*known);
    else
        log_line(known.error().english());
    return settings;
}

} // namespace guichet::station
