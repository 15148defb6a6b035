#pragma once
// What the drive's papers say.

#include "kiosk/core/format.hpp"
#include "kiosk/core/manifest.hpp"
#include "kiosk/core/report.hpp"
#include "kiosk/receipt/document.hpp"

#include <string>
#include <vector>

namespace guichet::receipt {

/// A hand-over, as its receipt tells it.
struct ReceiptFacts {
    std::string document_id;
    std::string station_name;
    std::string kiosk_name;
    LocalTime time;
    const Manifest* manifest = nullptr; ///< of the session, for the producers
    const Basket* basket = nullptr;
    std::vector<LineOutcome> lines; ///< what this hand-over said of the basket's lines
    Actor actor = Actor::volunteer;
    std::string reference; ///< of the hand-over, as people can read it out: "self-42"
};

/// A customer's receipt: short, with first name and initial only.
[[nodiscard]] Document compose_receipt(const ReceiptFacts& facts, const Texts& texts);

/// A session at its end.
struct SessionReportFacts {
    std::string document_id;
    std::string station_name;
    std::string kiosk_name;
    LocalTime session_day;
    LocalTime printed;
    const Manifest* manifest = nullptr;
    const SessionReport* report = nullptr;
    std::string journal_head; ///< digest of the kiosk's last event, hexadecimal
    bool agrees = true;       ///< kiosk and server agree to the last line
};

/// The coordinator's paper: figures, producers, what is unclaimed, incidents, the journal's head, room to
/// sign.
[[nodiscard]] Document compose_session_report(const SessionReportFacts& facts, const Texts& texts);

} // namespace guichet::receipt
