#pragma once
// An ESC/POS printer behind any transport: sends jobs, hears replies, says what is known of each paper.

#include "drivers/printer/profile.hpp"
#include "drivers/printer/reply_parser.hpp"
#include "drivers/printer/transport.hpp"
#include "kiosk/ports/printer.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace guichet::printer {

/// Waiting times; the clock is injected so that a simulation can pass time as it likes.
struct DriverTiming {
    /// The longest wait in which nothing happens, and the pause before a refused write is tried again.
    std::chrono::milliseconds slice{200};
    /// How long a printer may be silent after it was asked for its status.
    std::chrono::milliseconds greeting{2000};
    /// How long a printer that is well may take to confirm, once it has all bytes.
    std::chrono::milliseconds confirmation{15'000};
    /// How long a printer without status may take nothing before it is called offline. Longer than a slow
    /// printer that is well needs for `largest_write` bytes of text.
    std::chrono::milliseconds stall{4000};
    std::function<std::chrono::steady_clock::time_point()> now = [] {
        return std::chrono::steady_clock::now();
    };
};

/// The port's printer. All calls from its one owner thread.
class PrinterDriver final : public ports::Printer {
public:
    /// A printer whose profile is chosen when it is opened, by what it tells of itself.
    PrinterDriver(std::unique_ptr<Transport> transport, ProfileChoice choice, DriverTiming timing = {});
    /// A printer whose profile is known.
    PrinterDriver(std::unique_ptr<Transport> transport, Profile profile, DriverTiming timing = {});
    ~PrinterDriver() override;

    [[nodiscard]] std::string describe() const override;
    [[nodiscard]] ports::PrinterFacts facts() const override;
    [[nodiscard]] Result<> open() override;
    void close() noexcept override;
    [[nodiscard]] ports::PrinterStatus status() const override { return status_; }
    ports::PrinterStatus wait_status(std::chrono::milliseconds timeout, std::stop_token stop) override;
    [[nodiscard]] ports::PrintOutcome print(const ports::PrintJob& job, ports::PrintObserver& observer,
                                            std::stop_token stop) override;

    [[nodiscard]] const Profile& profile() const { return profile_; }

    /// What it told of itself; as of the last `open`.
    [[nodiscard]] const PrinterIdentity& identity() const { return identity_; }

private:
    /// So many papers in a row without confirmation are a model that does not confirm.
    static constexpr int patience = 2;
    using TimePoint = std::chrono::steady_clock::time_point;
    struct Job;
    /// Whose bytes the write under way carries.
    enum class Writer : std::uint8_t { nobody, driver, job };

    // Opening.
    void greet();
    void greet_silently();
    void resynchronise();
    [[nodiscard]] bool await_greeting(ByteView question);
    void fall_in_step();
    void ask_identity();
    void meet_again();
    void greet_anew();

    // A job.
    void hold_until_able(Job& job);
    void send(Job& job);
    void start_job_write(Job& job);
    void pause_while_unable(Job& job);
    void await_confirmation(Job& job);
    void take_back(Job& job);
    [[nodiscard]] ports::PrintOutcome outcome(const Job& job);
    [[nodiscard]] bool confirmed(const Job& job) const;
    [[nodiscard]] std::string next_confirmation(const std::string& document);

    // The cable.
    void start_own_write();
    void turn(std::chrono::milliseconds timeout);
    void credit(std::size_t taken);
    void take(const AutomaticStatus& status);
    void take(const BlockReply& block);
    void take(const ShortReply&) { barriers_owed_ -= barriers_owed_ > 0 ? 1 : 0; }
    void take(const RealTimeStatus& status);
    void lose(std::optional<Error> reason);

    // Its condition.
    void note_standstill();
    [[nodiscard]] bool stands_still() const;
    [[nodiscard]] bool told_by_port();
    void look_after();
    void question();
    void ask_in_real_time();
    void recover();
    void set(ports::PrinterCondition condition, std::optional<Error> reason = std::nullopt);

    std::unique_ptr<Transport> transport_;
    ProfileChoice choice_;
    Profile profile_;
    PrinterIdentity identity_;
    DriverTiming timing_;
    ReplyParser replies_;
    ports::PrinterStatus status_;
    Bytes own_bytes_; ///< of the driver itself, not yet taken by the printer
    Writer writer_ = Writer::nobody;
    Job* job_ = nullptr;       ///< the one that is being printed
    TimePoint write_started_;  ///< of the write under way, or of its last progress
    bool greeted_ = false;     ///< it told its status since it was opened
    bool met_ = true;          ///< false: it could print nothing when it was greeted
    bool questioning_ = false; ///< its real-time answers count although it tells its status by itself
    std::array<RealTimeStatus, 3> real_time_{};      ///< its last answers to DLE EOT 1 to 3
    std::size_t real_time_heard_ = 0;                ///< of the answers to the last question
    std::vector<std::string>* identities_ = nullptr; ///< where answers to GS I go while they are awaited
    ports::PrinterCondition told_ = ports::PrinterCondition::unknown; ///< what it told last
    bool answers_ = true;           ///< false: no confirmation is expected until it is opened again
    int unanswered_ = 0;            ///< papers in a row that it did not confirm though it was well
    bool in_step_ = false;          ///< its next answer to GS r is one of ours
    int barriers_owed_ = 0;         ///< GS r that were sent and not answered
    std::string last_confirmation_; ///< the last id that came back
    std::uint64_t attempts_ = 0;
    TimePoint next_question_;
    TimePoint next_recovery_;
    TimePoint next_write_; ///< a write that was refused is not offered again at once
};

} // namespace guichet::printer
