#pragma once
// A day of the real programs: a server and two counters as processes, killed and cut off at moments that a
// seed chooses, then brought to rest.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace guichet::processes {

struct DayOptions {
    std::uint64_t seed = 1;
    int customers = 10;
    std::filesystem::path folder; ///< empty; everything is made in it
};

struct DayFigures {
    int hand_overs = 0; ///< that a screen confirmed
    int twice = 0;      ///< of them, of baskets that the other counter had handed over
    int kiosks_killed = 0;
    int servers_killed = 0;
    int cuts = 0;
};

/// Plays the day. What it gives is wrong: the promise that was broken, or what could not be done.
[[nodiscard]] std::optional<std::string> play_day(const DayOptions& options, DayFigures& figures);

} // namespace guichet::processes
