// Speech in samples: how it is made, and how it reaches the loudspeaker.
#include "kiosk/platform/speech_track.hpp"
#include "kiosk/platform/synthesiser.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace guichet::platform {
namespace {

using Samples = std::vector<std::int16_t>;

Samples hear(SpeechTrack& track, std::size_t count, bool quieter = false) {
    Samples heard(count);
    track.add_to(heard, quieter);
    return heard;
}

TEST(SpeechTrack, GivesWhatWasWrittenAtItsLoudness) {
    SpeechTrack track;
    track.set_loudness(0.5F);
    EXPECT_TRUE(track.empty());
    EXPECT_EQ(track.write(Samples{1000, 2000}), 2U);
    EXPECT_FALSE(track.empty());
    EXPECT_EQ(hear(track, 3), (Samples{500, 1000, 0}));
    EXPECT_TRUE(track.empty());
}

TEST(SpeechTrack, IsSilentFromTheNextSampleOnWhenItIsCutOff) {
    SpeechTrack track;
    track.set_loudness(1);
    track.write(Samples(1000, 700));
    (void)hear(track, 10);
    track.cut();
    EXPECT_TRUE(track.empty());
    EXPECT_EQ(hear(track, 2), (Samples{0, 0}));
    track.write(Samples{5});
    EXPECT_EQ(hear(track, 2), (Samples{5, 0})) << "what is said afterwards is heard";
}

TEST(SpeechTrack, TakesNoMoreThanThereIsRoomFor) {
    SpeechTrack track;
    track.set_loudness(1);
    EXPECT_EQ(track.write(Samples(SpeechTrack::capacity + 5, 1)), SpeechTrack::capacity);
    EXPECT_EQ(track.write(Samples(1, 1)), 0U);
    (void)hear(track, 100);
    EXPECT_EQ(track.write(Samples(200, 2)), 100U);
    (void)hear(track, SpeechTrack::capacity - 100);
    EXPECT_EQ(hear(track, 1), Samples{2}) << "around the ring's end";
}

TEST(SpeechTrack, LetsASoundBeHeardOverIt) {
    SpeechTrack track;
    track.set_loudness(1);
    track.write(Samples(2, 10'000));
    Samples mixed{20'000, 32'000};
    track.add_to(std::span(mixed).first(1), true);
    EXPECT_EQ(mixed[0], 23'500);
    track.add_to(std::span(mixed).subspan(1), false);
    EXPECT_EQ(mixed[1], 32'767) << "never beyond what a sample holds";
}

TEST(Resampler, KeepsTheWaveWhateverThePieces) {
    Samples wave;
    for (int n = 0; n < 2205; ++n)
        wave.push_back(static_cast<std::int16_t>(10'000 * std::sin(n * 0.05)));
    Resampler whole(22'050, 44'100);
    const Samples at_once = whole.resample(wave);
    EXPECT_NEAR(static_cast<double>(at_once.size()), 4410, 2);
    Resampler pieces(22'050, 44'100);
    Samples in_pieces;
    for (std::size_t from = 0; from < wave.size(); from += 100) {
        const auto piece =
            pieces.resample(std::span(wave).subspan(from, std::min<std::size_t>(100, wave.size() - from)));
        in_pieces.insert(in_pieces.end(), piece.begin(), piece.end());
    }
    EXPECT_EQ(at_once, in_pieces);
    for (std::size_t n = 4; n < at_once.size(); ++n)
        EXPECT_NEAR(at_once[n], 10'000 * std::sin((static_cast<double>(n) / 2 - 1) * 0.05), 60);
}

class EspeakTest : public testing::Test {
protected:
    static Synthesiser& voice() {
        static const auto opened = open_espeak().value();
        return *opened;
    }
    static Samples say(const std::string& text, const std::string& language) {
        Samples said;
        const auto rendered = voice().render(text, language, [&](auto samples) {
            said.insert(said.end(), samples.begin(), samples.end());
            return true;
        });
        EXPECT_TRUE(rendered.ok());
        return said;
    }
};

TEST_F(EspeakTest, SpeaksEachLanguageInItsOwnWay) {
    const std::string text = "Les paniers sont pr\u00eats.";
    const Samples french = say(text, "fr");
    const auto second = static_cast<std::size_t>(voice().samples_per_second());
    EXPECT_GT(french.size(), second / 2);
    EXPECT_LT(french.size(), second * 4);
    EXPECT_TRUE(std::any_of(french.begin(), french.end(), [](auto sample) { return sample > 2000; }));
    for (const std::string other : {"en", "de", "es"}) {
        EXPECT_NE(say(text, other), french) << other;
        EXPECT_EQ(voice().take_notice(), "") << other;
    }
}

TEST_F(EspeakTest, StopsWhenNoMoreIsWanted) {
    std::size_t pieces = 0;
    const auto rendered =
        voice().render("Un, deux, trois, quatre, cinq, six, sept, huit, neuf, dix.", "fr", [&](auto) {
            ++pieces;
            return false;
        });
    EXPECT_TRUE(rendered.ok());
    EXPECT_EQ(pieces, 1U);
    EXPECT_GT(say("Bonjour", "fr").size(), 1000U) << "and speaks again";
}

TEST_F(EspeakTest, ReadsALanguageWithoutVoiceInEnglishAndTellsSoOnce) {
    EXPECT_GT(say("hello", "qq").size(), 1000U);
    EXPECT_NE(voice().take_notice().find("qq"), std::string::npos);
    (void)say("hello", "fr");
    EXPECT_GT(say("hello", "qq").size(), 1000U);
    EXPECT_EQ(voice().take_notice(), "");
}

} // namespace
} // namespace guichet::platform
