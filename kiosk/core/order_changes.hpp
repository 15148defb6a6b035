#pragma once
// What became of orders after their hand-over: what left with the customer against what is ordered now.

#include "kiosk/core/ledger.hpp"

#include <map>
#include <optional>
#include <string>

namespace guichet {

/// What stands of a basket's hand-overs.
struct StandingHandOvers {
    std::string basket;                          ///< Basket::id
    const DeliveryRecord* first = nullptr;       ///< the earliest that stands
    std::map<LineKey, const LineOutcome*> lines; ///< of each line the earliest word
    std::int64_t manifest_revision = 0;          ///< the newest that one of the kiosks went by
};

/// The incident that the orders, as the manifest has them, are not those that were handed over: other
/// amounts, lines that are gone or new, an order or a basket that was cancelled or never known. Nothing: they
/// agree. What was missing or refused at the hand-over left with nobody, so nothing is said of it; a line
/// counts as new only when the manifest is newer than those that the kiosks went by. Amounts are compared
/// where the kiosk said what it took for ordered.
[[nodiscard]] std::optional<Incident> order_incident(const Manifest& manifest,
                                                     const StandingHandOvers& handed);

} // namespace guichet
