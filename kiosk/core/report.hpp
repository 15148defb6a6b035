#pragma once
// The session's report: the same function makes it at the kiosk and at the server.

#include "kiosk/core/closure.hpp"
#include "kiosk/core/ledger.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guichet {

struct ProducerReport {
    std::string name;
    OutcomeCounts counts;
    Money ordered;   ///< price of all its lines
    Money delivered; ///< price of what was collected, short lines in part

    friend bool operator==(const ProducerReport&, const ProducerReport&) = default;
};

struct CustomerReport {
    std::string customer_ref;
    std::string customer_name; ///< first name and initial
    OutcomeCounts counts;
    bool collected = false;
    std::string kiosk;      ///< where, empty when not collected
    HybridTime time;        ///< when, if collected
    std::string proxy = {}; ///< ProxyCode::id of who collected for the customer; empty: they came themselves

    friend bool operator==(const CustomerReport&, const CustomerReport&) = default;
};

/// The hand-overs of an hour.
struct HourReport {
    Instant begin; ///< a whole hour of UTC
    std::int64_t hand_overs = 0;

    friend bool operator==(const HourReport&, const HourReport&) = default;
};

/// What the maker of a report knows beside the fold.
struct ReportStanding {
    std::int64_t unsent_events = 0;
    bool journal_ok = false;
    bool reconciled = false;
    /// What keeps events from being sent; nothing: they are on their way, or there are none.
    std::optional<Error> unsent_why = {};
    /// The closings that it has the journal of, with their countersignatures: a kiosk its own, a server all.
    std::vector<Closure> closures = {};
};

struct SessionReport {
    std::string session;
    std::int64_t customers = 0;
    std::int64_t orders = 0;
    OutcomeCounts counts;
    Totals totals;
    std::int64_t proxy_pickups = 0;        ///< the collected baskets for which somebody else came
    std::vector<ProducerReport> producers; ///< in the manifest's order
    std::vector<CustomerReport> baskets;   ///< in the manifest's order
    /// The hours in which baskets were handed over, the earliest first. Those without any are left out, so
    /// that a kiosk whose clock was wrong makes no endless report.
    std::vector<HourReport> hours;
    std::vector<Incident> incidents;
    std::vector<ForcedClosing> forced_closings = {}; ///< whose events may lack, by a coordinator's word
    ReportStanding standing;

    [[nodiscard]] std::int64_t open_incidents() const;
    /// Devices of the kiosks that a coordinator decided not to wait for, each once.
    [[nodiscard]] std::vector<std::string> left_out() const;
};

[[nodiscard]] SessionReport make_report(const Ledger& ledger, const ReportStanding& standing);

/// When baskets were handed over, the earliest first: the hand-overs that stand and repeat no other. Charts
/// and reports count these alone.
[[nodiscard]] std::vector<Instant> hand_over_times(const Ledger& ledger);

/// When the stretch of time began that holds a moment. Stretches of `length` milliseconds follow each other
/// since 1970 without a gap.
[[nodiscard]] Instant begin_of_stretch(Instant moment, std::int64_t length);

/// The report under the keys of design.md, and the pickups by proxy, producers, baskets, hours and incidents
/// as lists. `incidents` counts all of them; a settled one has the member `settled` in the list. `unsent_why`
/// says in English what keeps events from being sent, if something does; `closures` are ReportStanding's.
[[nodiscard]] std::string to_json(const SessionReport& report);

/// The same without the lists: one line, the keys of design.md only.
[[nodiscard]] std::string to_summary_json(const SessionReport& report);

/// Compares two reports in the form of to_json to the last line, all but their makers' own standing; an Error
/// names the first difference.
[[nodiscard]] Result<> same_figures(std::string_view ours, std::string_view theirs);
[[nodiscard]] Result<> same_figures(const SessionReport& ours, std::string_view theirs);

/// What of a line's price was delivered.
[[nodiscard]] Money delivered_price(const OrderLine& line, const LineOutcome& outcome);

} // namespace guichet
