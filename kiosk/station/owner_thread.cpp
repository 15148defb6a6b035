#include "kiosk/station/owner_thread.hpp"

#include <utility>

namespace guichet::station {

OwnerThread::OwnerThread() : thread_([this] { run(); }) {}

OwnerThread::~OwnerThread() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void OwnerThread::post(std::function<void()> job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    changed_.notify_all();
}

bool OwnerThread::idle() const {
    const std::lock_guard lock(mutex_);
    return jobs_.empty() && !working_;
}

void OwnerThread::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
        if (jobs_.empty())
            return;
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        working_ = true;
        lock.unlock();
        job();
        lock.lock();
        working_ = false;
    }
}

} // namespace guichet::station
