#include "kiosk/platform/sounds.hpp"

#include "kiosk/platform/sound_mixer.hpp"
#include "kiosk/platform/speech_track.hpp"

#include <SDL.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace guichet::platform {

namespace {

static_assert(AudioPlayer::samples_per_second == SoundMixer::samples_per_second);

/// 23 ms at a time: a tick that comes much later does not belong to the code any more, and a voice that is
/// cut off is silent then. Half of it would wake the processor twice as often all day: most of what an idle
/// kiosk costs.
constexpr Uint16 samples_at_a_time = 1'024;
/// How often devices are looked for when SDL tells nothing of them (without an audio system it cannot).
constexpr std::chrono::seconds between_looks{5};

std::span<std::int16_t> samples_of(Uint8* stream, int bytes) {
    return {reinterpret_cast<std::int16_t*>(stream), static_cast<std::size_t>(bytes) / sizeof(std::int16_t)};
}

/// The first device whose name begins so; nothing when none is there.
std::optional<std::string> find_device(const std::string& beginning) {
    for (int n = 0; n < SDL_GetNumAudioDevices(0); ++n) {
        const char* name = SDL_GetAudioDeviceName(n, 0);
        if (name != nullptr && std::string_view(name).starts_with(beginning))
            return std::string(name);
    }
    return std::nullopt;
}

/// One device of SDL, as long as it is there.
class Output {
public:
    Output(SDL_AudioCallback fill, void* player) : fill_(fill), player_(player) {}
    ~Output() { close(); }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    [[nodiscard]] bool open() const { return device_ != 0; }

    /// Closes the device if it was unplugged, and opens it if it is there.
    void look(const std::string& wanted) {
        if (device_ != 0 && SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED)
            close();
        if (device_ != 0)
            return;
        // Some audio systems do not tell what they have (-1): then their own choice is tried.
        const bool any = wanted.empty() && SDL_GetNumAudioDevices(0) != 0;
        const auto name = wanted.empty() ? std::nullopt : find_device(wanted);
        if (!any && !name)
            return;
        SDL_AudioSpec spec{};
        spec.freq = SoundMixer::samples_per_second;
        spec.format = AUDIO_S16SYS;
        spec.channels = 1;
        spec.samples = samples_at_a_time;
        spec.callback = fill_;
        spec.userdata = player_;
        device_ = SDL_OpenAudioDevice(name ? name->c_str() : nullptr, 0, &spec, nullptr, 0);
        if (device_ != 0)
            SDL_PauseAudioDevice(device_, 0);
    }

    void close() {
        if (device_ != 0)
            SDL_CloseAudioDevice(device_);
        device_ = 0;
    }

private:
    SDL_AudioCallback fill_;
    void* player_;
    SDL_AudioDeviceID device_ = 0;
};

/// SDL's own threads fetch the samples, so that `play` never waits for a device; a thread of ours opens and
/// closes the devices.
class Player final : public AudioPlayer {
public:
    explicit Player(AudioSettings settings) : settings_(std::move(settings)), thread_([this] { watch(); }) {}

    ~Player() override {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;

    void play(ports::Sound sound) override {
        if (loudspeaker_there_)
            mixer_.ask(sound);
    }

    std::size_t speak(std::span<const std::int16_t> samples, bool into_headphones,
                      std::chrono::milliseconds patience) override {
        const bool own_device = into_headphones && !settings_.headphones.empty();
        if (own_device ? !headphones_there_ : !loudspeaker_there_)
            return samples.size(); // nobody hears it
        const std::size_t taken = (own_device ? for_headphones_ : for_loudspeaker_).write(samples);
        if (taken == 0)
            std::this_thread::sleep_for(patience);
        return taken;
    }

    void cut_speech() override {
        for_loudspeaker_.cut();
        for_headphones_.cut();
    }

    void set_loudness(float loudness) override {
        for_loudspeaker_.set_loudness(loudness);
        for_headphones_.set_loudness(loudness);
    }

    [[nodiscard]] bool speech_is_over() const override {
        return (for_loudspeaker_.empty() || !loudspeaker_there_) &&
               (for_headphones_.empty() || !headphones_there_);
    }

    [[nodiscard]] bool has_headphones() const override { return headphones_there_; }

private:
    static void fill_loudspeaker(void* player, Uint8* stream, int bytes) {
        auto& self = *static_cast<Player*>(player);
        const auto samples = samples_of(stream, bytes);
        self.mixer_.fill(samples);
        self.for_loudspeaker_.add_to(samples, self.mixer_.sounds_now());
    }

    static void fill_headphones(void* player, Uint8* stream, int bytes) {
        const auto samples = samples_of(stream, bytes);
        std::fill(samples.begin(), samples.end(), std::int16_t{0});
        static_cast<Player*>(player)->for_headphones_.add_to(samples, false);
    }

    static int heard_event(void* player, SDL_Event* event) {
        if (event->type == SDL_AUDIODEVICEADDED || event->type == SDL_AUDIODEVICEREMOVED) {
            auto& self = *static_cast<Player*>(player);
            {
                const std::lock_guard lock(self.mutex_);
                self.news_ = true;
            }
            self.changed_.notify_all();
        }
        return 0;
    }

    void watch() {
        SDL_AddEventWatch(heard_event, this);
        bool ready = false;
        std::unique_lock lock(mutex_);
        while (!ending_) {
            news_ = false;
            lock.unlock();
            ready = ready || SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
            if (ready)
                look();
            lock.lock();
            changed_.wait_for(lock, between_looks, [this] { return ending_ || news_; });
        }
        lock.unlock();
        SDL_DelEventWatch(heard_event, this);
        loudspeaker_.close();
        headphones_.close();
        if (ready)
            SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }

    void look() {
        loudspeaker_.look(settings_.loudspeaker);
        tell(loudspeaker_there_, loudspeaker_.open(), "The loudspeaker");
        if (settings_.headphones.empty())
            return;
        headphones_.look(settings_.headphones);
        tell(headphones_there_, headphones_.open(), "The headphones");
    }

    void tell(std::atomic<bool>& there, bool now, const char* what) {
        if (there.exchange(now) != now && settings_.log)
            settings_.log(std::string(what) + (now ? " can be heard." : " cannot be heard any more."));
    }

    AudioSettings settings_;
    SoundMixer mixer_;
    SpeechTrack for_loudspeaker_;
    SpeechTrack for_headphones_;
    Output loudspeaker_{fill_loudspeaker, this};
    Output headphones_{fill_headphones, this};
    std::atomic<bool> loudspeaker_there_ = false;
    std::atomic<bool> headphones_there_ = false;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool news_ = false;
    bool ending_ = false;
    std::thread thread_;
};

} // namespace

std::unique_ptr<AudioPlayer> open_audio(AudioSettings settings) {
    return std::make_unique<Player>(std::move(settings));
}

std::vector<std::string> audio_devices() {
    std::vector<std::string> names;
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
        return names;
    for (int n = 0; n < SDL_GetNumAudioDevices(0); ++n)
        if (const char* name = SDL_GetAudioDeviceName(n, 0))
            names.emplace_back(name);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return names;
}

} // namespace guichet::platform
