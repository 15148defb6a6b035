#pragma once
// The IEEE 1284 device id: what a printer says of itself in answer to GET_DEVICE_ID (USB printer class 1.1,
// section 4.2.1; IEEE 1284-2000, section 7.6). Pure; takes any bytes.

#include "drivers/printer/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace guichet::printer {

/// The members that tell one printer from another; what it does not say is empty.
struct DeviceId {
    std::string maker;       ///< MFG or MANUFACTURER
    std::string model;       ///< MDL or MODEL
    std::string command_set; ///< CMD or COMMAND SET, as written: "ESC/POS", "EPSON", "STAR,ESCPOS"
    std::string description; ///< DES or DESCRIPTION
    std::string serial;      ///< SN, SERN or SERIALNUMBER

    friend bool operator==(const DeviceId&, const DeviceId&) = default;

    /// Whether it takes ESC/POS, by its command set; nothing when it does not say. A Star printer in its own
    /// mode says no: it is to be switched to ESC/POS emulation before anything useful comes out.
    [[nodiscard]] std::optional<bool> takes_esc_pos() const;
};

/// The text of an answer to GET_DEVICE_ID: without its length, of which some models count the bytes from the
/// wrong end, some wrongly, and some not at all; without blanks at its ends and bytes that are no ASCII.
[[nodiscard]] std::string device_id_text(ByteView answer);

/// Reads such a text. Keys count in any case and with blanks around them; of a key that comes twice, the
/// first with a value; parts without a colon are passed over.
[[nodiscard]] DeviceId parse_device_id(std::string_view text);

} // namespace guichet::printer
