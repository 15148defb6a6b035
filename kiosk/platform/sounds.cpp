#include "kiosk/platform/sounds.hpp"

#include "kiosk/platform/sound_mixer.hpp"

#include <SDL.h>

namespace guichet::platform {

namespace {

/// 12 ms at a time: a tick that comes later does not belong to the code any more.
constexpr Uint16 samples_at_a_time = 512;

/// SDL's own thread fetches the samples, so that `play` never waits for the device.
class Loudspeaker final : public ports::SoundPlayer {
public:
    Loudspeaker() {
        if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
            return;
        SDL_AudioSpec wanted{};
        wanted.freq = SoundMixer::samples_per_second;
        wanted.format = AUDIO_S16SYS;
        wanted.channels = 1;
        wanted.samples = samples_at_a_time;
        wanted.callback = fill;
        wanted.userdata = &mixer_;
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
        if (device_ != 0)
            mixer_.ask(sound);
    }

private:
    static void fill(void* mixer, Uint8* stream, int bytes) {
        static_cast<SoundMixer*>(mixer)->fill({reinterpret_cast<std::int16_t*>(stream),
                                               static_cast<std::size_t>(bytes) / sizeof(std::int16_t)});
    }

    SoundMixer mixer_;
    SDL_AudioDeviceID device_ = 0;
};

} // namespace

std::unique_ptr<ports::SoundPlayer> open_sounds() {
    return std::make_unique<Loudspeaker>();
}

} // namespace guichet::platform
