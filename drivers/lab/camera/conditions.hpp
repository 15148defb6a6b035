#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace guichet::lab {

/// What carries the code.
enum class Medium {
    paper,      ///< printed black on white
    phone,      ///< on a bright screen
    dark_phone, ///< inverted on a dark screen, as phones in dark mode show it
};

/// How a code is held before the camera, and what the camera makes of it. The lengths are shares of the
/// frame's height, so that the same conditions mean the same in every resolution.
struct Conditions {
    Medium medium = Medium::paper;
    double size = 0.45;      ///< side of the code's picture with its margin; 0.15 to 1
    double right = 0;        ///< its centre, right of the frame's
    double down = 0;         ///< its centre, below the frame's
    double turned = 0;       ///< degrees in the picture's plane, any
    double tilted_back = 0;  ///< degrees, the upper edge away from the camera; -70 to 70
    double tilted_aside = 0; ///< degrees, the right edge away from the camera; -70 to 70
    double defocus = 0.0012; ///< deviation of the blur; 0 to 0.015
    double motion = 0;       ///< how far it moves while the shutter is open, with chance; 0 to 0.05
    double drift_right = 0; ///< how far it moves to the right while the shutter is open, exactly; -0.1 to 0.1
    double drift_down = 0;  ///< likewise down
    double tremor = 0.004;  ///< how far a hand wanders; 0 to 0.05
    double light = 1;     ///< exposure: 1 = white paper is nearly white, 0.2 = a dark corner, 1.6 = too much
    double haze = 0;      ///< how much of the contrast is gone (a dirty lens, a low sun); 0 to 0.9
    double shadow = 0;    ///< how dark the shadow is that falls across the code; 0 to 0.9
    double glare = 0;     ///< how bright the reflection is that lies over a part of it; 0 to 1
    double noise = 2.5;   ///< deviation of the sensor's noise in grey levels at medium light; 0 to 30
    bool damaged = false; ///< torn and scribbled over, far beyond what error correction mends
    std::uint64_t seed = 1; ///< of the hand, the background, the noise

    friend bool operator==(const Conditions&, const Conditions&) = default;
};

/// Conditions with a name, for scenarios and tests.
struct NamedConditions {
    std::string_view name;
    Conditions conditions;
};

/// paper, phone, dark_mode, tilted, far, dim, blurred, glare, shadow, hazy: each reads within a few frames.
[[nodiscard]] const std::vector<NamedConditions>& named_conditions();
[[nodiscard]] std::optional<Conditions> conditions_named(std::string_view name);

/// What comes by at a drive: paper and phones, well and not so well held, in changing light. The same seed,
/// the same conditions.
[[nodiscard]] Conditions random_conditions(std::uint64_t seed);

} // namespace guichet::lab
