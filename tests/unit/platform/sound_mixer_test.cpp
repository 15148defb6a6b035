#include "kiosk/platform/sound_mixer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

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

} // namespace
} // namespace guichet::platform
