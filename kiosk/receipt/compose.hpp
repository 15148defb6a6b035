#pragma once
// What the drive's papers say.

#include "kiosk/core/format.hpp"
#include "kiosk/core/ledger.hpp"
#include "kiosk/core/report.hpp"
#include "kiosk/receipt/document.hpp"

#include <functional>
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
    bool by_proxy = false;   ///< somebody else collected for the customer
    std::string collector;   ///< who, first name and initial; empty: not known
    std::string reference;   ///< of the hand-over, unique in the session: "self-42"; for the QR code
    std::int64_t number = 0; ///< of the hand-over on its kiosk, as people read it out: the "42" of it
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
    std::string journal_head;       ///< digest of the kiosk's last event, hexadecimal
    bool agrees = true;             ///< kiosk and server agree to the last line
    bool replaces_earlier = false;  ///< the session had been reconciled with other figures
    const Ledger* ledger = nullptr; ///< for the names of kiosks; without it their devices' names stand there
    std::function<LocalTime(Instant)> local = {}; ///< the wall clock of a moment; without it no time is told
    bool countersignature_wrong = false;          ///< the server's, of this kiosk's closing
};

/// The coordinator's paper: figures, producers, hand-overs by the hour, what is unclaimed, incidents, the
/// journal's head, room to sign.
[[nodiscard]] Document compose_session_report(const SessionReportFacts& facts, const Texts& texts);

/// One producer's goods in a session, as far as the ledger knows.
struct ProducerSlipFacts {
    std::string document_id;
    std::string station_name;
    std::string kiosk_name;
    LocalTime session_day;
    LocalTime printed;
    const Ledger* ledger = nullptr;
    std::size_t producer = 0; ///< index in the manifest's producers
};

/// The paper that a producer takes home: what was handed over, each line that was not and why, what goes back
/// and what is owed, room for two signatures. Short when nothing went wrong.
[[nodiscard]] Document compose_producer_slip(const ProducerSlipFacts& facts, const Texts& texts);

/// A printer and what is known of it.
struct TestPageFacts {
    std::string document_id;
    std::string station_name;
    std::string kiosk_name;
    LocalTime printed;
    std::string printer;  ///< maker and model as it says them, or as the profile calls it
    std::string profile;  ///< the profile's title
    std::string firmware; ///< its version, empty when the printer did not say
    std::string port;     ///< where it is plugged in, or its serial number; may be empty
};

/// The paper that shows whether a printer is set up well: its edges and columns, letters of all languages of
/// the drive, sizes, rules and a QR code.
[[nodiscard]] Document compose_test_page(const TestPageFacts& facts, const Texts& texts);

} // namespace guichet::receipt
