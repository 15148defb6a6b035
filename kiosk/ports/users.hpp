#pragma once
// Who works with a kiosk. Users belong to one kiosk and are kept beside its journal, never in it.

#include "kiosk/core/clock.hpp"
#include "kiosk/core/pin.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace guichet::ports {

/// A volunteer hands over; a coordinator also opens, closes, settles, manages users and prints reports.
enum class UserRole : std::uint8_t { volunteer, coordinator };

struct User {
    std::string id;   ///< "U7F3K2", made by the store: the journal's pseudonym for them; never used twice
    std::string name; ///< as it stands on the screen, 1 to 40 bytes of UTF-8
    UserRole role = UserRole::volunteer;
    bool active = true; ///< who no longer works here stays on record

    friend bool operator==(const User&, const User&) = default;
};

inline constexpr std::size_t longest_user_name = 40;

/// What is to be kept of a user.
struct UserChange {
    User user;              ///< without id: a new one
    std::optional<Pin> pin; ///< nothing: as it was
};

/// How many PINs were wrong since the last right one, and until when none is looked at.
struct PinGuard {
    std::int64_t wrong = 0;
    Instant not_before;

    friend bool operator==(const PinGuard&, const PinGuard&) = default;
};

/// So many wrong PINs are taken without a pause; then 30 s, and with each further one twice as long.
inline constexpr std::int64_t pins_before_pause = 5;
inline constexpr std::int64_t shortest_pin_pause = 30'000; ///< milliseconds
inline constexpr std::int64_t longest_pin_pause = 600'000; ///< milliseconds

/// The guard after one more wrong PIN.
[[nodiscard]] inline PinGuard after_wrong_pin(const PinGuard& before, Instant now) {
    PinGuard guard{before.wrong + 1, {}};
    if (guard.wrong >= pins_before_pause) {
        std::int64_t pause = shortest_pin_pause;
        for (auto more = guard.wrong - pins_before_pause; more > 0 && pause < longest_pin_pause; --more)
            pause *= 2;
        guard.not_before = now + (pause < longest_pin_pause ? pause : longest_pin_pause);
    }
    return guard;
}

/// The milliseconds that are left of a pause; a clock that was set back does not make it longer.
[[nodiscard]] inline std::int64_t pause_left(const PinGuard& guard, Instant now) {
    const auto left = guard.not_before - now;
    return left <= 0 ? 0 : left < longest_pin_pause ? left : longest_pin_pause;
}

/// Whether a PIN is right.
struct PinQuestion {
    Pin pin;
    std::string user;            ///< whose it must be, by id; empty: any active user's
    bool by_coordinator = false; ///< only a coordinator's counts
    Instant now;
};

struct PinAnswer {
    std::string user; ///< whose PIN it is; empty: wrong, or not looked at
    PinGuard guard;   ///< as it is from now on
};

} // namespace guichet::ports
