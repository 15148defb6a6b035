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
    [[nodiscard]] printer::PrinterIdentity identity() const override;
    [[nodiscard]] Result<> open() override;
    void close() noexcept override;
    [[nodiscard]] bool is_open() const override { return connection_.has_value(); }
    void start_write(printer::ByteView bytes) override;
    [[nodiscard]] bool writing() const override { return written_ < writing_.size(); }
    [[nodiscard]] std::size_t withdraw() override;
    [[nodiscard]] printer::TransportNews wait(std::chrono::milliseconds timeout) override;
    void interrupt() noexcept override { printer_->interrupt(); }
    [[nodiscard]] std::optional<printer::PortStatus> port_status() override;

private:
    std::shared_ptr<LabPrinter> printer_;
    std::optional<std::uint64_t> connection_;
    printer::Bytes writing_;  ///< the write under way
    std::size_t written_ = 0; ///< of it, taken by the printer
};

} // namespace guichet::lab
