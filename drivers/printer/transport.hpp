#pragma once
// How bytes reach a printer: a USB cable, or the lab's simulated one.

#include "drivers/printer/bytes.hpp"
#include "kiosk/core/result.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace guichet::printer {

/// How a transfer ended.
enum class TransferEnd : std::uint8_t {
    complete,  ///< write: all bytes were taken; read: something came
    timed_out, ///< the time was over; what was transferred until then counts
    gone       ///< the printer is lost: close and open again
};

struct Transfer {
    TransferEnd end = TransferEnd::complete;
    std::size_t transferred = 0; ///< bytes, exact in every case: they are never to be sent again
    std::optional<Error> reason; ///< when gone
};

/// The answer to the USB printer class's GET_PORT_STATUS (class specification 1.1, section 4.2.2). It comes
/// over the control endpoint, so also while the data endpoint is stalled.
struct PortStatus {
    bool paper_empty = false;
    bool selected = true;
    bool error = false;
};

/// A way to one printer, used by one thread alone but for `interrupt`.
class Transport {
public:
    virtual ~Transport() = default;

    /// What is at its other end, for people.
    [[nodiscard]] virtual std::string describe() const = 0;

    /// Finds the printer and takes it over. Fails with what to do.
    [[nodiscard]] virtual Result<> open() = 0;
    virtual void close() noexcept = 0;
    [[nodiscard]] virtual bool is_open() const = 0;

    /// Writes bytes (at least 1, at most `largest_write`) within `timeout` (1 ms and up).
    [[nodiscard]] virtual Transfer write(ByteView bytes, std::chrono::milliseconds timeout) = 0;

    /// Reads what is there, or waits for the first bytes at most `timeout`; 0 looks only.
    [[nodiscard]] virtual Transfer read(std::span<std::uint8_t> into, std::chrono::milliseconds timeout) = 0;

    /// Ends the read that waits now, or the next one, early; from any thread. A transport that cannot do it
    /// lets its reads end by their timeout.
    virtual void interrupt() noexcept {}

    /// Nothing when the printer or the cable has no such status.
    [[nodiscard]] virtual std::optional<PortStatus> port_status() { return std::nullopt; }
};

/// The most bytes of one write: several printers stop half-way in larger ones.
inline constexpr std::size_t largest_write = 4096;

} // namespace guichet::printer
