#pragma once
// Text to speech in samples: espeak-ng.

#include "kiosk/core/result.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace guichet::platform {

/// Takes the next samples (one channel); false: no more are wanted.
using TakeSamples = std::function<bool(std::span<const std::int16_t>)>;

/// Makes speech. One thread only.
class Synthesiser {
public:
    virtual ~Synthesiser() = default;

    [[nodiscard]] virtual int samples_per_second() const = 0;

    /// Speaks a text in a language (ISO 639-1), as fast as it can be made; returns when `take` has had all of
    /// it or wants no more. A language without a voice is spoken in English, which
    /// `take_notice` tells.
    [[nodiscard]] virtual Result<> render(const std::string& text, const std::string& language,
                                          const TakeSamples& take) = 0;

    /// A line in English about a language without a voice, once for each; else empty.
    [[nodiscard]] virtual std::string take_notice() = 0;
};

/// Loads libespeak-ng's voices. Fails when they are not installed (package espeak-ng-data). One at a time in
/// the program.
[[nodiscard]] Result<std::unique_ptr<Synthesiser>> open_espeak();

/// Samples at another rate, between which straight lines are drawn. Keeps on from one piece to the next.
class Resampler {
public:
    Resampler(int from, int to) : step_(static_cast<double>(from) / to) {}
    [[nodiscard]] std::vector<std::int16_t> resample(std::span<const std::int16_t> samples);

private:
    double step_;
    double at_ = 0; ///< of the next sample, between last_ (0) and the first of the next piece (1)
    std::int16_t last_ = 0;
};

} // namespace guichet::platform
