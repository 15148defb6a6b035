#pragma once

#include "kiosk/ports/scanner.hpp"
#include "kiosk/station/event_queue.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace guichet::station {

/// The thread that owns the hand scanners: posts each scan (CodeRead) and what becomes of the scanners
/// (HandScannerState), and opens them again by itself when they failed.
class ScannerOwner {
public:
    ScannerOwner(ports::OpenScanner open, EventQueue& queue);
    ~ScannerOwner();
    ScannerOwner(const ScannerOwner&) = delete;
    ScannerOwner& operator=(const ScannerOwner&) = delete;

private:
    void run();
    void watch(ports::Scanner& scanner);
    void tell(const ports::ScannerCondition& condition);

    ports::OpenScanner open_;
    EventQueue& queue_;
    std::optional<ports::ScannerCondition> told_; ///< the thread's own
    std::atomic<bool> ending_ = false;
    std::mutex mutex_;
    std::condition_variable ending_changed_;
    std::thread thread_;
};

} // namespace guichet::station
