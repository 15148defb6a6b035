#pragma once
// Anything at any time, on the real screens: taps on what is there and anywhere, keys, typed text, codes,
// devices that fail and come back, time. What must hold is checked after every step.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace guichet::simulation {

/// One thing that happens. What it is follows from the numbers and from what is on the screen then, so that a
/// walk from which steps were taken away is still a walk.
struct WalkStep {
    std::uint32_t what = 0;
    std::uint32_t which = 0;
};

/// How the kiosk of a walk is.
struct WalkKiosk {
    bool self_service = false;
    std::size_t panel = 0; ///< 1280×800, 1920×1080, 1080×1920; a larger number begins anew
    bool second_printer = false;
    bool paper_on_request = false;
    bool users = false; ///< who works with it signs in with a PIN
};

struct WalkFailure {
    std::size_t step = 0; ///< after which it showed
    std::string what;     ///< in English, with what is on the screen
};

struct WalkFigures {
    std::size_t steps = 0;
    std::size_t frames = 0;
    std::size_t hand_overs = 0;  ///< that this kiosk recorded
    std::size_t resets = 0;      ///< of a customers' kiosk, after somebody stood there
    std::size_t homecomings = 0; ///< how often the way home was tried
};

/// The steps and the kiosk of a seed.
[[nodiscard]] std::vector<WalkStep> walk_of(std::uint64_t seed, std::size_t steps);
[[nodiscard]] WalkKiosk kiosk_of(std::uint64_t seed);

/// Walks; nothing when all that must hold held. Adds to the figures.
[[nodiscard]] std::optional<WalkFailure> walk(const WalkKiosk& kiosk, const std::vector<WalkStep>& steps,
                                              WalkFigures& figures);

/// The shortest walk found that fails as well, for people to read; it is not looked for without end.
[[nodiscard]] std::vector<WalkStep> shrink(const WalkKiosk& kiosk, std::vector<WalkStep> steps);

/// Walks a seed; a failure comes as text with the seed, the shrunken steps and what happened in them.
[[nodiscard]] std::optional<std::string> walk_seed(std::uint64_t seed, std::size_t steps,
                                                   WalkFigures& figures);

} // namespace guichet::simulation
