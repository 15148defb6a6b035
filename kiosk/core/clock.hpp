#pragma once
// Moments in UTC, and the hybrid logical clock that orders the events of several kiosks.

#include "kiosk/core/result.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace guichet {

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t milliseconds = 0;

    friend constexpr auto operator<=>(Instant, Instant) = default;
    friend constexpr Instant operator+(Instant left, std::int64_t more) { return {left.milliseconds + more}; }
    friend constexpr std::int64_t operator-(Instant left, Instant right) {
        return left.milliseconds - right.milliseconds;
    }
};

/// A moment as RFC 3339 writes it, whole seconds: "2020-04-17T14:05:00Z". The zone of people is added at the
/// edge.
[[nodiscard]] std::string utc_text(Instant moment);

/// A reading of the hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): never earlier
/// than any event this kiosk made or saw, and close to the wall clock.
struct HybridTime {
    Instant wall;
    /// 0 to 99,999: tells apart what happens within one millisecond, or while the wall clock is behind.
    std::uint32_t counter = 0;

    /// "1587132300000.00002": letters compare as the times do, for the next 260 years.
    [[nodiscard]] std::string text() const;
    friend constexpr auto operator<=>(const HybridTime&, const HybridTime&) = default;
};

[[nodiscard]] Result<HybridTime> parse_hybrid_time(std::string_view text);

/// The reading for a new event, given the last reading and the wall clock.
[[nodiscard]] HybridTime next_hybrid_time(const HybridTime& last, Instant now);

} // namespace guichet
