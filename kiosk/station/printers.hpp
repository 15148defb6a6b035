#pragma once
// The printers of a station, from its configuration and the data files.

#include "drivers/printer/printer_driver.hpp"
#include "drivers/printer/printer_identity.hpp"
#include "drivers/printer/usb_quirks.hpp"
#include "kiosk/station/configuration.hpp"

#include <memory>
#include <string>
#include <vector>

namespace guichet::station {

/// What is known of printers: models and quirks. A file that cannot be read is logged and left out, so that
/// the kiosk prints on.
struct PrinterKnowledge {
    std::vector<printer::Profile> profiles;
    std::vector<printer::UsbQuirk> quirks;

    [[nodiscard]] static PrinterKnowledge read();
};

/// The driver of one USB printer. Without a profile's name, the profile is found by what the printer tells of
/// itself; a name that does not exist is an Error.
[[nodiscard]] Result<std::unique_ptr<printer::PrinterDriver>> make_printer(const PrinterKnowledge& knowledge,
                                                                           const std::string& port_or_serial,
                                                                           const std::string& profile);

/// All printers of the configuration. One whose profile does not exist finds its profile by itself.
[[nodiscard]] std::vector<std::unique_ptr<ports::Printer>> make_printers(const Configuration& configuration);

} // namespace guichet::station
