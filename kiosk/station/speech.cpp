#include "kiosk/station/speech.hpp"

#include "drivers/headphones/headphone_jacks.hpp"
#include "kiosk/station/speech_owner.hpp"

#include <thread>

namespace guichet::station {

namespace {

/// Headphones that are an audio device of their own, such as a headset on USB: plugged in while it is there.
class HeadphonesDevice final : public ports::Headphones {
public:
    explicit HeadphonesDevice(const platform::AudioPlayer& player) : player_(player) {}

    [[nodiscard]] bool plugged(std::chrono::milliseconds patience) override {
        if (!player_.has_headphones())
            std::this_thread::sleep_for(patience);
        else
            std::this_thread::sleep_for(std::min(patience, while_plugged));
        return player_.has_headphones();
    }

private:
    /// Without its device nothing is heard of what is personal; only the screen has to learn of it.
    static constexpr std::chrono::milliseconds while_plugged{100};
    const platform::AudioPlayer& player_;
};

} // namespace

void add_audio(Devices& devices, const SpeechConfiguration& configuration,
               const std::function<void(const std::string&)>& log) {
    platform::AudioSettings settings;
    settings.loudspeaker = configuration.loudspeaker;
    settings.headphones = configuration.headphones;
    settings.log = log;
    auto player = platform::open_audio(std::move(settings));
    platform::AudioPlayer& audio = *player;
    devices.sound = std::move(player);
    if (!configuration.voice)
        return;
    devices.speech = std::make_unique<SpeechOwner>(audio, platform::open_espeak, log);
    if (!configuration.headphones.empty())
        devices.headphones = [&audio] { return std::make_unique<HeadphonesDevice>(audio); };
    else if (configuration.jack)
        devices.headphones = [] { return headphones::watch_headphone_jacks(); };
}

} // namespace guichet::station
