#pragma once
// A customer's call for a volunteer, as it goes from their kiosk through the server to the counters. It is of
// the moment: it stands in no journal.

#include <cstdint>
#include <string>

namespace guichet {

/// How a call stands: nobody answered yet; a volunteer is on the way; nobody waits for one any more.
enum class CallStanding : std::uint8_t { calling, answered, over };

struct HelpCall {
    std::string device;      ///< of the kiosk that calls
    std::string kiosk_name;  ///< as people call it
    std::int64_t number = 0; ///< tells this kiosk's calls apart: a later one has a larger number
    CallStanding standing = CallStanding::calling;
    std::string basket; ///< id of the basket on its screen; empty: none

    friend bool operator==(const HelpCall&, const HelpCall&) = default;
};

/// How long the server keeps a call that is not told again, in milliseconds.
inline constexpr std::int64_t call_kept = 90'000;

} // namespace guichet
