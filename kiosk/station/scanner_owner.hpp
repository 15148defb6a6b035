#pragma once

#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/scanner.hpp"
#include "kiosk/station/code_intake.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace guichet::station {

/// The thread that owns the hand scanners: hands in each scan (see CodeIntake), tells what becomes of the
/// scanners (HandScannerState), and opens them again by itself when they failed. What is scanned while no
/// code is taken is dropped: nobody holds a hand scanner still until it is.
class ScannerOwner {
public:
    ScannerOwner(ports::OpenScanner open, const ports::Clock& clock, EventQueue& queue, CodeIntake& intake);
    ~ScannerOwner();
    ScannerOwner(const ScannerOwner&) = delete;
    ScannerOwner& operator=(const ScannerOwner&) = delete;

private:
    void run();
    void watch(ports::Scanner& scanner);
    void hand_in(std::string text);
    void tell(const ports::ScannerCondition& condition);

    ports::OpenScanner open_;
    const ports::Clock& clock_;
    EventQueue& queue_;
    CodeIntake& intake_;
    std::string last_text_; ///< of the last scan that was taken
    std::chrono::milliseconds last_time_{0};
    std::optional<ports::ScannerCondition> told_; ///< the thread's own
    std::atomic<bool> ending_ = false;
    std::mutex mutex_;
    std::condition_variable ending_changed_;
    std::thread thread_;
};

} // namespace guichet::station
