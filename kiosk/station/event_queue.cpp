#include "kiosk/station/event_queue.hpp"

namespace guichet::station {

void EventQueue::post(app::Event event) {
    {
        const std::lock_guard lock(mutex_);
        events_.push_back({std::move(event), std::chrono::steady_clock::now()});
    }
    posted_.notify_all();
    if (wake_)
        wake_();
}

std::optional<PostedEvent> EventQueue::take() {
    const std::lock_guard lock(mutex_);
    if (events_.empty())
        return std::nullopt;
    auto event = std::move(events_.front());
    events_.pop_front();
    return event;
}

bool EventQueue::empty() const {
    const std::lock_guard lock(mutex_);
    return events_.empty();
}

bool EventQueue::wait(std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    return posted_.wait_for(lock, limit, [this] { return !events_.empty(); });
}

} // namespace guichet::station
