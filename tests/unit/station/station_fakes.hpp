#pragma once
// Readers and a loudspeaker under the test's hand.

#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/sound.hpp"
#include "kiosk/station/code_intake.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace guichet::station::test {

class FakeClock final : public ports::Clock {
public:
    [[nodiscard]] Instant now() const override { return {milliseconds.load()}; }
    std::atomic<std::int64_t> milliseconds = 1'000'000;
};

/// Counts what is heard.
class FakeSound final : public ports::SoundPlayer {
public:
    void play(ports::Sound sound) override { ticks += sound == ports::Sound::read ? 1 : 100; }
    std::atomic<int> ticks = 0;
};

/// Hands over what is put in, one after another, and tells when all was dealt with.
template <typename Thing>
class Conveyor {
public:
    void put(Thing thing) {
        const std::lock_guard lock(mutex_);
        things_.push_back(std::move(thing));
        changed_.notify_all();
    }

    /// From the reader: the next thing, if one comes in time. Asking for it means to be done with the last.
    std::optional<Thing> take(std::chrono::milliseconds limit) {
        std::unique_lock lock(mutex_);
        busy_ = false;
        changed_.notify_all();
        if (!changed_.wait_for(lock, limit, [this] { return !things_.empty(); }))
            return std::nullopt;
        auto thing = std::move(things_.front());
        things_.pop_front();
        busy_ = true;
        return thing;
    }

    /// Until everything that was put in was dealt with.
    void finish() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return things_.empty() && !busy_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Thing> things_;
    bool busy_ = false;
};

/// The texts of the codes that were handed in since the last call.
inline std::vector<std::string> codes(EventQueue& queue) {
    std::vector<std::string> texts;
    while (const auto posted = queue.take())
        if (const auto* code = std::get_if<app::CodeRead>(&posted->event))
            texts.push_back(code->text);
    return texts;
}

} // namespace guichet::station::test
