#pragma once
// The cable to one USB printer, through libusb's asynchronous transfers.

#include "drivers/printer/transport.hpp"
#include "drivers/printer/usb_devices.hpp"

#include <memory>
#include <string>
#include <vector>

namespace guichet::printer {

/// One USB printer. It is found anew at every `open`, so that it may be unplugged and plugged again anywhere
/// (by serial number) or at its port; of several that fit, the first that nobody else uses is taken. Its IN
/// endpoint is read all the time; a write stays with the kernel until the printer takes it, is lost, or
/// `withdraw` takes the rest back. An empty transfer is never submitted.
class UsbTransport final : public Transport {
public:
    explicit UsbTransport(UsbSelector selector = {}, std::vector<UsbQuirk> quirks = {});
    ~UsbTransport() override;
    UsbTransport(const UsbTransport&) = delete;
    UsbTransport& operator=(const UsbTransport&) = delete;

    [[nodiscard]] std::string describe() const override { return description_; }
    [[nodiscard]] PrinterIdentity identity() const override { return identity_; }
    [[nodiscard]] bool answers() const override;
    [[nodiscard]] Result<> open() override;
    void close() noexcept override;
    [[nodiscard]] bool is_open() const override { return link_ != nullptr; }
    void start_write(ByteView bytes) override;
    [[nodiscard]] bool writing() const override;
    [[nodiscard]] std::size_t withdraw() override;
    [[nodiscard]] TransportNews wait(std::chrono::milliseconds timeout) override;
    void interrupt() noexcept override;
    [[nodiscard]] std::optional<PortStatus> port_status() override;

private:
    class Context;
    class Link;

    [[nodiscard]] Result<> take_over(const UsbDevice& device);

    UsbSelector selector_;
    std::vector<UsbQuirk> quirks_;
    std::string description_;
    PrinterIdentity identity_;
    std::unique_ptr<Context> context_;
    std::unique_ptr<Link> link_; ///< while it is open
};

} // namespace guichet::printer
