#pragma once
// How a kiosk becomes known to a server.

#include "kiosk/core/enrolment.hpp"
#include "kiosk/sync/identity.hpp"
#include "kiosk/sync/transfer.hpp"

#include <chrono>
#include <string>

namespace guichet::sync {

/// Who the kiosk is by its configuration, and the server to ask.
struct Enrolling {
    std::string url; ///< of the server; nothing else is asked
    std::string station;
    std::string device;
    std::chrono::milliseconds connect_timeout{2'000};
    std::chrono::milliseconds total_timeout{10'000};
};

/// Gives the code of a ticket to the server, with a key that is made here and kept before it is told: when
/// the answer is lost, the same code may be given again. What comes of it is kept before this returns.
[[nodiscard]] Result<KioskIdentity> enrol(const Enrolling& kiosk, const EnrolmentTicket& ticket,
                                          IdentityKeeper& keeper, Exchange& exchange);

} // namespace guichet::sync
