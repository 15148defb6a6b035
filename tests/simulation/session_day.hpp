#pragma once
// One session of several kiosks and their server in virtual time: whatever fails, nothing that was told to
// people is lost, nothing counts twice, and all agree in the end.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace guichet::simulation {

/// A mistake that a program could have, planted to see that the simulation finds it.
enum class Planted : std::uint8_t {
    nothing,
    acknowledged_before_commit, ///< the server answers, and writes later
    refused_means_sent,         ///< a kiosk takes any refusal of the server for an end of the matter
    shown_before_commit,        ///< a kiosk tells people that it is done before its disk has it
    cursor_before_events,       ///< a kiosk notes how far it read before it keeps what it read
    numbers_used_again, ///< a kiosk with an older copy of its store goes on with the numbers that follow
    known_by_number     ///< the server takes an event for known by its number, whatever it says
};

struct SessionDayOptions {
    std::uint64_t seed = 1;
    int customers = 20;
    Planted planted = Planted::nothing;
    std::function<void(const std::string&)> trace = {}; ///< a line for each thing that happens; may be empty
};

/// What happened in one session, or in many.
struct SessionDayFigures {
    std::uint64_t sessions = 0;
    std::uint64_t kiosks = 0;
    std::uint64_t hand_overs = 0;        ///< told to people as done
    std::uint64_t double_hand_overs = 0; ///< incidents of that kind
    std::uint64_t undone = 0;
    std::uint64_t kiosk_deaths = 0;
    std::uint64_t server_deaths = 0;
    std::uint64_t server_restores = 0;
    std::uint64_t new_disks = 0;    ///< of kiosks
    std::uint64_t older_disks = 0;  ///< likewise: older copies that were put back
    std::uint64_t twins = 0;        ///< machines with a copy of another one's disk
    std::uint64_t incarnations = 0; ///< that kiosks began because of these
    std::uint64_t revoked = 0;      ///< kiosks that were lost to others
    std::uint64_t forced_closings = 0;
    std::uint64_t calls = 0;                                 ///< of kiosks to the server
    std::uint64_t calls_failed = 0;                          ///< whatever of them was lost on its way
    std::uint64_t events = 0;                                ///< at the server in the end
    std::uint64_t fingerprint = 14'695'981'039'346'656'037U; ///< of all that happened

    void add(const SessionDayFigures& more);
};

/// Plays the session of a seed. What did not hold, in words; nothing: all held.
[[nodiscard]] std::optional<std::string> play_session_day(const SessionDayOptions& options,
                                                          SessionDayFigures& figures);

} // namespace guichet::simulation
