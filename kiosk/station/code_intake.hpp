#pragma once

#include "kiosk/core/journal.hpp"
#include "kiosk/ports/sound.hpp"
#include "kiosk/station/event_queue.hpp"

#include <atomic>
#include <string>

namespace guichet::station {

/// Where the threads that read codes hand them in. A code is answered by the sound at once, from the thread
/// that has read it, however busy the screen is; what comes of it follows from the main thread.
class CodeIntake {
public:
    /// Both must outlive it; `sound` may be null.
    CodeIntake(EventQueue& queue, ports::SoundPlayer* sound) : queue_(queue), sound_(sound) {}

    /// From the main thread, after each event: whether codes are taken now (app::scanning_paused).
    void set_open(bool open) { open_.store(open, std::memory_order_release); }

    /// To be asked before a code counts as seen: while it is false, readers wait and keep silent, so that a
    /// code that is held before them is read when it turns true.
    [[nodiscard]] bool is_open() const { return open_.load(std::memory_order_acquire); }

    /// A code was read and is taken: sounds, and tells the main thread (CodeRead). From any thread.
    void take(std::string text, Identification from);

private:
    EventQueue& queue_;
    ports::SoundPlayer* sound_;
    std::atomic<bool> open_ = false;
};

} // namespace guichet::station
