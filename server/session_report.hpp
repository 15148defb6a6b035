#pragma once
// The server's report of a session: the kiosks' own function over the stored manifest and events.

#include "kiosk/core/report.hpp"
#include "server/store.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace guichet::server {

/// A session's report and what stands beside it.
struct ServerReport {
    SessionReport report;
    std::string station_name;
    std::string date;
    std::vector<wire::KioskStanding> kiosks;
    std::map<std::string, std::string> collectors; ///< first name and initial, by proxy
    std::optional<Error> journal_fault;            ///< where a chain breaks, if one does
};

/// `journal_ok`: the chain of every device verifies. `reconciled`: every device that has events in the
/// session has closed it, at least one has, and the chains verify.
[[nodiscard]] Result<ServerReport> make_server_report(Store& store, const SessionKey& session);

/// The report as a table for people, in English.
[[nodiscard]] std::string report_table(const ServerReport& report);

} // namespace guichet::server
