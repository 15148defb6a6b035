#include "kiosk/platform/sound_mixer.hpp"

#include <cmath>

namespace guichet::platform {

namespace {

struct Tone {
    double hertz = 0; ///< 0: silence
    int milliseconds = 0;
};

/// What each sound is: read is a short tick, found one soft tone above the voice of a hall, success rises,
/// refused falls, help calls twice.
std::vector<Tone> tones_of(ports::Sound sound) {
    switch (sound) {
    case ports::Sound::read: return {{1'760, 60}};
    case ports::Sound::found: return {{0, 25}, {1'175, 130}};
    case ports::Sound::success: return {{880, 90}, {1'319, 160}};
    case ports::Sound::refused: return {{415, 140}, {277, 220}};
    case ports::Sound::help: return {{988, 160}, {0, 60}, {988, 160}};
    }
    return {};
}

/// Sine tones with soft ends, so that nothing clicks.
std::vector<std::int16_t> wave(const std::vector<Tone>& tones) {
    constexpr double loudness = 9'000;
    constexpr double pi = 3.141592653589793;
    std::vector<std::int16_t> samples;
    for (const auto& tone : tones) {
        const int count = tone.milliseconds * SoundMixer::samples_per_second / 1000;
        for (int at = 0; at < count; ++at) {
            const double envelope = std::sin(pi * at / count);
            const double phase = 2 * pi * tone.hertz * at / SoundMixer::samples_per_second;
            samples.push_back(static_cast<std::int16_t>(loudness * envelope * std::sin(phase)));
        }
    }
    return samples;
}

} // namespace

SoundMixer::SoundMixer() {
    for (std::size_t sound = 0; sound < sounds; ++sound)
        waves_[sound] = wave(tones_of(static_cast<ports::Sound>(sound)));
}

void SoundMixer::ask(ports::Sound sound) {
    if (sound == ports::Sound::read)
        read_asked_ = true;
    else
        result_asked_ = static_cast<int>(sound);
}

void SoundMixer::fill(std::span<std::int16_t> samples) {
    if (read_asked_.exchange(false))
        read_ = {&wave_of(ports::Sound::read), 0};
    if (const int asked = result_asked_.exchange(nothing); asked != nothing)
        result_ = {&waves_[static_cast<std::size_t>(asked)], 0};
    for (auto& sample : samples)
        sample = read_.sounds() ? read_.next() : result_.sounds() ? result_.next() : std::int16_t{0};
}

} // namespace guichet::platform
