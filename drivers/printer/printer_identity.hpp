#pragma once
// What a printer tells of itself, and the profile that fits it.

#include "drivers/printer/profile.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace guichet::printer {

/// Everything that tells one model from another; what is not known is empty.
struct PrinterIdentity {
    UsbId usb;                  ///< 0:0 when it is not on USB
    std::string device_id;      ///< IEEE 1284 device id: "MFG:EPSON;MDL:TM-T20II;CMD:ESC/POS;", see DeviceId
    std::string reported_maker; ///< the answer to `1D 49 42`
    std::string reported_model; ///< the answer to `1D 49 43`
    std::string firmware;       ///< the answer to `1D 49 41`

    friend bool operator==(const PrinterIdentity&, const PrinterIdentity&) = default;
};

/// Gives the profile of a printer, as soon as it is known which one is plugged in.
using ProfileChoice = std::function<Profile(const PrinterIdentity&)>;

} // namespace guichet::printer
