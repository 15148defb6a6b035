// The hand scanners, as `guichet-kiosk doctor` sees them.

#include "drivers/scanner/evdev_scanner.hpp"
#include "kiosk/station/findings.hpp"

namespace guichet::station {

std::vector<Finding> examine_hand_scanners(const Configuration& configuration) {
    if (configuration.hand_scanner.empty())
        return {well("hand scanner", "none is configured")};
    const auto scanner = scanner::open_hand_scanner(configuration.hand_scanner);
    return {scanner ? well("hand scanner", (*scanner)->name())
                    : unwell("hand scanner", scanner.error(), false)};
}

} // namespace guichet::station
