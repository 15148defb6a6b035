#pragma once
// Printers on USB: class 07, subclass 01 (USB printer class specification 1.1), through libusb.

#include "drivers/printer/transport.hpp"

#include <cstdint>
#include <memory>
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

    [[nodiscard]] std::string describe() const;
};

/// Which printer is meant; empty members do not matter.
struct UsbSelector {
    std::string serial;
    std::string port;
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;

    [[nodiscard]] bool matches(const UsbPrinter& printer) const;
};

/// All USB printers, by port. Fails only when USB itself cannot be used.
[[nodiscard]] Result<std::vector<UsbPrinter>> list_usb_printers();

/// One USB printer. It is found anew at every `open`, so that it may be unplugged and plugged again anywhere
/// (by serial number) or at its port. The kernel's usblp driver is detached and comes back on `close`.
class UsbTransport final : public Transport {
public:
    explicit UsbTransport(UsbSelector selector = {});
    ~UsbTransport() override;
    UsbTransport(const UsbTransport&) = delete;
    UsbTransport& operator=(const UsbTransport&) = delete;

    [[nodiscard]] std::string describe() const override { return description_; }
    [[nodiscard]] Result<> open() override;
    void close() noexcept override;
    [[nodiscard]] bool is_open() const override { return handle_ != nullptr; }
    [[nodiscard]] Transfer write(ByteView bytes, std::chrono::milliseconds timeout) override;
    [[nodiscard]] Transfer read(std::span<std::uint8_t> into, std::chrono::milliseconds timeout) override;
    [[nodiscard]] std::optional<PortStatus> port_status() override;

    /// Whether a device has an interface that this transport can use.
    [[nodiscard]] static bool is_printer(libusb_device* device);

private:
    struct Interface;

    [[nodiscard]] Result<> claim(const Interface& interface);
    [[nodiscard]] Transfer transfer(std::uint8_t endpoint, std::uint8_t* data, std::size_t length,
                                    std::chrono::milliseconds timeout);

    UsbSelector selector_;
    std::string description_;
    libusb_context* context_ = nullptr;
    libusb_device_handle* handle_ = nullptr;
    int interface_ = 0;
    std::uint8_t endpoint_out_ = 0;
    std::uint8_t endpoint_in_ = 0; ///< 0: a printer that cannot answer
    std::size_t packet_in_ = 64;
    Bytes unread_; ///< received, but more than the reader had room for
};

} // namespace guichet::printer
