#include "kiosk/platform/speech_track.hpp"

#include <algorithm>

namespace guichet::platform {

std::size_t SpeechTrack::write(std::span<const std::int16_t> samples) {
    const std::size_t written = written_.load(std::memory_order_relaxed);
    const std::size_t room = capacity - (written - read_.load(std::memory_order_acquire));
    const std::size_t count = std::min(room, samples.size());
    for (std::size_t n = 0; n < count; ++n) {
        ring_[(written + n) % capacity] = samples[n];
    }
    written_.store(written + count, std::memory_order_release);
    return count;
}

void SpeechTrack::cut() {
    const std::size_t written = written_.load(std::memory_order_acquire);
    std::size_t before = cut_.load();
    while (before < written && !cut_.compare_exchange_weak(before, written)) {
    }
}

void SpeechTrack::add_to(std::span<std::int16_t> samples, bool quieter) {
    constexpr float beside_a_sound = 0.35F;
    constexpr int largest = 32'767;
    const std::size_t written = written_.load(std::memory_order_acquire);
    std::size_t at = std::max(read_.load(std::memory_order_relaxed), cut_.load());
    const float loudness = loudness_.load() * (quieter ? beside_a_sound : 1.0F);
    for (std::size_t n = 0; n < samples.size() && at < written; ++n, ++at) {
        const int spoken = static_cast<int>(static_cast<float>(ring_[at % capacity]) * loudness);
        samples[n] = static_cast<std::int16_t>(std::clamp(samples[n] + spoken, -largest, largest));
    }
    read_.store(at, std::memory_order_release);
}

bool SpeechTrack::empty() const {
    return std::max(read_.load(), cut_.load()) >= written_.load();
}

} // namespace guichet::platform
