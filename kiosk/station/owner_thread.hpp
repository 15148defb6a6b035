#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace guichet::station {

/// One thread that owns something and does what it is asked to, one job after another. Jobs that wait when it
/// is destroyed are done before it ends: what was asked of the store is written.
class OwnerThread {
public:
    OwnerThread();
    ~OwnerThread();
    OwnerThread(const OwnerThread&) = delete;
    OwnerThread& operator=(const OwnerThread&) = delete;

    /// From any thread; does not wait.
    void post(std::function<void()> job);

    /// No job waits or is under way.
    [[nodiscard]] bool idle() const;

private:
    void run();

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> jobs_;
    bool working_ = false;
    bool ending_ = false;
    std::thread thread_;
};

} // namespace guichet::station
