#pragma once

#include "kiosk/ports/sound.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace guichet::platform {

/// The kiosk's sounds as samples, one channel of 16 bits. `ask` may be called from any thread and never
/// waits; `fill` is the loudspeaker's thread. A result (found, success …) never cuts off the tick of the
/// reading that it belongs to: it follows it. A newer result replaces the one that sounds.
class SoundMixer {
public:
    static constexpr int samples_per_second = 44'100;

    SoundMixer();

    /// This sound is to be heard as soon as possible.
    void ask(ports::Sound sound);

    /// Something of it is still to be heard, or asked for. The loudspeaker's thread only.
    [[nodiscard]] bool sounds_now() const { return read_.sounds() || result_.sounds(); }

    /// The next samples for the loudspeaker; silence when there is nothing to hear.
    void fill(std::span<std::int16_t> samples);

    /// How long a sound is, in samples.
    [[nodiscard]] std::size_t length(ports::Sound sound) const { return wave_of(sound).size(); }

private:
    using Wave = std::vector<std::int16_t>;
    /// A sound that is under way.
    struct Voice {
        const Wave* wave = nullptr;
        std::size_t at = 0;

        [[nodiscard]] bool sounds() const { return wave != nullptr && at < wave->size(); }
        std::int16_t next() { return (*wave)[at++]; }
    };
    static constexpr int nothing = -1;
    static constexpr std::size_t sounds = 5;

    [[nodiscard]] const Wave& wave_of(ports::Sound sound) const {
        return waves_[static_cast<std::size_t>(sound)];
    }

    std::array<Wave, sounds> waves_; ///< by Sound
    std::atomic<bool> read_asked_ = false;
    std::atomic<int> result_asked_ = nothing;
    Voice read_;
    Voice result_;
};

} // namespace guichet::platform
