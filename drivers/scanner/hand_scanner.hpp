#pragma once
// Hand-held scanners that pretend to be keyboards: which characters make a scan.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace guichet::scanner {

/// Puts the characters of a scanner together to complete scans, and lets no typing of a person through. A
/// scan ends with Enter or Tab, or with a pause. Pure: the time comes with each call.
class HandScanner {
public:
    /// Time since any fixed point, as long as it is always the same one.
    using Time = std::chrono::milliseconds;

    struct Rhythm {
        std::chrono::milliseconds pause{100}; ///< no character for this long ends a scan
        std::chrono::milliseconds average{
            30};                          ///< a scanner's characters follow each other at least this fast
        std::size_t least_characters = 4; ///< fewer could be a hand on several keys
    };

    HandScanner() = default;
    explicit HandScanner(Rhythm rhythm) : rhythm_(rhythm) {}

    /// A character (ASCII; '\n', '\r' and '\t' end a scan, other control characters are left out) that came
    /// at `now`. Gives the scan that it completes: by ending it, or by coming after a pause.
    [[nodiscard]] std::optional<std::string> character(char character, Time now);

    /// The scan that has come to its end by a pause, if there is one. To be asked when nothing came for a
    /// while.
    [[nodiscard]] std::optional<std::string> pause(Time now);

    /// How long to wait before asking `pause`; nothing when no scan has begun.
    [[nodiscard]] std::optional<std::chrono::milliseconds> patience(Time now) const;

    /// Drops what has begun, as after the loss of a character.
    void forget() { text_.clear(); }

private:
    /// Ends the scan; its rhythm is measured over `intervals` up to `end`.
    [[nodiscard]] std::optional<std::string> finish(Time end, std::size_t intervals);
    [[nodiscard]] bool paused(Time now) const;

    Rhythm rhythm_;
    std::string text_;
    Time first_{};
    Time last_{};
};

} // namespace guichet::scanner
