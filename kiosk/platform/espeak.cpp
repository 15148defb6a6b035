// eSpeak NG 1.51 as a library (docs: src/include/espeak-ng/speak_lib.h): AUDIO_OUTPUT_SYNCHRONOUS hands the
// samples to a callback within espeak_Synth, which ends early when the callback returns 1.
#include "kiosk/platform/synthesiser.hpp"

#include <espeak-ng/speak_lib.h>

#include <set>

namespace guichet::platform {

namespace {

constexpr int milliseconds_at_a_time = 60;
constexpr int do_not_exit = 0x8000; ///< espeakINITIALIZE_DONT_EXIT: without data it would end the program
/// A little slower than espeak's own 175: the words are unfamiliar.
constexpr int words_per_minute = 160;

/// What the callback of the call under way works for; the library has one voice for the program.
const TakeSamples* taking = nullptr;
bool enough = false;

int take_wave(short* wave, int count, espeak_EVENT* /*events*/) {
    if (wave == nullptr || count <= 0 || taking == nullptr)
        return 0;
    enough = !(*taking)({wave, static_cast<std::size_t>(count)});
    return enough ? 1 : 0;
}

/// The voice that a French, German … listener expects of a language; espeak knows most by their codes.
std::string voice_name(const std::string& language) {
    if (language == "en")
        return "en-gb";
    return language == "fr" ? "fr-fr" : language;
}

class Espeak final : public Synthesiser {
public:
    explicit Espeak(int rate) : rate_(rate) {
        espeak_SetSynthCallback(take_wave);
        espeak_SetParameter(espeakRATE, words_per_minute, 0);
    }
    ~Espeak() override { espeak_Terminate(); }
    Espeak(const Espeak&) = delete;
    Espeak& operator=(const Espeak&) = delete;

    [[nodiscard]] int samples_per_second() const override { return rate_; }

    [[nodiscard]] Result<> render(const std::string& text, const std::string& language,
                                  const TakeSamples& take) override {
        choose_voice(language);
        taking = &take;
        enough = false;
        const auto made = espeak_Synth(text.c_str(), text.size() + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8,
                                       nullptr, nullptr);
        taking = nullptr;
        if (made != EE_OK && !enough)
            return fail("The voice cannot say “{0}” (espeak-ng, fault {1}).", text, static_cast<int>(made));
        return Done{};
    }

    [[nodiscard]] std::string take_notice() override { return std::exchange(notice_, {}); }

private:
    void choose_voice(const std::string& language) {
        if (language == language_)
            return;
        language_ = language;
        if (espeak_SetVoiceByName(voice_name(language).c_str()) == EE_OK ||
            espeak_SetVoiceByName(language.c_str()) == EE_OK)
            return;
        espeak_SetVoiceByName("en-gb");
        if (missing_.insert(language).second)
            notice_ =
                fail("There is no voice for the language “{0}”: it is read in English. Look for one with "
                     "“espeak-ng --voices”.",
                     language)
                    .english();
    }

    int rate_;
    std::string language_;
    std::string notice_;
    std::set<std::string> missing_;
};

} // namespace

Result<std::unique_ptr<Synthesiser>> open_espeak() {
    const int rate =
        espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, milliseconds_at_a_time, nullptr, do_not_exit);
    if (rate <= 0)
        return fail("The screen cannot be read aloud: espeak-ng's voices are missing. Install the package "
                    "espeak-ng-data.");
    return std::unique_ptr<Synthesiser>(std::make_unique<Espeak>(rate));
}

std::vector<std::int16_t> Resampler::resample(std::span<const std::int16_t> samples) {
    std::vector<std::int16_t> result;
    result.reserve(static_cast<std::size_t>(static_cast<double>(samples.size()) / step_) + 1);
    for (const std::int16_t sample : samples) {
        for (; at_ < 1; at_ += step_)
            result.push_back(static_cast<std::int16_t>(last_ + (sample - last_) * at_));
        at_ -= 1;
        last_ = sample;
    }
    return result;
}

} // namespace guichet::platform
