#pragma once

#include "drivers/lab/printer/lab_printer.hpp"
#include "drivers/printer/transport.hpp"

#include <memory>

namespace guichet::lab {

/// The cable to a simulated printer. As with a real one, a connection that was lost stays lost: it is to be
/// opened again.
class LabTransport final : public printer::Transport {
public:
    explicit LabTransport(std::shared_ptr<LabPrinter> printer) : printer_(std::move(printer)) {}

    [[nodiscard]] std::string describe() const override;
    [[nodiscard]] Result<> open() override;
    void close() noexcept override { connection_.reset(); }
    [[nodiscard]] bool is_open() const override { return connection_.has_value(); }
    [[nodiscard]] printer::Transfer write(printer::ByteView bytes,
                                          std::chrono::milliseconds timeout) override;
    [[nodiscard]] printer::Transfer read(std::span<std::uint8_t> into,
                                         std::chrono::milliseconds timeout) override;
    void interrupt() noexcept override { printer_->interrupt(); }
    [[nodiscard]] std::optional<printer::PortStatus> port_status() override;

private:
    std::shared_ptr<LabPrinter> printer_;
    std::optional<std::uint64_t> connection_;
};

} // namespace guichet::lab
