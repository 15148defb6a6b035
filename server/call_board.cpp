#include "server/call_board.hpp"

#include <algorithm>

namespace guichet::server {

bool CallBoard::tell(const std::string& session, const HelpCall& call, Instant now) {
    forget_old(now);
    auto& entries = sessions_[session];
    const auto known = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.call.device == call.device; });
    if (call.standing != CallStanding::calling) {
        if (known == entries.end() || known->call.number != call.number)
            return true; // it is over already, or another one has taken its place
        if (call.standing == CallStanding::over)
            entries.erase(known);
        else
            known->call.standing = CallStanding::answered;
        return true;
    }
    if (known != entries.end() && known->call.number == call.number) {
        known->told = now; // told again, perhaps of another basket; an answer stays
        known->call.basket = call.basket;
        return true;
    }
    if (known != entries.end())
        entries.erase(known);
    if (entries.size() >= most_calls)
        return false;
    entries.push_back({call, now});
    return true;
}

std::vector<HelpCall> CallBoard::standing(const std::string& session, Instant now) {
    std::vector<HelpCall> calls;
    if (sessions_.empty())
        return calls;
    forget_old(now);
    if (const auto found = sessions_.find(session); found != sessions_.end())
        for (const auto& entry : found->second)
            calls.push_back(entry.call);
    return calls;
}

void CallBoard::forget_old(Instant now) {
    for (auto& [session, entries] : sessions_)
        std::erase_if(entries, [&](Entry& entry) {
            entry.told = std::min(entry.told, now); // the clock may have been set back
            return now >= entry.told + call_kept;
        });
    std::erase_if(sessions_, [](const auto& session) { return session.second.empty(); });
}

} // namespace guichet::server
