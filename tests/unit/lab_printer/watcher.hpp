#pragma once

#include "kiosk/ports/printer.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace guichet::lab {

/// Remembers what it was told, and lets a test wait for it.
class Watcher final : public ports::PrintObserver {
public:
    void on_status(const ports::PrinterStatus& status) override {
        const std::lock_guard lock(mutex_);
        told_.push_back(status.condition);
        changed_.notify_all();
    }

    [[nodiscard]] bool wait_for(ports::PrinterCondition condition) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds{10}, [&] {
            return std::find(told_.begin(), told_.end(), condition) != told_.end();
        });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<ports::PrinterCondition> told_;
};

} // namespace guichet::lab
