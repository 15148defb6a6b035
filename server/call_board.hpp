#pragma once
// Who calls for a volunteer, by session. In memory only: a call that is not told again is forgotten.

#include "kiosk/core/clock.hpp"
#include "kiosk/core/help_call.hpp"

#include <map>
#include <string>
#include <vector>

namespace guichet::server {

/// The board of all sessions. One thread.
class CallBoard {
public:
    /// More kiosks than any station has; what is more is not taken.
    static constexpr std::size_t most_calls = 64;

    /// Takes what a kiosk says of a call. An answer, or the end, of a call that does not stand changes
    /// nothing. False when there is no room for another one.
    bool tell(const std::string& session, const HelpCall& call, Instant now);

    /// The calls of a session that stand, the oldest first.
    [[nodiscard]] std::vector<HelpCall> standing(const std::string& session, Instant now);

private:
    struct Entry {
        HelpCall call;
        Instant told;
    };
    void forget_old(Instant now);

    std::map<std::string, std::vector<Entry>> sessions_;
};

} // namespace guichet::server
