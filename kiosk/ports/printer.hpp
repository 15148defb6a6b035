#pragma once
// A receipt printer, as the thread that owns it uses it.

#include "kiosk/core/result.hpp"
#include "kiosk/core/texts.hpp"
#include "kiosk/receipt/document.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace guichet::ports {

/// What a printer needs, or that it needs nothing.
enum class PrinterCondition : std::uint8_t {
    ready,
    paper_near_end, ///< prints, but somebody should fetch a roll
    paper_out,
    cover_open,
    cutter_fault,
    offline,   ///< takes no data, for a reason that it does not tell
    unplugged, ///< not found, or lost
    unknown    ///< there, but it tells nothing; it may well print
};

/// Whether the printer can take a job now, as far as it tells.
[[nodiscard]] constexpr bool can_print(PrinterCondition condition) {
    return condition == PrinterCondition::ready || condition == PrinterCondition::paper_near_end ||
           condition == PrinterCondition::unknown;
}

/// The condition in one word of a file or a log: "ready", "paper-out" and so on.
[[nodiscard]] constexpr std::string_view word(PrinterCondition condition) {
    switch (condition) {
    case PrinterCondition::ready: return "ready";
    case PrinterCondition::paper_near_end: return "paper-near-end";
    case PrinterCondition::paper_out: return "paper-out";
    case PrinterCondition::cover_open: return "cover-open";
    case PrinterCondition::cutter_fault: return "cutter-fault";
    case PrinterCondition::offline: return "offline";
    case PrinterCondition::unplugged: return "unplugged";
    case PrinterCondition::unknown: return "unknown";
    }
    return "unknown";
}

/// What a printer of the station is for.
enum class PrinterRole : std::uint8_t { receipt, label, report };

/// The role that prints a kind of document; a test page is for the printer that is tested.
[[nodiscard]] constexpr PrinterRole role_of(receipt::Kind kind) {
    switch (kind) {
    case receipt::Kind::report: return PrinterRole::report;
    case receipt::Kind::slip: return PrinterRole::label;
    case receipt::Kind::receipt:
    case receipt::Kind::test: break;
    }
    return PrinterRole::receipt;
}

struct PrinterStatus {
    PrinterCondition condition = PrinterCondition::unknown;
    std::optional<Error> reason; ///< why, when there is more to say than the condition (no rights, cable)
    /// Whether this model tells when a paper is out (`1D 28 48` or `1D 72`). What is interrupted on one that
    /// never does may be out or not: then a person is asked.
    bool confirms = true;

    friend bool operator==(const PrinterStatus&, const PrinterStatus&) = default;
};

/// The condition as a sentence that says what to do; it is a key of the catalogues.
[[nodiscard]] constexpr std::string_view explain(PrinterCondition condition) {
    switch (condition) {
    case PrinterCondition::ready: return sentence("The printer is ready.");
    case PrinterCondition::paper_near_end:
        return sentence("The paper roll is nearly used up: fetch a new one.");
    case PrinterCondition::paper_out: return sentence("The printer has no paper: put in a new roll.");
    case PrinterCondition::cover_open: return sentence("The printer's cover is open: close it.");
    case PrinterCondition::cutter_fault:
        return sentence("The printer's cutter is stuck: open the cover, clear the paper, close it again.");
    case PrinterCondition::offline:
        return sentence("The printer takes no data: look at its paper, its cover and its lights.");
    case PrinterCondition::unplugged:
        return sentence("The printer is not found: look at its cable and its power switch.");
    case PrinterCondition::unknown: return sentence("The printer does not tell how it is.");
    }
    return sentence("The printer does not tell how it is.");
}

/// What is known of a printer; what is not is empty.
struct PrinterFacts {
    std::string model;    ///< maker and model
    std::string profile;  ///< what it is taken for, as the profile calls it
    std::string firmware; ///< its version, as it says it
    std::string place;    ///< where it is plugged in

    friend bool operator==(const PrinterFacts&, const PrinterFacts&) = default;
};

/// One paper to print.
struct PrintJob {
    receipt::Document document; ///< its id names the job
    /// An earlier job may have left half a paper in the printer: feed and cut it off first.
    bool after_interruption = false;
};

/// How a job ended, as far as anybody can know.
enum class PrintResult : std::uint8_t {
    printed,                     ///< the printer confirmed that everything is on paper: never print it again
    sent_not_confirmable,        ///< all bytes were taken by a printer that does not confirm
    interrupted_before_any_byte, ///< nothing can be on paper: print it again without mark
    interrupted_unknown          ///< a part or all of it may be on paper: print again only with the mark
};

struct PrintOutcome {
    PrintResult result = PrintResult::interrupted_before_any_byte;
    std::uint64_t bytes_sent = 0;  ///< of the job, taken by the printer
    std::optional<Error> reason;   ///< why it was interrupted or could not be confirmed
    std::uint64_t bytes_total = 0; ///< of the whole job; 0: not known
    bool confirmable = true;       ///< as in PrinterStatus::confirms, for this job

    /// It was interrupted when the printer had all of it, and the printer never tells: nobody can know
    /// whether the paper is whole but a person who looks.
    [[nodiscard]] bool nobody_can_know() const {
        return result == PrintResult::interrupted_unknown && !confirmable && bytes_total > 0 &&
               bytes_sent >= bytes_total;
    }
};

/// Told of the job's progress on the thread that prints.
class PrintObserver {
public:
    virtual ~PrintObserver() = default;
    /// The printer's condition changed; the job goes on by itself when it is well again.
    virtual void on_status(const PrinterStatus& status) = 0;
    /// So many of the job's bytes were taken by the printer.
    virtual void on_progress(std::uint64_t /*bytes_sent*/, std::uint64_t /*bytes*/) {}
};

/// A printer. All calls come from the one thread that owns it; other threads speak to that thread, or ask a
/// stop token to stop.
class Printer {
public:
    virtual ~Printer() = default;

    /// What it is, for people: model, and where it is plugged in.
    [[nodiscard]] virtual std::string describe() const = 0;

    /// The same piece by piece; as of the last `open`.
    [[nodiscard]] virtual PrinterFacts facts() const { return {describe(), {}, {}, {}}; }

    /// Finds the printer and makes it ready to talk; does nothing when it is open. To be called again after
    /// a while when it fails, and after `print` or `wait_status` said `unplugged`.
    [[nodiscard]] virtual Result<> open() = 0;

    virtual void close() noexcept = 0;

    /// The last known status; asks nothing.
    [[nodiscard]] virtual PrinterStatus status() const = 0;

    /// Waits until the status changes, `timeout` is over or `stop` is requested; gives the status then.
    virtual PrinterStatus wait_status(std::chrono::milliseconds timeout, std::stop_token stop) = 0;

    /// Prints a job and waits until it is confirmed, or known not to be. While the printer cannot print
    /// (paper, cover, cutter), the job stays pending, as long as it takes, until `stop` is requested.
    /// Opens the printer when it is not open.
    [[nodiscard]] virtual PrintOutcome print(const PrintJob& job, PrintObserver& observer,
                                             std::stop_token stop) = 0;
};

} // namespace guichet::ports
