#pragma once
// Words and figures that the drive's papers have in common.

#include "kiosk/core/format.hpp"
#include "kiosk/core/ledger.hpp"
#include "kiosk/core/order.hpp"
#include "kiosk/core/texts.hpp"

#include <string>
#include <string_view>

namespace guichet::receipt {

/// "1 415": a whole number as the language groups it.
[[nodiscard]] std::string number_text(std::int64_t number, const Texts& texts);

/// "3 ×", "1,25 kg": a quantity as it stands before a product.
[[nodiscard]] std::string quantity_text(Quantity quantity, const Texts& texts);

/// "Printed on 17/04/2020 19:05 at Comptoir 1"; without the kiosk's name where it is not known.
[[nodiscard]] std::string printed_text(const LocalTime& printed, const std::string& kiosk_name,
                                       const Texts& texts);

/// Why a line was refused: the key of a sentence.
[[nodiscard]] std::string_view reason_of(RefusalReason reason);

/// "Incomplete: 300 g of 450 g": what is to be said to a customer of a line; empty when it was simply
/// collected.
[[nodiscard]] std::string remark(const OrderLine& line, const LineOutcome& outcome, const Texts& texts);

/// "Collected by Marie D.": of somebody else than the customer; without a name where it is not known.
[[nodiscard]] std::string collected_by(const std::string& collector, const Texts& texts);

/// "Cantal: handed over 2, ordered 3": what a late change of an order means for what the customer has.
[[nodiscard]] std::string change_text(const OrderChange& change, const Texts& texts);

/// "12 minutes", "3 hours": how wrong a clock is, by its size.
[[nodiscard]] std::string offset_text(std::int64_t milliseconds, const Texts& texts);

/// What an incident of a kiosk is: "The clock of “Guichet 1” was 12 minutes ahead".
[[nodiscard]] std::string kiosk_incident_text(const Incident& incident, const std::string& kiosk,
                                              const Texts& texts);
/// What may lie behind a foreign opening.
[[nodiscard]] std::string foreign_opening_advice(const Texts& texts);

/// What an incident about a basket is, with the customer's name or the basket's number; empty: it is about
/// none.
[[nodiscard]] std::string basket_incident_text(IncidentKind kind, const std::string& customer,
                                               const Texts& texts);

} // namespace guichet::receipt
