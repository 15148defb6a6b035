#include "kiosk/platform/sound_mixer.hpp"

#include <algorithm>
#include <array>
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

constexpr double pi = 3.141592653589793;

/// How much of a tone an ear takes in, as a factor of its amplitude (IEC 61672-1, the A-weighting, without
/// the constant that makes it 1 at 1 kHz).
double heard(double hertz) {
    const double f = hertz * hertz;
    const auto pole = [f](double corner) { return f + corner * corner; };
    return 12'194.0 * 12'194.0 * f * f / (pole(20.6) * std::sqrt(pole(107.7) * pole(737.9)) * pole(12'194.0));
}

/// One tone with two softer overtones, which small loudspeakers need for what is low. It begins within a few
/// milliseconds and dies away like a bell; both ends are silent, so that nothing clicks.
void add_tone(std::vector<std::int16_t>& samples, const Tone& tone) {
    constexpr double loudness = 6'300;
    constexpr std::array<double, 3> overtones{1, 0.35, 0.12};
    double power = 0;
    for (std::size_t n = 0; n < overtones.size(); ++n)
        power += std::pow(overtones[n] * heard(tone.hertz * static_cast<double>(n + 1)), 2);
    const int count = tone.milliseconds * SoundMixer::samples_per_second / 1000;
    const double attack = 0.006 * SoundMixer::samples_per_second;
    for (int at = 0; at < count; ++at) {
        const double begin = std::min(1.0, at / attack);
        const double end = std::min(1.0, (count - 1 - at) / (2 * attack));
        const double envelope = begin * end * std::exp(-1.6 * at / count);
        double sum = 0;
        for (std::size_t n = 0; n < overtones.size(); ++n)
            sum += overtones[n] * std::sin(2 * pi * tone.hertz * static_cast<double>(n + 1) * at /
                                           SoundMixer::samples_per_second);
        const double value = tone.hertz > 0 ? loudness * envelope * sum / std::sqrt(power) : 0;
        samples.push_back(static_cast<std::int16_t>(value));
    }
}

std::vector<std::int16_t> wave(const std::vector<Tone>& tones) {
    std::vector<std::int16_t> samples;
    for (const auto& tone : tones)
        add_tone(samples, tone);
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
