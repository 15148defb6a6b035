#pragma once
// What only a coordinator may do where the kiosk has users: a volunteer who touches one of these is asked for
// a coordinator's PIN, for that one act.

#include "kiosk/core/journal.hpp"

#include <variant>

namespace guichet::app {

struct OpenSession {};
struct ConfirmClosing {};
struct GiveUpReceipts {}; ///< close without the receipts that cannot come out
struct ForceClosing {};   ///< settle the session without the kiosks that it waits for
struct PrintReport {};
struct PrintSlips {}; ///< a paper for each producer of the report on the screen
struct SettleIncident {
    IncidentKey incident;
    Resolution resolution = Resolution::no_action;
};
struct ShowUsers {}; ///< without users yet: makes the first coordinator

using CoordinatorsAct = std::variant<OpenSession, ConfirmClosing, GiveUpReceipts, ForceClosing, PrintReport,
                                     PrintSlips, SettleIncident, ShowUsers>;

} // namespace guichet::app
