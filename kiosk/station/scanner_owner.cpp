#include "kiosk/station/scanner_owner.hpp"

namespace guichet::station {

namespace {

constexpr std::chrono::milliseconds patience{250};
constexpr std::chrono::milliseconds before_reopening{2'000};

} // namespace

ScannerOwner::ScannerOwner(ports::OpenScanner open, EventQueue& queue)
    : open_(std::move(open)), queue_(queue), thread_([this] { run(); }) {}

ScannerOwner::~ScannerOwner() {
    ending_ = true;
    ending_changed_.notify_all();
    thread_.join();
}

void ScannerOwner::run() {
    while (!ending_) {
        auto scanner = open_();
        if (scanner)
            watch(**scanner);
        else
            tell({false, scanner.error()});
        scanner = fail("closed");
        std::unique_lock lock(mutex_);
        ending_changed_.wait_for(lock, before_reopening, [this] { return ending_.load(); });
    }
}

void ScannerOwner::watch(ports::Scanner& scanner) {
    while (!ending_) {
        tell(scanner.condition());
        auto scan = scanner.next_scan(patience);
        if (!scan)
            return tell({false, scan.error()});
        if (*scan)
            queue_.post(app::CodeRead{std::move(**scan), Identification::hand_scanner});
    }
}

void ScannerOwner::tell(const ports::ScannerCondition& condition) {
    if (told_ == condition)
        return;
    told_ = condition;
    queue_.post(app::HandScannerState{{condition.there, condition.problem}});
}

} // namespace guichet::station
