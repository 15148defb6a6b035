#pragma once
// A simulated receipt printer: a strict interpreter of ESC/POS that draws its paper, and whose paper, cover,
// cutter and cable can fail at any byte. It is hardware: kept in a folder, it outlives the program.

#include "drivers/lab/printer/lab_printer_state.hpp"
#include "drivers/lab/printer/print_head.hpp"
#include "drivers/lab/printer/roll.hpp"
#include "drivers/pictures/picture.hpp"
#include "drivers/printer/bytes.hpp"
#include "drivers/printer/transport.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace guichet::lab {

/// Something in the received bytes that no printer should have to guess.
struct PrinterFault {
    std::uint64_t offset = 0; ///< of the command's first byte in all that was received
    std::string what;

    friend bool operator==(const PrinterFault&, const PrinterFault&) = default;
};

/// A strip of paper.
struct LabPaper {
    std::uint64_t first_byte = 0; ///< of all that was received
    std::uint64_t end_byte = 0;
    int millimetres = 0; ///< length
    bool cut = true;     ///< false: still hanging in the printer
};

/// Safe to use from any thread.
class LabPrinter {
public:
    /// A new printer, in memory; or the one that is kept in `folder`, with its papers and what it still has
    /// to print.
    [[nodiscard]] static Result<std::unique_ptr<LabPrinter>> open(LabPrinterModel model = {},
                                                                  const std::filesystem::path& folder = {});

    [[nodiscard]] const LabPrinterModel& model() const { return *model_; }

    // What people and accidents do to it. Whoever waits for the printer is woken at once.

    void take_paper_out();
    void load_paper();                 ///< a roll that never ends
    void leave_paper(int millimetres); ///< runs out after so much more has been fed
    void set_paper_near_end(bool near_end);
    void set_cover_open(bool open);
    void set_cutter_jammed(bool jammed);
    void set_offline(bool offline);
    void unplug();
    void switch_off(); ///< what it has taken and not printed is lost; `plug` switches it on again
    void unplug_after(std::uint64_t bytes); ///< when it has taken so many more bytes
    void plug();

    // What it shows.

    [[nodiscard]] LabPrinterState state() const;
    /// The strips that came out, oldest first, and the one that still hangs in it if anything is on it.
    [[nodiscard]] std::vector<LabPaper> papers() const;
    /// A strip as a person sees it; `index` into papers().
    [[nodiscard]] pictures::GrayPicture picture(std::size_t index) const;
    /// The letters that a strip bears, a line each; pictures are left out.
    [[nodiscard]] std::string text(std::size_t index) const;
    [[nodiscard]] std::vector<PrinterFault> faults() const;
    [[nodiscard]] std::uint64_t bytes_received() const;
    [[nodiscard]] std::size_t bytes_waiting() const; ///< taken, but not yet printed

    /// Waits until so many strips were cut; false when `timeout` was over before.
    [[nodiscard]] bool wait_for_papers(std::size_t count, std::chrono::milliseconds timeout) const;

    // The cable's end: for LabTransport.

    /// A new connection's number; nothing when the printer is unplugged.
    [[nodiscard]] std::optional<std::uint64_t> connect();
    /// Takes what it has room for and says what it has to say; waits at most `timeout` until either can be
    /// done, or the connection is lost.
    [[nodiscard]] printer::TransportNews exchange(std::uint64_t connection, printer::ByteView bytes,
                                                  std::chrono::milliseconds timeout);
    /// Waits until somebody plugs it in, at most `timeout`.
    void wait_plugged(std::chrono::milliseconds timeout);
    void interrupt(); ///< ends the exchange or the wait that goes on, or the next one
    [[nodiscard]] std::optional<printer::PortStatus> port_status(std::uint64_t connection) const;

private:
    /// A finished strip and how to print it again.
    struct Strip {
        LabPaper paper;
        std::shared_ptr<const PrintHead> start;
    };

    LabPrinter(std::shared_ptr<const LabPrinterModel> model, std::unique_ptr<Roll> roll);

    void restore();
    void forget_command();
    template <typename Change>
    void change(Change change);
    [[nodiscard]] bool connected(std::uint64_t connection) const;
    [[nodiscard]] std::size_t room() const;
    void accept(printer::ByteView bytes);
    void hear_real_time(std::uint8_t byte);
    void print_waiting();
    void consume(std::uint8_t byte);
    void take_in(printer::ByteView bytes);
    [[nodiscard]] printer::Bitmap printed_again(const Strip& strip) const;
    template <typename Feed, typename SwitchOn>
    void each_byte(std::uint64_t from, std::uint64_t to, Feed feed, SwitchOn switch_on) const;
    template <typename Execute, typename SwitchOn>
    void each_command(std::uint64_t from, std::uint64_t to, Execute execute, SwitchOn switch_on) const;
    void finish_strip(int dots);
    void spend(int dots);
    void answer(const Answer& answer);
    void tell_status();
    void keep();
    void reply(std::string_view bytes);
    [[nodiscard]] int millimetres(int dots) const;

    std::shared_ptr<const LabPrinterModel> model_;
    std::unique_ptr<Roll> roll_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;

    LabPrinterState state_;
    std::uint64_t connection_ = 1;     ///< counts the times it was unplugged
    std::uint64_t connected_at_ = 0;   ///< bytes received before the last connection
    bool disturbed_ = false;           ///< an earlier connection ended in the middle of something
    std::deque<std::uint8_t> waiting_; ///< taken, not yet looked at
    printer::Bytes command_;           ///< the one that is coming in
    std::size_t command_needs_ = 1;    ///< bytes until it can be read on
    std::uint64_t consumed_ = 0;       ///< bytes that left `waiting_`
    std::vector<Lost> lost_;           ///< bytes that were never printed
    bool replaying_ = false;           ///< drawing again after a restart: nothing is answered or spent
    std::string arrived_;              ///< the last bytes, to hear real-time commands
    std::deque<std::uint8_t> replies_;
    bool interrupted_ = false; ///< the next read is to end at once
    std::vector<PrinterFault> faults_;

    PrintHead head_;
    std::shared_ptr<const PrintHead> strip_start_;
    std::uint64_t strip_first_byte_ = 0;
    std::vector<Strip> strips_;
};

} // namespace guichet::lab
