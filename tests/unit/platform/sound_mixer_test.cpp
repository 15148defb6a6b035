#include "kiosk/platform/sound_mixer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <span>

namespace guichet::platform {
namespace {

using ports::Sound;

class SoundMixerTest : public testing::Test {
protected:
    /// The next so many samples, fetched in the pieces of a loudspeaker.
    std::vector<std::int16_t> hear(std::size_t count) {
        std::vector<std::int16_t> heard(count);
        for (std::size_t from = 0; from < count; from += 512)
            mixer.fill(std::span(heard).subspan(from, std::min<std::size_t>(512, count - from)));
        return heard;
    }

    static bool silent(std::span<const std::int16_t> samples) {
        return std::all_of(samples.begin(), samples.end(), [](std::int16_t sample) { return sample == 0; });
    }

    /// A sound as it is heard alone.
    static std::vector<std::int16_t> alone(Sound sound) {
        SoundMixerTest other;
        other.mixer.ask(sound);
        return other.hear(other.mixer.length(sound));
    }

    void TestBody() override {}

    SoundMixer mixer;
};

TEST_F(SoundMixerTest, IsSilentUntilASoundIsAskedForAndAfterIt) {
    EXPECT_TRUE(silent(hear(2'000)));
    mixer.ask(Sound::read);
    EXPECT_FALSE(silent(hear(mixer.length(Sound::read))));
    EXPECT_TRUE(silent(hear(2'000)));
}

TEST_F(SoundMixerTest, AResultFollowsTheTickAndDoesNotCutIt) {
    const auto tick = alone(Sound::read);
    const auto result = alone(Sound::found);
    mixer.ask(Sound::read);
    auto heard = hear(512);
    mixer.ask(Sound::found);
    const auto rest = hear(tick.size() + result.size() - heard.size());
    heard.insert(heard.end(), rest.begin(), rest.end());
    EXPECT_TRUE(std::equal(tick.begin(), tick.end(), heard.begin()));
    EXPECT_TRUE(
        std::equal(result.begin(), result.end(), heard.begin() + static_cast<std::ptrdiff_t>(tick.size())));
}

TEST_F(SoundMixerTest, ATickIsHeardAtOnceEvenDuringAResult) {
    mixer.ask(Sound::help);
    (void)hear(1'000);
    mixer.ask(Sound::read);
    EXPECT_EQ(hear(mixer.length(Sound::read)), alone(Sound::read));
}

TEST_F(SoundMixerTest, TheNewestResultCounts) {
    mixer.ask(Sound::found);
    (void)hear(1'500);
    mixer.ask(Sound::refused);
    EXPECT_EQ(hear(mixer.length(Sound::refused)), alone(Sound::refused));
    EXPECT_TRUE(silent(hear(10'000)));
}

TEST_F(SoundMixerTest, EverySoundIsItsOwn) {
    const std::vector sounds{Sound::read, Sound::found, Sound::success, Sound::refused, Sound::help};
    for (const auto one : sounds)
        for (const auto other : sounds)
            EXPECT_EQ(one == other, alone(one) == alone(other));
    EXPECT_LE(mixer.length(Sound::read) + mixer.length(Sound::found),
              static_cast<std::size_t>(SoundMixer::samples_per_second) / 4)
        << "both are over before the hand is";
}

const std::vector every_sound{Sound::read, Sound::found, Sound::success, Sound::refused, Sound::help};

TEST_F(SoundMixerTest, NothingClicksAndNothingIsTooLoud) {
    for (const auto sound : every_sound) {
        const auto samples = alone(sound);
        EXPECT_LE(std::abs(samples.front()), 60);
        EXPECT_LE(std::abs(samples.back()), 60);
        // The first and the last millisecond are much softer than the rest.
        const auto loudest = [](std::span<const std::int16_t> some) {
            int most = 0;
            for (const auto sample : some)
                most = std::max(most, std::abs(int{sample}));
            return most;
        };
        const std::span all(samples);
        EXPECT_LT(loudest(all.first(44)), loudest(all) / 3);
        EXPECT_LT(loudest(all.last(44)), loudest(all) / 3);
        EXPECT_LT(loudest(all), 30'000) << "no sample is cut";
        EXPECT_LE(samples.size(), static_cast<std::size_t>(SoundMixer::samples_per_second) / 2);
    }
}

/// The loudness of a sound's loudest 50 ms, weighted as ears do (IEC 61672-1, A), in decibels.
double loudness(std::span<const std::int16_t> samples) {
    constexpr std::size_t window = SoundMixer::samples_per_second / 20;
    double best = 0;
    for (std::size_t from = 0; from + window <= samples.size(); from += window / 2) {
        double power = 0;
        for (double hertz = 200; hertz < 6'000; hertz += 20) { // one bin for each 50 ms
            double real = 0;
            double imaginary = 0;
            for (std::size_t at = 0; at < window; ++at) {
                const double phase =
                    2 * 3.141592653589793 * hertz * static_cast<double>(at) / SoundMixer::samples_per_second;
                real += samples[from + at] * std::cos(phase);
                imaginary += samples[from + at] * std::sin(phase);
            }
            const double f = hertz * hertz;
            const double weight = 12'194.0 * 12'194.0 * f * f /
                                  ((f + 20.6 * 20.6) * std::sqrt((f + 107.7 * 107.7) * (f + 737.9 * 737.9)) *
                                   (f + 12'194.0 * 12'194.0));
            power += (real * real + imaginary * imaginary) * weight * weight;
        }
        best = std::max(best, power);
    }
    return 10 * std::log10(best);
}

TEST_F(SoundMixerTest, AllSoundsAreAboutAsLoud) {
    const double reference = loudness(alone(Sound::found));
    for (const auto sound : every_sound)
        EXPECT_NEAR(loudness(alone(sound)), reference, 3.0) << static_cast<int>(sound);
}

} // namespace
} // namespace guichet::platform
