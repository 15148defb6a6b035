#pragma once
// The loudspeaker and the headphones.

#include "kiosk/ports/sound.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace guichet::platform {

/// Which devices are used, by the beginning of the name that the system gives them (`guichet-kiosk doctor`
/// lists them). Empty: the system's own choice for the loudspeaker, and no headphones of their own.
struct AudioSettings {
    std::string loudspeaker;
    std::string headphones;
    std::function<void(const std::string&)> log; ///< a line in English, from any thread; may be empty
};

/// Sounds, and speech in samples. A device may come, go and come again at any time: it is opened by itself.
/// Without any, everything goes on in silence. One for the program.
class AudioPlayer : public ports::SoundPlayer {
public:
    static constexpr int samples_per_second = 44'100;

    /// Takes speech in samples of one channel; waits until there is room, `patience` at the most, and gives
    /// how many it took. One thread only. `into_headphones`: into their own device when one is configured,
    /// and into no other then; without one, the loudspeaker's jack is theirs.
    virtual std::size_t speak(std::span<const std::int16_t> samples, bool into_headphones,
                              std::chrono::milliseconds patience) = 0;
    /// What was spoken so far is not heard any more; from any thread.
    virtual void cut_speech() = 0;
    virtual void set_loudness(float loudness) = 0;
    /// All speech has been heard, or nobody could hear it.
    [[nodiscard]] virtual bool speech_is_over() const = 0;
    /// The headphones' own device is configured and there.
    [[nodiscard]] virtual bool has_headphones() const = 0;
};

/// Never fails: a kiosk without loudspeaker works on, and begins to sound when one is plugged in.
[[nodiscard]] std::unique_ptr<AudioPlayer> open_audio(AudioSettings settings = {});

/// The names of the devices that can be heard now; for the doctor.
[[nodiscard]] std::vector<std::string> audio_devices();

} // namespace guichet::platform
