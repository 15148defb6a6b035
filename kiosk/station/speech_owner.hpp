#pragma once

#include "kiosk/platform/sounds.hpp"
#include "kiosk/platform/synthesiser.hpp"
#include "kiosk/ports/speech.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace guichet::station {

/// The thread that owns the voice: makes the samples of what is to be said and hands them to the player. A
/// newer utterance takes the place of the one that is being said, within one of the device's buffers.
class SpeechOwner final : public ports::Speech {
public:
    using OpenSynthesiser = std::function<Result<std::unique_ptr<platform::Synthesiser>>()>;

    /// The player must outlive it. The voice is opened when it is needed first; that it cannot be is logged
    /// once. `log` may be empty.
    SpeechOwner(platform::AudioPlayer& player, OpenSynthesiser open,
                std::function<void(const std::string&)> log);
    ~SpeechOwner() override;
    SpeechOwner(const SpeechOwner&) = delete;
    SpeechOwner& operator=(const SpeechOwner&) = delete;

    void say(ports::Utterance utterance) override;
    void hush() override;
    void set_headphones(bool plugged) override;
    [[nodiscard]] bool silent() const override;

private:
    void run();
    /// Overwrites what waits: it may name people. Under the lock.
    void forget_waiting();
    [[nodiscard]] bool open_voice();
    void speak(const ports::Utterance& utterance, std::uint64_t turn);
    /// Hands samples to the player until it has all of them; false: they are no longer wanted.
    [[nodiscard]] bool hand_over(std::span<const std::int16_t> samples, bool into_headphones,
                                 std::uint64_t turn);

    platform::AudioPlayer& player_;
    OpenSynthesiser open_;
    std::function<void(const std::string&)> log_;
    std::unique_ptr<platform::Synthesiser> voice_; ///< the thread's own
    bool tried_ = false;                           ///< the thread's own
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<ports::Utterance> waiting_;
    bool saying_personal_ = false;
    bool speaking_ = false;
    bool headphones_ = false;
    bool ending_ = false;
    std::atomic<std::uint64_t> turn_ = 0; ///< changes when what is being said is to stop
    std::thread thread_;
};

} // namespace guichet::station
