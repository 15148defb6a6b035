#include "drivers/printer/usb_transport.hpp"

#include <libusb.h>

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

namespace guichet::printer {
namespace {

using std::chrono::milliseconds;

constexpr std::uint8_t printer_class = 0x07;
constexpr std::uint8_t printer_subclass = 0x01;
constexpr std::uint8_t ipp_protocol = 0x04; ///< IPP over USB: speaks HTTP, not ESC/POS
constexpr std::uint8_t get_port_status = 0x01;
constexpr unsigned control_timeout = 500; // milliseconds

/// What the rest of the program calls a libusb failure.
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

/// libusb's list of devices, given back at the end.
class DeviceList {
public:
    explicit DeviceList(libusb_context* context) { count_ = libusb_get_device_list(context, &devices_); }
    ~DeviceList() {
        if (count_ >= 0)
            libusb_free_device_list(devices_, 1);
    }
    DeviceList(const DeviceList&) = delete;
    DeviceList& operator=(const DeviceList&) = delete;

    [[nodiscard]] std::span<libusb_device*> devices() const {
        return {devices_, static_cast<std::size_t>(std::max<ssize_t>(count_, 0))};
    }

private:
    libusb_device** devices_ = nullptr;
    ssize_t count_ = 0;
};

std::string port_of(libusb_device* device) {
    std::array<std::uint8_t, 8> ports{};
    const int depth = libusb_get_port_numbers(device, ports.data(), static_cast<int>(ports.size()));
    std::string path = std::to_string(libusb_get_bus_number(device));
    for (int at = 0; at < depth; ++at)
        path += (at == 0 ? '-' : '.') + std::to_string(ports.at(static_cast<std::size_t>(at)));
    return path;
}

std::string text_of(libusb_device_handle* handle, std::uint8_t index) {
    std::array<unsigned char, 256> text{};
    const int length = index == 0 ? 0
                                  : libusb_get_string_descriptor_ascii(handle, index, text.data(),
                                                                       static_cast<int>(text.size()));
    return length <= 0 ? std::string() : std::string(text.begin(), text.begin() + length);
}

} // namespace

/// A printer interface of a device, with its endpoints.
struct UsbTransport::Interface {
    int configuration = 0;
    int number = 0;
    int alternate = 0;
    bool only_alternate = true;
    std::uint8_t out = 0;
    std::uint8_t in = 0;
    std::size_t packet_in = 64;

    /// The endpoints of an alternate setting; one without a way to the printer is of no use.
    static std::optional<Interface> of(const libusb_interface_descriptor& setting) {
        if (setting.bInterfaceClass != printer_class || setting.bInterfaceSubClass != printer_subclass ||
            setting.bInterfaceProtocol == ipp_protocol)
            return std::nullopt;
        Interface found;
        found.number = setting.bInterfaceNumber;
        found.alternate = setting.bAlternateSetting;
        for (const libusb_endpoint_descriptor& endpoint :
             std::span(setting.endpoint, setting.bNumEndpoints)) {
            if ((endpoint.bmAttributes & 0x03U) != LIBUSB_TRANSFER_TYPE_BULK)
                continue;
            if ((endpoint.bEndpointAddress & LIBUSB_ENDPOINT_IN) == 0) {
                found.out = endpoint.bEndpointAddress;
            } else {
                found.in = endpoint.bEndpointAddress;
                found.packet_in = endpoint.wMaxPacketSize;
            }
        }
        return found.out == 0 ? std::nullopt : std::optional(found);
    }

    /// The device's printer interface; a setting that can answer is preferred.
    static std::optional<Interface> of(libusb_device* device) {
        libusb_config_descriptor* configuration = nullptr;
        if (libusb_get_active_config_descriptor(device, &configuration) != 0 &&
            libusb_get_config_descriptor(device, 0, &configuration) != 0)
            return std::nullopt;
        std::optional<Interface> best;
        for (const libusb_interface& interface :
             std::span(configuration->interface, configuration->bNumInterfaces))
            for (const libusb_interface_descriptor& setting :
                 std::span(interface.altsetting, static_cast<std::size_t>(interface.num_altsetting)))
                if (auto found = of(setting); found && (!best || (best->in == 0 && found->in != 0))) {
                    found->only_alternate = interface.num_altsetting == 1;
                    found->configuration = configuration->bConfigurationValue;
                    best = found;
                }
        libusb_free_config_descriptor(configuration);
        return best;
    }
};

namespace {

/// Reads what a printer calls itself; names stay empty when it may not be opened.
UsbPrinter printer_of(libusb_device* device) {
    libusb_device_descriptor descriptor{};
    libusb_get_device_descriptor(device, &descriptor);
    UsbPrinter printer{descriptor.idVendor, descriptor.idProduct, port_of(device), {}, {}, {}};
    libusb_device_handle* handle = nullptr;
    if (libusb_open(device, &handle) == 0) {
        printer.serial = text_of(handle, descriptor.iSerialNumber);
        printer.manufacturer = text_of(handle, descriptor.iManufacturer);
        printer.model = text_of(handle, descriptor.iProduct);
        libusb_close(handle);
    }
    return printer;
}

} // namespace

std::string UsbPrinter::describe() const {
    const std::string name =
        manufacturer.empty() && model.empty() ? "USB printer" : manufacturer + " " + model;
    return fmt::format("{} ({:04x}:{:04x}) at USB port {}", name, vendor, product, port);
}

bool UsbSelector::matches(const UsbPrinter& printer) const {
    return (serial.empty() || serial == printer.serial) && (port.empty() || port == printer.port) &&
           (vendor == 0 || vendor == printer.vendor) && (product == 0 || product == printer.product);
}

Result<std::vector<UsbPrinter>> list_usb_printers() {
    libusb_context* context = nullptr;
    if (const int code = libusb_init(&context); code != 0)
        return fail("USB cannot be used on this machine ({0}).", libusb_error_name(code));
    std::vector<UsbPrinter> printers;
    {
        const DeviceList list(context);
        for (libusb_device* device : list.devices())
            if (UsbTransport::is_printer(device))
                printers.push_back(printer_of(device));
    }
    libusb_exit(context);
    std::sort(printers.begin(), printers.end(),
              [](const UsbPrinter& left, const UsbPrinter& right) { return left.port < right.port; });
    return printers;
}

UsbTransport::UsbTransport(UsbSelector selector)
    : selector_(std::move(selector)), description_("USB printer") {}

UsbTransport::~UsbTransport() {
    close();
    if (context_ != nullptr)
        libusb_exit(context_);
}

bool UsbTransport::is_printer(libusb_device* device) {
    return Interface::of(device).has_value();
}

Result<> UsbTransport::open() {
    if (handle_ != nullptr)
        return {};
    if (context_ == nullptr)
        if (const int code = libusb_init(&context_); code != 0) {
            context_ = nullptr;
            return fail("USB cannot be used on this machine ({0}).", libusb_error_name(code));
        }
    const DeviceList list(context_);
    for (libusb_device* device : list.devices()) {
        const auto interface = Interface::of(device);
        if (!interface)
            continue;
        const UsbPrinter printer = printer_of(device);
        if (!selector_.matches(printer))
            continue;
        description_ = printer.describe();
        if (const int code = libusb_open(device, &handle_); code != 0) {
            handle_ = nullptr;
            return usb_error(code, description_);
        }
        auto claimed = claim(*interface);
        if (!claimed)
            close();
        return claimed;
    }
    return fail("No USB printer is found: look at its cable and its power switch.");
}

/// Takes the interface over from the kernel. The configuration is set only when it is another one, as setting
/// it drops what the printer holds; for the same reason there is never a reset.
Result<> UsbTransport::claim(const Interface& interface) {
    libusb_set_auto_detach_kernel_driver(handle_, 1);
    int active = 0;
    if (libusb_get_configuration(handle_, &active) == 0 && active != interface.configuration)
        libusb_set_configuration(handle_, interface.configuration);
    if (const int code = libusb_claim_interface(handle_, interface.number); code != 0)
        return usb_error(code, description_);
    interface_ = interface.number;
    if (!interface.only_alternate)
        if (const int code = libusb_set_interface_alt_setting(handle_, interface.number, interface.alternate);
            code != 0)
            return usb_error(code, description_);
    endpoint_out_ = interface.out;
    endpoint_in_ = interface.in;
    packet_in_ = std::max<std::size_t>(interface.packet_in, 1);
    unread_.clear();
    return {};
}

void UsbTransport::close() noexcept {
    if (handle_ == nullptr)
        return;
    libusb_release_interface(handle_, interface_);
    libusb_close(handle_);
    handle_ = nullptr;
}

Transfer UsbTransport::transfer(std::uint8_t endpoint, std::uint8_t* data, std::size_t length,
                                milliseconds timeout) {
    int transferred = 0;
    const auto patience = static_cast<unsigned>(std::max<std::int64_t>(timeout.count(), 1)); // 0 is for ever
    const int code =
        libusb_bulk_transfer(handle_, endpoint, data, static_cast<int>(length), &transferred, patience);
    const auto count = static_cast<std::size_t>(std::max(transferred, 0));
    switch (code) {
    case LIBUSB_SUCCESS: return {TransferEnd::complete, count, std::nullopt};
    case LIBUSB_ERROR_PIPE: libusb_clear_halt(handle_, endpoint); [[fallthrough]];
    case LIBUSB_ERROR_TIMEOUT:
    case LIBUSB_ERROR_INTERRUPTED: return {TransferEnd::timed_out, count, std::nullopt};
    default: return {TransferEnd::gone, count, usb_error(code, description_)};
    }
}

Transfer UsbTransport::write(ByteView bytes, milliseconds timeout) {
    require(!bytes.empty() && bytes.size() <= largest_write, "a write has 1 to 4096 bytes");
    require(handle_ != nullptr, "the transport is open");
    // libusb does not write to what it sends, but its face is not const.
    return transfer(endpoint_out_, const_cast<std::uint8_t*>(bytes.data()), bytes.size(), timeout);
}

Transfer UsbTransport::read(std::span<std::uint8_t> into, milliseconds timeout) {
    require(handle_ != nullptr, "the transport is open");
    if (endpoint_in_ == 0) {
        std::this_thread::sleep_for(timeout);
        return {TransferEnd::timed_out, 0, std::nullopt};
    }
    Transfer result;
    if (unread_.empty()) {
        // Whole packets only: a shorter room makes a printer's longer packet an overflow.
        unread_.resize(packet_in_);
        result = transfer(endpoint_in_, unread_.data(), unread_.size(), timeout);
        unread_.resize(result.transferred);
    }
    result.transferred = std::min(into.size(), unread_.size());
    std::copy_n(unread_.begin(), result.transferred, into.begin());
    unread_.erase(unread_.begin(), unread_.begin() + static_cast<std::ptrdiff_t>(result.transferred));
    return result;
}

std::optional<PortStatus> UsbTransport::port_status() {
    if (handle_ == nullptr)
        return std::nullopt;
    std::uint8_t bits = 0;
    const auto request_type =
        static_cast<std::uint8_t>(unsigned{LIBUSB_ENDPOINT_IN} | unsigned{LIBUSB_REQUEST_TYPE_CLASS} |
                                  unsigned{LIBUSB_RECIPIENT_INTERFACE});
    if (libusb_control_transfer(handle_, request_type, get_port_status, 0,
                                static_cast<std::uint16_t>(interface_), &bits, 1, control_timeout) != 1)
        return std::nullopt;
    return PortStatus{(bits & 0x20U) != 0, (bits & 0x10U) != 0, (bits & 0x08U) == 0};
}

} // namespace guichet::printer
