#pragma once
// How bytes reach a printer and come back from it: a USB cable, or the lab's simulated one.

#include "drivers/printer/bytes.hpp"
#include "drivers/printer/printer_identity.hpp"
#include "kiosk/core/result.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace guichet::printer {

/// What happened at the cable during a wait.
struct TransportNews {
    std::size_t taken = 0;       ///< bytes of the write under way that the printer took since the last news
    bool write_ended = false;    ///< the write is over: whole, or broken off after the bytes that were taken
    Bytes received;              ///< what the printer said
    bool gone = false;           ///< the printer is lost: close and open again
    std::optional<Error> reason; ///< when gone
};

/// The answer to the USB printer class's GET_PORT_STATUS (class specification 1.1, section 4.2.2). It comes
/// over the control endpoint, so also while the data endpoint is stalled.
struct PortStatus {
    bool paper_empty = false;
    bool selected = true;
    bool error = false;
};

/// The most bytes of one write: several printers stop half-way in large ones, and a printer that is well
/// takes these within a second or two, so that a standstill can be told from slow printing.
inline constexpr std::size_t largest_write = 1024;

/// A way to one printer, used by one thread alone but for `interrupt`. While it is open it listens all the
/// time, so that nothing that the printer says is late or lost.
class Transport {
public:
    virtual ~Transport() = default;

    /// What is at its other end, for people.
    [[nodiscard]] virtual std::string describe() const = 0;

    /// What the other end tells of itself without being printed to; as of the last `open`.
    [[nodiscard]] virtual PrinterIdentity identity() const { return {}; }

    /// Whether the printer can say anything at all over this cable; as of the last `open`.
    [[nodiscard]] virtual bool answers() const { return true; }

    /// Finds the printer and takes it over. Fails with what to do.
    [[nodiscard]] virtual Result<> open() = 0;
    virtual void close() noexcept = 0;
    [[nodiscard]] virtual bool is_open() const = 0;

    /// Hands over 1 to `largest_write` bytes, which are copied. The printer takes them when it can: a write
    /// has no end of its own, `wait` tells how it goes. To be called when no write is under way.
    virtual void start_write(ByteView bytes) = 0;
    [[nodiscard]] virtual bool writing() const = 0;

    /// Takes back what the printer has not taken of the write under way. Gives the bytes that it took since
    /// the last news: they are never to be sent again.
    [[nodiscard]] virtual std::size_t withdraw() = 0;

    /// Waits until something happened, `interrupt` was called or the time is over (0 looks only). When the
    /// transport is closed: until a printer may have been plugged in.
    [[nodiscard]] virtual TransportNews wait(std::chrono::milliseconds timeout) = 0;

    /// Ends the wait that is under way, or the next one, early; from any thread.
    virtual void interrupt() noexcept = 0;

    /// Nothing when the printer or the cable has no such status.
    [[nodiscard]] virtual std::optional<PortStatus> port_status() { return std::nullopt; }
};

} // namespace guichet::printer
