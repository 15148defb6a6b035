#include "kiosk/station/scanner_owner.hpp"

namespace guichet::station {

namespace {

constexpr std::chrono::milliseconds patience{250};
constexpr std::chrono::milliseconds before_reopening{2'000};
/// The same code again within this time is the same scan.
constexpr std::chrono::milliseconds same_code{2'500};

} // namespace

ScannerOwner::ScannerOwner(ports::OpenScanner open, const ports::Clock& clock, EventQueue& queue,
                           CodeIntake& intake)
    : open_(std::move(open)), clock_(clock), queue_(queue), intake_(intake), thread_([this] { run(); }) {}

ScannerOwner::~ScannerOwner() {
    {
        const std::lock_guard lock(mutex_); // so that the thread is not between looking and waiting
        ending_ = true;
    }
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
            hand_in(std::move(**scan));
    }
}

/// A scanner on a stand reads what lies under it again and again, and a trigger is easily pulled twice.
void ScannerOwner::hand_in(std::string text) {
    if (!intake_.is_open())
        return;
    const std::chrono::milliseconds now{clock_.now().milliseconds};
    const bool again = text == last_text_ && now >= last_time_ && now - last_time_ < same_code;
    last_time_ = now;
    if (again)
        return;
    last_text_ = text;
    intake_.take(std::move(text), Identification::hand_scanner);
}

void ScannerOwner::tell(const ports::ScannerCondition& condition) {
    if (told_ == condition)
        return;
    told_ = condition;
    queue_.post(app::HandScannerState{{condition.there, condition.problem}});
}

} // namespace guichet::station
