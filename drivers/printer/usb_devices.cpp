#include "drivers/printer/usb_devices.hpp"

#include "drivers/printer/device_id.hpp"
#include "drivers/usb/usb_port.hpp"

#include <libusb.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <string_view>
#include <utility>

namespace guichet::printer {
namespace {

constexpr std::uint8_t printer_class = 0x07;
constexpr std::uint8_t printer_subclass = 0x01;
constexpr std::uint8_t ipp_protocol = 0x04; ///< IPP over USB: speaks HTTP, not ESC/POS
constexpr std::uint8_t communication_class = 0x02;
constexpr std::uint8_t abstract_control_subclass = 0x02;
constexpr std::uint8_t get_device_id = 0x00;
constexpr unsigned control_timeout = 500; // milliseconds

/// Makers of receipt printers: one of theirs that is a serial line is a printer, whatever it calls itself.
constexpr std::array<std::uint16_t, 5> printer_makers{0x04B8, 0x0519, 0x1D90, 0x1504, 0x0416};

std::string text_of(libusb_device_handle* handle, std::uint8_t index) {
    std::array<unsigned char, 256> text{};
    const int length = index == 0 ? 0
                                  : libusb_get_string_descriptor_ascii(handle, index, text.data(),
                                                                       static_cast<int>(text.size()));
    return length <= 0 ? std::string() : std::string(text.begin(), text.begin() + length);
}

/// Reads what a printer calls itself; names stay empty when it may not be opened.
UsbPrinter printer_of(libusb_device* device) {
    libusb_device_descriptor descriptor{};
    libusb_get_device_descriptor(device, &descriptor);
    UsbPrinter printer;
    printer.vendor = descriptor.idVendor;
    printer.product = descriptor.idProduct;
    printer.port = usb::port_of(device);
    libusb_device_handle* handle = nullptr;
    if (const int code = libusb_open(device, &handle); code != 0) {
        printer.problem = usb_error(code, printer.describe());
        return printer;
    }
    printer.serial = text_of(handle, descriptor.iSerialNumber);
    printer.manufacturer = text_of(handle, descriptor.iManufacturer);
    printer.model = text_of(handle, descriptor.iProduct);
    libusb_close(handle);
    return printer;
}

/// The endpoints of an alternate setting; one without a way to the printer is of no use.
std::optional<UsbInterface> usable(const libusb_interface_descriptor& setting, const UsbQuirk& quirk) {
    const bool of_class =
        setting.bInterfaceClass == printer_class && setting.bInterfaceSubClass == printer_subclass;
    const bool of_vendor = quirk.vendor_class && setting.bInterfaceClass == LIBUSB_CLASS_VENDOR_SPEC;
    if ((!of_class && !of_vendor) || (of_class && setting.bInterfaceProtocol == ipp_protocol))
        return std::nullopt;
    UsbInterface found;
    found.number = setting.bInterfaceNumber;
    found.alternate = setting.bAlternateSetting;
    for (const libusb_endpoint_descriptor& endpoint : std::span(setting.endpoint, setting.bNumEndpoints)) {
        if ((endpoint.bmAttributes & 0x03U) != LIBUSB_TRANSFER_TYPE_BULK)
            continue;
        if ((endpoint.bEndpointAddress & LIBUSB_ENDPOINT_IN) == 0) {
            found.out = endpoint.bEndpointAddress;
        } else if (!quirk.one_way) {
            found.in = endpoint.bEndpointAddress;
            found.packet_in = std::max<std::size_t>(endpoint.wMaxPacketSize & 0x07FFU, 1);
        }
    }
    return found.out == 0 ? std::nullopt : std::optional(found);
}

/// Calls `look` with each alternate setting of the device, and how many its interface has.
template <typename Look>
void each_setting(libusb_device* device, Look look) {
    libusb_config_descriptor* configuration = nullptr;
    if (libusb_get_active_config_descriptor(device, &configuration) != 0 &&
        libusb_get_config_descriptor(device, 0, &configuration) != 0)
        return;
    for (const libusb_interface& interface :
         std::span(configuration->interface, configuration->bNumInterfaces))
        for (const libusb_interface_descriptor& setting :
             std::span(interface.altsetting, static_cast<std::size_t>(interface.num_altsetting)))
            look(*configuration, setting, interface.num_altsetting);
    libusb_free_config_descriptor(configuration);
}

/// The device's printer interface; a setting that can answer is preferred.
std::optional<UsbInterface> printer_interface(libusb_device* device, const std::vector<UsbQuirk>& quirks) {
    libusb_device_descriptor descriptor{};
    libusb_get_device_descriptor(device, &descriptor);
    const UsbQuirk quirk = quirks_of(quirks, descriptor.idVendor, descriptor.idProduct);
    std::optional<UsbInterface> best;
    each_setting(device, [&](const libusb_config_descriptor& configuration,
                             const libusb_interface_descriptor& setting, int settings) {
        auto found = usable(setting, quirk);
        if (!found || (best && (best->in != 0 || found->in == 0)))
            return;
        found->only_alternate = settings == 1;
        found->configuration = configuration.bConfigurationValue;
        best = found;
    });
    return best;
}

bool is_serial_line(libusb_device* device) {
    bool serial = false;
    each_setting(device,
                 [&serial](const libusb_config_descriptor&, const libusb_interface_descriptor& setting, int) {
                     serial = serial || (setting.bInterfaceClass == communication_class &&
                                         setting.bInterfaceSubClass == abstract_control_subclass);
                 });
    return serial;
}

/// Many things are serial lines; this one is a printer by its maker or by its name.
bool calls_itself_a_printer(const UsbPrinter& printer) {
    if (std::find(printer_makers.begin(), printer_makers.end(), printer.vendor) != printer_makers.end())
        return true;
    std::string name = printer.manufacturer + " " + printer.model;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    constexpr std::array<std::string_view, 5> words{"print", "receipt", "thermal", "pos-", "pos5"};
    return std::any_of(words.begin(), words.end(),
                       [&name](std::string_view word) { return name.find(word) != std::string::npos; });
}

std::optional<UsbDevice> printing_device(libusb_device* device, const std::vector<UsbQuirk>& quirks) {
    if (const auto interface = printer_interface(device, quirks))
        return UsbDevice(device, interface, printer_of(device));
    if (!is_serial_line(device))
        return std::nullopt;
    UsbPrinter printer = printer_of(device);
    if (!calls_itself_a_printer(printer))
        return std::nullopt;
    printer.serial_line = true;
    printer.problem =
        fail("The printer {0} is plugged in as a serial line: switch it to the USB printer class "
             "(its switches, or its maker’s set-up program), then plug it in again.",
             printer.describe());
    return UsbDevice(device, std::nullopt, std::move(printer));
}

} // namespace

Error usb_error(int code, const std::string& printer) {
    switch (code) {
    case LIBUSB_ERROR_ACCESS:
        return fail(
            "The printer {0} may not be opened: install the udev rule for USB printers (interface class "
            "07/01) from the systemd folder, then unplug the printer and plug it in again.",
            printer);
    case LIBUSB_ERROR_BUSY:
        return fail("The printer {0} is in use by another program: stop it (CUPS, another kiosk).", printer);
    case LIBUSB_ERROR_NO_DEVICE: return fail("The printer {0} was unplugged or switched off.", printer);
    default: return fail("The printer {0} cannot be used over USB ({1}).", printer, libusb_error_name(code));
    }
}

std::string ask_device_id(libusb_device_handle* handle, const UsbInterface& interface) {
    std::array<std::uint8_t, 1024> answer{};
    const auto request_type =
        static_cast<std::uint8_t>(unsigned{LIBUSB_ENDPOINT_IN} | unsigned{LIBUSB_REQUEST_TYPE_CLASS} |
                                  unsigned{LIBUSB_RECIPIENT_INTERFACE});
    const int received = libusb_control_transfer(
        handle, request_type, get_device_id, static_cast<std::uint16_t>(interface.configuration_index),
        static_cast<std::uint16_t>(static_cast<unsigned>(interface.number) << 8U |
                                   static_cast<unsigned>(interface.alternate)),
        answer.data(), static_cast<std::uint16_t>(answer.size()), control_timeout);
    return device_id_text({answer.data(), static_cast<std::size_t>(std::max(received, 0))});
}

std::string UsbPrinter::describe() const {
    const std::string name =
        manufacturer.empty() && model.empty() ? "USB printer" : manufacturer + " " + model;
    return fmt::format("{} ({:04x}:{:04x}) at USB port {}", name, vendor, product, port);
}

bool UsbSelector::matches(const UsbPrinter& printer) const {
    return (serial.empty() || serial == printer.serial) && (port.empty() || port == printer.port);
}

UsbSelector UsbSelector::of(const std::string& port_or_serial) {
    const bool port = port_or_serial.find('-') != std::string::npos &&
                      port_or_serial.find_first_not_of("0123456789-.") == std::string::npos;
    UsbSelector selector;
    (port ? selector.port : selector.serial) = port_or_serial;
    return selector;
}

UsbDevice::UsbDevice(libusb_device* device, std::optional<UsbInterface> interface, UsbPrinter printer)
    : device_(libusb_ref_device(device)), interface_(interface), printer_(std::move(printer)) {}

UsbDevice::~UsbDevice() {
    if (device_ != nullptr)
        libusb_unref_device(device_);
}

UsbDevice::UsbDevice(UsbDevice&& other) noexcept
    : device_(std::exchange(other.device_, nullptr)), interface_(other.interface_),
      printer_(std::move(other.printer_)) {}

UsbDevice& UsbDevice::operator=(UsbDevice&& other) noexcept {
    std::swap(device_, other.device_);
    interface_ = other.interface_;
    printer_ = std::move(other.printer_);
    return *this;
}

Result<libusb_device_handle*> UsbDevice::claim() const {
    if (!interface_)
        return printer_.problem.value_or(fail("The printer {0} cannot be used.", printer_.describe()));
    libusb_device_handle* handle = nullptr;
    if (const int code = libusb_open(device_, &handle); code != 0)
        return usb_error(code, printer_.describe());
    libusb_set_auto_detach_kernel_driver(handle, 1);
    int active = 0;
    int code = 0;
    if (libusb_get_configuration(handle, &active) == 0 && active != interface_->configuration)
        code = libusb_set_configuration(handle, interface_->configuration);
    if (code == 0)
        code = libusb_claim_interface(handle, interface_->number);
    if (code == 0 && !interface_->only_alternate)
        code = libusb_set_interface_alt_setting(handle, interface_->number, interface_->alternate);
    if (code == 0)
        return handle;
    libusb_close(handle);
    return usb_error(code, printer_.describe());
}

std::vector<UsbDevice> find_usb_printers(libusb_context* context, const std::vector<UsbQuirk>& quirks) {
    libusb_device** devices = nullptr;
    const ssize_t count = libusb_get_device_list(context, &devices);
    if (count < 0)
        return {};
    std::vector<UsbDevice> printers;
    for (libusb_device* device : std::span(devices, static_cast<std::size_t>(count)))
        if (auto printer = printing_device(device, quirks))
            printers.push_back(std::move(*printer));
    libusb_free_device_list(devices, 1);
    std::sort(printers.begin(), printers.end(), [](const UsbDevice& left, const UsbDevice& right) {
        return left.printer().port < right.printer().port;
    });
    return printers;
}

Result<std::vector<UsbPrinter>> list_usb_printers(const std::vector<UsbQuirk>& quirks) {
    libusb_context* context = nullptr;
    if (const int code = libusb_init(&context); code != 0)
        return fail("USB cannot be used on this machine ({0}).", libusb_error_name(code));
    std::vector<UsbPrinter> printers;
    for (const UsbDevice& device : find_usb_printers(context, quirks)) {
        UsbPrinter printer = device.printer();
        if (!printer.serial_line && !printer.problem) {
            if (auto handle = device.claim()) {
                printer.device_id = ask_device_id(*handle, *device.interface());
                libusb_release_interface(*handle, device.interface()->number);
                libusb_close(*handle);
            } else {
                printer.problem = handle.error();
            }
        }
        printers.push_back(std::move(printer));
    }
    libusb_exit(context);
    return printers;
}

} // namespace guichet::printer
