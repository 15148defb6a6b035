#include "kiosk/platform/sounds.hpp"

#include <SDL.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace guichet::platform {

namespace {

constexpr int samples_per_second = 44'100;

struct Tone {
    double hertz = 0; ///< 0: silence
    int milliseconds = 0;
};

/// What each sound is: read is a short tick, success rises, refused falls, help calls twice.
std::vector<Tone> tones_of(ports::Sound sound) {
    switch (sound) {
    case ports::Sound::read: return {{1'760, 60}};
    case ports::Sound::found: return {{1'175, 110}};
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
        const int count = tone.milliseconds * samples_per_second / 1000;
        for (int at = 0; at < count; ++at) {
            const double envelope = std::sin(pi * at / count);
            const double phase = 2 * pi * tone.hertz * at / samples_per_second;
            samples.push_back(static_cast<std::int16_t>(loudness * envelope * std::sin(phase)));
        }
    }
    return samples;
}

class Loudspeaker final : public ports::SoundPlayer {
public:
    Loudspeaker() {
        if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
            return;
        SDL_AudioSpec wanted{};
        wanted.freq = samples_per_second;
        wanted.format = AUDIO_S16SYS;
        wanted.channels = 1;
        wanted.samples = 1024;
        device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
        if (device_ != 0)
            SDL_PauseAudioDevice(device_, 0);
    }

    ~Loudspeaker() override {
        if (device_ != 0)
            SDL_CloseAudioDevice(device_);
    }
    Loudspeaker(const Loudspeaker&) = delete;
    Loudspeaker& operator=(const Loudspeaker&) = delete;

    void play(ports::Sound sound) override {
        if (device_ == 0)
            return;
        const auto samples = wave(tones_of(sound));
        SDL_ClearQueuedAudio(device_); // the newest sound is the one that counts
        SDL_QueueAudio(device_, samples.data(), static_cast<Uint32>(samples.size() * sizeof(samples[0])));
    }

private:
    SDL_AudioDeviceID device_ = 0;
};

} // namespace

std::unique_ptr<ports::SoundPlayer> open_sounds() {
    return std::make_unique<Loudspeaker>();
}

} // namespace guichet::platform
