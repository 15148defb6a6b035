#pragma once

#include "kiosk/app/event.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace guichet::station {

/// An event and when it was posted, for measuring how fast it reaches the screen.
struct PostedEvent {
    app::Event event;
    std::chrono::steady_clock::time_point posted;
};

/// Where the device threads leave their events for the main thread.
class EventQueue {
public:
    /// `wake` ends the main thread's waiting elsewhere (a window's); may be empty.
    explicit EventQueue(std::function<void()> wake = {}) : wake_(std::move(wake)) {}

    /// From any thread; does not wait.
    void post(app::Event event);

    /// The oldest event, if there is one.
    [[nodiscard]] std::optional<PostedEvent> take();

    [[nodiscard]] bool empty() const;

    /// Waits until there is an event, at most `limit`. False: there is still none.
    bool wait(std::chrono::milliseconds limit);

private:
    std::function<void()> wake_;
    mutable std::mutex mutex_;
    std::condition_variable posted_;
    std::deque<PostedEvent> events_;
};

} // namespace guichet::station
