#include "kiosk/station/speech_owner.hpp"

#include "kiosk/core/wipe.hpp"

#include <algorithm>

namespace guichet::station {

namespace {

/// How long the player is waited for before looking whether something newer is to be said.
constexpr std::chrono::milliseconds patience{10};

} // namespace

SpeechOwner::SpeechOwner(platform::AudioPlayer& player, OpenSynthesiser open,
                         std::function<void(const std::string&)> log)
    : player_(player), open_(std::move(open)), log_(std::move(log)), thread_([this] { run(); }) {}

SpeechOwner::~SpeechOwner() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        ++turn_;
    }
    changed_.notify_all();
    thread_.join();
}

void SpeechOwner::say(ports::Utterance utterance) {
    {
        const std::lock_guard lock(mutex_);
        if (utterance.personal && !headphones_)
            return wipe(utterance.text); // they were pulled out since it was thought of
        if (!utterance.waits) {
            forget_waiting();
            ++turn_;
            player_.cut_speech();
        }
        waiting_.push_back(std::move(utterance));
    }
    changed_.notify_all();
}

void SpeechOwner::hush() {
    {
        const std::lock_guard lock(mutex_);
        forget_waiting();
        ++turn_;
        player_.cut_speech();
    }
    changed_.notify_all();
}

void SpeechOwner::set_headphones(bool plugged) {
    {
        const std::lock_guard lock(mutex_);
        headphones_ = plugged;
        if (plugged)
            return;
        for (auto& utterance : waiting_)
            if (utterance.personal)
                wipe(utterance.text);
        std::erase_if(waiting_, [](const ports::Utterance& utterance) { return utterance.personal; });
        if (!saying_personal_)
            return;
        ++turn_;
        player_.cut_speech();
    }
    changed_.notify_all();
}

void SpeechOwner::forget_waiting() {
    for (auto& utterance : waiting_)
        wipe(utterance.text);
    waiting_.clear();
}

bool SpeechOwner::silent() const {
    const std::lock_guard lock(mutex_);
    return waiting_.empty() && !speaking_ && player_.speech_is_over();
}

void SpeechOwner::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
        if (ending_)
            return;
        ports::Utterance utterance = std::move(waiting_.front());
        waiting_.pop_front();
        const std::uint64_t turn = turn_;
        speaking_ = true;
        saying_personal_ = utterance.personal;
        lock.unlock();
        if (open_voice())
            speak(utterance, turn);
        wipe(utterance.text);
        lock.lock();
        speaking_ = false;
    }
}

bool SpeechOwner::open_voice() {
    if (!std::exchange(tried_, true)) {
        auto opened = open_();
        if (opened)
            voice_ = std::move(*opened);
        else if (log_)
            log_(opened.error().english());
    }
    return voice_ != nullptr;
}

bool SpeechOwner::hand_over(std::span<const std::int16_t> samples, bool into_headphones, std::uint64_t turn) {
    while (!samples.empty()) {
        {
            // Under the lock, so that nothing is handed over once it was cut off.
            const std::lock_guard lock(mutex_);
            if (turn_ != turn)
                return false;
        }
        const auto taken = player_.speak(samples, into_headphones, patience);
        samples = samples.subspan(std::min(taken, samples.size()));
        if (turn_ != turn) {
            player_.cut_speech(); // it was cut off while these were on their way
            return false;
        }
    }
    return true;
}

void SpeechOwner::speak(const ports::Utterance& utterance, std::uint64_t turn) {
    player_.set_loudness(utterance.loudness);
    bool into_headphones = false;
    {
        const std::lock_guard lock(mutex_);
        into_headphones = headphones_;
    }
    platform::Resampler resampler(voice_->samples_per_second(), platform::AudioPlayer::samples_per_second);
    const auto said = voice_->render(utterance.text, utterance.language, [&](auto samples) {
        return hand_over(resampler.resample(samples), into_headphones, turn);
    });
    if (!said && log_)
        log_(said.error().english());
    if (const auto notice = voice_->take_notice(); !notice.empty() && log_)
        log_(notice);
    // What comes next waits until this was heard: it may be for other ears, or louder.
    while (turn_ == turn && !player_.speech_is_over())
        std::this_thread::sleep_for(patience);
}

} // namespace guichet::station
