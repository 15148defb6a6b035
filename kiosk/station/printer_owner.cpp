#include "kiosk/station/printer_owner.hpp"

#include <utility>

namespace guichet::station {

namespace {

constexpr std::chrono::milliseconds listening{1'000};
constexpr std::chrono::milliseconds before_reopening{1'000};

} // namespace

PrinterOwner::PrinterOwner(std::unique_ptr<ports::Printer> printer, EventQueue& queue, std::size_t index)
    : printer_(std::move(printer)), queue_(queue), index_(index), thread_([this] { run(); }) {}

PrinterOwner::~PrinterOwner() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        stop_.request_stop();
    }
    changed_.notify_all();
    thread_.join();
}

void PrinterOwner::print(ports::PrintJob job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
        if (!printing_)
            stop_.request_stop(); // listening gives way to printing
    }
    changed_.notify_all();
}

void PrinterOwner::cancel() {
    const std::lock_guard lock(mutex_);
    if (printing_)
        stop_.request_stop();
    for (const auto& job : jobs_)
        queue_.post(app::PrintEnded{
            job.document.id, {ports::PrintResult::interrupted_before_any_byte, 0, {}}, index_});
    jobs_.clear();
}

std::stop_token PrinterOwner::new_token() {
    stop_ = std::stop_source();
    if (ending_)
        stop_.request_stop();
    return stop_.get_token();
}

void PrinterOwner::tell(const ports::PrinterStatus& status) {
    if (std::exchange(told_, status) != status)
        queue_.post(app::PrinterState{status, index_, printer_->facts()});
}

std::optional<std::stop_token> PrinterOwner::wait_for_job(ports::PrintJob& job) {
    std::unique_lock lock(mutex_);
    while (!ending_ && jobs_.empty()) {
        const auto token = new_token();
        lock.unlock();
        const auto opened = printer_->open();
        if (!opened)
            tell({ports::PrinterCondition::unplugged, opened.error()});
        // A printer that is not there is waited for: the wait ends early when one is plugged in.
        const auto status = printer_->wait_status(opened ? listening : before_reopening, token);
        if (opened)
            tell(status);
        lock.lock();
    }
    if (ending_)
        return std::nullopt;
    job = std::move(jobs_.front());
    jobs_.pop_front();
    printing_ = true;
    return new_token();
}

void PrinterOwner::print_one(const ports::PrintJob& job, std::stop_token stop) {
    struct Observer final : ports::PrintObserver {
        explicit Observer(PrinterOwner& printer_owner) : owner(printer_owner) {}
        void on_status(const ports::PrinterStatus& status) override { owner.tell(status); }
        PrinterOwner& owner;
    } observer(*this);
    const auto outcome = printer_->print(job, observer, std::move(stop));
    {
        const std::lock_guard lock(mutex_);
        printing_ = false;
    }
    tell(printer_->status());
    queue_.post(app::PrintEnded{job.document.id, outcome, index_});
}

void PrinterOwner::run() {
    ports::PrintJob job;
    while (auto stop = wait_for_job(job))
        print_one(job, std::move(*stop));
    printer_->close();
}

} // namespace guichet::station
