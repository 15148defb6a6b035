#pragma once

#include "kiosk/ports/scanner.hpp"
#include "kiosk/station/event_queue.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace guichet::station {

/// The thread that owns the hand scanner: posts each scan (CodeRead), and opens the scanner again by itself
/// when it was lost (HandScannerState).
class ScannerOwner {
public:
    ScannerOwner(ports::OpenScanner open, EventQueue& queue);
    ~ScannerOwner();
    ScannerOwner(const ScannerOwner&) = delete;
    ScannerOwner& operator=(const ScannerOwner&) = delete;

private:
    void run();
    void watch(ports::Scanner& scanner);

    ports::OpenScanner open_;
    EventQueue& queue_;
    std::atomic<bool> ending_ = false;
    std::mutex mutex_;
    std::condition_variable ending_changed_;
    std::thread thread_;
};

} // namespace guichet::station
