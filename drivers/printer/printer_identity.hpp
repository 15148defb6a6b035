#pragma once
// What a printer tells of itself, and the profile that fits it.

#include "drivers/printer/profile.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::printer {

/// Everything that tells one model from another; what is not known is empty.
struct PrinterIdentity {
    UsbId usb;                  ///< 0:0 when it is not on USB
    std::string device_id;      ///< IEEE 1284 device id: "MFG:EPSON;MDL:TM-T20II;CMD:ESC/POS;", see DeviceId
    std::string reported_maker; ///< the answer to `1D 49 42`
    std::string reported_model; ///< the answer to `1D 49 43`
    std::string firmware;       ///< the answer to `1D 49 41`
    std::string place;          ///< where it is plugged in, for people

    friend bool operator==(const PrinterIdentity&, const PrinterIdentity&) = default;
};

/// By what a profile was chosen, the surest first.
enum class ProfileReason : std::uint8_t {
    configured,  ///< somebody named it
    own_name,    ///< the printer's answer to `1D 49 43`
    device_name, ///< the model in its IEEE 1284 device id
    usb_id,      ///< a USB id that no other model has
    guessed,     ///< a USB id that other models have too
    unknown      ///< nothing told the model: the generic profile
};

/// The reason as the end of a sentence: "chosen by its own name".
[[nodiscard]] std::string_view words_of(ProfileReason reason);

struct ChosenProfile {
    Profile profile;
    ProfileReason reason = ProfileReason::unknown;
};

/// The profile that fits a printer best. Names are compared without case, blanks and punctuation, from their
/// beginning; the longest wins, and of equal ones the wider paper. A shared USB id never chooses a profile
/// for narrow paper, and without any hint it is "generic-80mm": on narrow paper a wide receipt is seen at
/// once, while narrow receipts on wide paper could go on for years.
[[nodiscard]] ChosenProfile choose_profile(const std::vector<Profile>& profiles,
                                           const PrinterIdentity& identity);

/// Gives the profile of a printer, as soon as it is known which one is plugged in.
using ProfileChoice = std::function<Profile(const PrinterIdentity&)>;

/// `choose_profile` among these.
[[nodiscard]] ProfileChoice choose_by_identity(std::vector<Profile> profiles);

/// This one for every printer: what a configuration that names a profile wants.
[[nodiscard]] ProfileChoice always(Profile profile);

} // namespace guichet::printer
