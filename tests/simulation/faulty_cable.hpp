#pragma once
// The cable to a lab printer in virtual time, at which something goes wrong at a chosen byte.

#include "drivers/lab/printer/lab_printer.hpp"
#include "drivers/lab/random.hpp"
#include "drivers/printer/transport.hpp"
#include "tests/simulation/faults.hpp"
#include "tests/simulation/virtual_time.hpp"

#include <deque>
#include <memory>
#include <optional>

namespace guichet::simulation {

/// Thrown out of whatever waits for the printer when the program dies.
struct ProgramDies {};

/// The printer, its cable and the accidents; it outlives the program.
struct Counter {
    VirtualTime& time;
    std::shared_ptr<lab::LabPrinter> printer;
    lab::Random& random;
    std::optional<Fault> fault;     ///< the next one
    std::uint64_t bytes_before = 0; ///< that the printer takes until it happens
    bool silent = false;            ///< the printer tells nothing: only what can be known is asked of it

    /// Bytes that may go before the fault.
    [[nodiscard]] std::size_t allowed(std::size_t wanted) const;
    /// Counts bytes that went; at the last one the fault happens (and may throw).
    void count(std::size_t taken, bool& refuse);

    VirtualTime::Milliseconds replies_late{0};

private:
    void happen(bool& refuse);
    void repair_later();
    void die_later();
};

class FaultyCable final : public printer::Transport {
public:
    explicit FaultyCable(Counter& counter) : counter_(counter) {}

    [[nodiscard]] std::string describe() const override { return "simulated"; }
    [[nodiscard]] Result<> open() override;
    void close() noexcept override;
    [[nodiscard]] bool is_open() const override { return connection_.has_value(); }
    void start_write(printer::ByteView bytes) override;
    [[nodiscard]] bool writing() const override { return written_ < writing_.size(); }
    [[nodiscard]] std::size_t withdraw() override;
    [[nodiscard]] printer::TransportNews wait(std::chrono::milliseconds timeout) override;
    void interrupt() noexcept override {}
    [[nodiscard]] std::optional<printer::PortStatus> port_status() override;

private:
    [[nodiscard]] bool look(printer::TransportNews& news);
    void hear(const printer::Bytes& received, printer::TransportNews& news);

    Counter& counter_;
    std::optional<std::uint64_t> connection_;
    printer::Bytes writing_;
    std::size_t written_ = 0;
    std::deque<std::pair<VirtualTime::Milliseconds, std::uint8_t>> late_; ///< replies on their way
};

} // namespace guichet::simulation
