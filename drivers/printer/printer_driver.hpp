#pragma once
// An ESC/POS printer behind any transport: sends jobs, hears replies, says what is known of each paper.

#include "drivers/printer/profile.hpp"
#include "drivers/printer/reply_parser.hpp"
#include "drivers/printer/transport.hpp"
#include "kiosk/ports/printer.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace guichet::printer {

/// Waiting times; the clock is injected so that a simulation can pass time as it likes.
struct DriverTiming {
    /// The longest single transfer: how soon a stop is heard.
    std::chrono::milliseconds slice{200};
    /// How long a printer may be silent after it was asked for its status.
    std::chrono::milliseconds greeting{2000};
    /// How long a printer that is well may take to confirm, once it has all bytes.
    std::chrono::milliseconds confirmation{15'000};
    /// How long a printer without status may take no byte before it is called offline.
    std::chrono::milliseconds stall{2000};
    std::function<std::chrono::steady_clock::time_point()> now = [] {
        return std::chrono::steady_clock::now();
    };
};

/// The port's printer. All calls from its one owner thread.
class PrinterDriver final : public ports::Printer {
public:
    PrinterDriver(std::unique_ptr<Transport> transport, Profile profile, DriverTiming timing = {});
    ~PrinterDriver() override;

    [[nodiscard]] std::string describe() const override;
    [[nodiscard]] Result<> open() override;
    void close() noexcept override;
    [[nodiscard]] ports::PrinterStatus status() const override { return status_; }
    ports::PrinterStatus wait_status(std::chrono::milliseconds timeout, std::stop_token stop) override;
    [[nodiscard]] ports::PrintOutcome print(const ports::PrintJob& job, ports::PrintObserver& observer,
                                            std::stop_token stop) override;

    [[nodiscard]] const Profile& profile() const { return profile_; }

private:
    using TimePoint = std::chrono::steady_clock::time_point;
    struct Progress;

    void greet();
    void resynchronise();
    [[nodiscard]] bool await_greeting(const Bytes& question);
    void flush_own_bytes();
    void hold_until_able(Progress& progress);
    void send(Progress& progress);
    void await_confirmation(Progress& progress);
    [[nodiscard]] ports::PrintOutcome outcome(const Progress& progress);
    [[nodiscard]] bool confirmed(const Progress& progress) const;
    [[nodiscard]] std::size_t write_some(ByteView bytes);
    void listen(std::chrono::milliseconds timeout);
    void take(const AutomaticStatus& status);
    void take(const BlockReply& block);
    void take(const ShortReply&) { barriers_owed_ -= barriers_owed_ > 0 ? 1 : 0; }
    void take(const RealTimeStatus& status);
    void note_stall();
    void note_movement();
    [[nodiscard]] bool told_by_port();
    void look_after();
    void lose(std::optional<Error> reason);
    [[nodiscard]] std::string next_confirmation(const std::string& job);
    void set(ports::PrinterCondition condition, std::optional<Error> reason = std::nullopt);

    std::unique_ptr<Transport> transport_;
    Profile profile_;
    DriverTiming timing_;
    ReplyParser replies_;
    ports::PrinterStatus status_;
    Bytes own_bytes_;      ///< of the driver itself, not yet taken by the printer
    bool greeted_ = false; ///< it told its status since it was opened
    ports::PrinterCondition told_ = ports::PrinterCondition::unknown; ///< what it told last
    bool answers_ = true;           ///< false once it failed to confirm in time, until it is opened again
    int barriers_owed_ = 0;         ///< GS r that were sent and not answered
    std::string last_confirmation_; ///< the last id that came back
    std::uint64_t attempts_ = 0;
    std::optional<TimePoint> stalled_since_;
    TimePoint next_question_;
};

} // namespace guichet::printer
