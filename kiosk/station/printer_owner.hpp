#pragma once

#include "kiosk/ports/printer.hpp"
#include "kiosk/station/event_queue.hpp"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace guichet::station {

/// The thread that owns one printer: prints what is asked, listens to its status in between, and opens it
/// again by itself when it was lost. Answers with PrinterState and PrintEnded.
class PrinterOwner {
public:
    /// `index` is the printer's place among those of the kiosk, for its answers.
    PrinterOwner(std::unique_ptr<ports::Printer> printer, EventQueue& queue, std::size_t index = 0);
    ~PrinterOwner();
    PrinterOwner(const PrinterOwner&) = delete;
    PrinterOwner& operator=(const PrinterOwner&) = delete;

    /// From any thread; does not wait.
    void print(ports::PrintJob job);

    /// Ends the print under way as soon as the printer allows, and those that wait for it.
    void cancel();

private:
    void run();
    void print_one(const ports::PrintJob& job, std::stop_token stop);
    void tell(const ports::PrinterStatus& status);
    /// Waits for a job and listens to the printer meanwhile; gives the token that ends the job. Nothing: the
    /// owner is to end.
    [[nodiscard]] std::optional<std::stop_token> wait_for_job(ports::PrintJob& job);
    [[nodiscard]] std::stop_token new_token();

    std::unique_ptr<ports::Printer> printer_;
    EventQueue& queue_;
    std::size_t index_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<ports::PrintJob> jobs_;
    std::stop_source stop_; ///< of the call that is under way
    bool printing_ = false;
    bool ending_ = false;
    std::optional<ports::PrinterStatus> told_;
    std::thread thread_;
};

} // namespace guichet::station
