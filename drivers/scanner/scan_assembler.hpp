#pragma once
// Characters that come one by one, from a scanner that pretends to be a keyboard or from a serial line: which
// of them make a scan.

#include "drivers/scanner/scan_text.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace guichet::scanner {

/// Puts the characters of a scanner together to complete scans, and lets no typing of a person through. A
/// scan ends with Enter, Tab, ETX, EOT or ETB, with the suffix, or with a pause. Pure: the time comes with
/// each call.
class ScanAssembler {
public:
    /// Time since any fixed point, as long as it is always the same one.
    using Time = std::chrono::milliseconds;

    struct Rhythm {
        std::chrono::milliseconds pause{100};  ///< no character for this long ends a scan
        std::chrono::milliseconds average{30}; ///< a scanner's keys follow each other at least this fast
        std::size_t least_characters = 4;      ///< fewer could be a hand on several keys
    };

    ScanAssembler() = default;
    explicit ScanAssembler(Rhythm rhythm, Framing framing = {});

    /// A character (a byte of UTF-8; control characters that do not end a scan are left out) that came at
    /// `now`. Gives the code that it completes: by ending it, or by coming after a pause.
    [[nodiscard]] std::optional<std::string> character(char character, Time now);

    /// A key that types nothing by itself, as each digit of a character typed by its number: it counts in
    /// the rhythm, and there is no pause yet. Gives the code that ended by a pause before it.
    [[nodiscard]] std::optional<std::string> stroke(Time now);

    /// The code that has come to its end by a pause, if there is one. To be asked when nothing came for a
    /// while.
    [[nodiscard]] std::optional<std::string> pause(Time now);

    /// How long to wait before asking `pause`; nothing when no scan has begun.
    [[nodiscard]] std::optional<std::chrono::milliseconds> patience(Time now) const;

    /// What has begun, and what follows it without a pause or an end, is no scan: characters were lost, or a
    /// hand is on the keys.
    void spoil(Time now);

    /// What has begun was read otherwise, and is over.
    void forget();

    /// True once after something ended that was no scan: a person types.
    [[nodiscard]] bool take_typing();

private:
    /// Ends the scan; its rhythm is measured over `intervals` up to `end`.
    [[nodiscard]] std::optional<std::string> finish(Time end, std::size_t intervals);
    [[nodiscard]] bool paused(Time now) const;

    Rhythm rhythm_;
    Framing framing_;
    std::string enders_ = "\r\n\t\x03\x04\x17";
    std::string printed_suffix_;
    std::string text_;
    std::size_t strokes_ = 0; ///< keys of this scan
    bool spoilt_ = false;
    bool typing_ = false;
    Time first_{};
    Time last_{};
};

} // namespace guichet::scanner
