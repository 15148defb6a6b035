#pragma once
// Which printers are plugged in at USB: class 07, subclass 01 (USB printer class specification 1.1), those of
// the vendor class that the quirks name, and those that pretend to be serial lines.

#include "drivers/printer/printer_identity.hpp"
#include "drivers/printer/usb_quirks.hpp"
#include "kiosk/core/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct libusb_context;
struct libusb_device;
struct libusb_device_handle;

namespace guichet::printer {

/// A printer that is plugged in.
struct UsbPrinter {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::string port;         ///< "1-2.3": bus and the ports on the way, the same after a restart
    std::string serial;       ///< empty when it has none, or when it may not be asked
    std::string manufacturer; ///< as it calls itself
    std::string model;
    std::string device_id;        ///< IEEE 1284 device id; empty when it was not or could not be asked
    bool serial_line = false;     ///< it enumerates as CDC-ACM: not usable, it has to be switched over
    std::optional<Error> problem; ///< why it cannot be used, when that is known

    [[nodiscard]] std::string describe() const;
    [[nodiscard]] PrinterIdentity identity() const {
        return {{vendor, product}, device_id, {}, {}, {}, "USB " + port};
    }
};

/// Which printer is meant; empty members do not matter.
struct UsbSelector {
    std::string serial;
    std::string port;

    [[nodiscard]] bool matches(const UsbPrinter& printer) const;

    /// A port path is made of numbers, dashes and dots ("1-2.3"); anything else is a serial number.
    [[nodiscard]] static UsbSelector of(const std::string& port_or_serial);
};

/// All USB printers, by port, each asked for its device id. Fails only when USB itself cannot be used.
[[nodiscard]] Result<std::vector<UsbPrinter>> list_usb_printers(const std::vector<UsbQuirk>& quirks);

// What UsbTransport shares with the list.

/// The interface of a device that prints, with its bulk endpoints.
struct UsbInterface {
    int configuration_index = 0;
    int configuration = 0;
    int number = 0;
    int alternate = 0;
    bool only_alternate = true;
    std::uint8_t out = 0;
    std::uint8_t in = 0; ///< 0: a printer that cannot answer
    std::size_t packet_in = 64;
};

/// A device of libusb's list, held until it is destroyed.
class UsbDevice {
public:
    UsbDevice(libusb_device* device, std::optional<UsbInterface> interface, UsbPrinter printer);
    ~UsbDevice();
    UsbDevice(UsbDevice&& other) noexcept;
    UsbDevice& operator=(UsbDevice&& other) noexcept;

    [[nodiscard]] libusb_device* device() const { return device_; }
    [[nodiscard]] const std::optional<UsbInterface>& interface() const { return interface_; }
    [[nodiscard]] const UsbPrinter& printer() const { return printer_; }

    /// Opens it and takes the interface over from the kernel's driver, which comes back when the handle is
    /// closed. Nothing is reset and no configuration set that is set already: both would drop what the
    /// printer holds.
    [[nodiscard]] Result<libusb_device_handle*> claim() const;

private:
    libusb_device* device_;
    std::optional<UsbInterface> interface_; ///< nothing: a serial line
    UsbPrinter printer_;
};

/// The printers among the devices, by port; names are read where they may be.
[[nodiscard]] std::vector<UsbDevice> find_usb_printers(libusb_context* context,
                                                       const std::vector<UsbQuirk>& quirks);

/// GET_DEVICE_ID (class specification 1.1, section 4.2.1) of a claimed interface, without its length; empty
/// when the printer does not answer.
[[nodiscard]] std::string ask_device_id(libusb_device_handle* handle, const UsbInterface& interface);

/// What the rest of the program calls a libusb failure at a printer.
[[nodiscard]] Error usb_error(int code, const std::string& printer);

} // namespace guichet::printer
