#pragma once
// The fold: what the events of all kiosks make of a session. Same events, same state, whatever the order of
// arrival.

#include "kiosk/core/journal.hpp"
#include "kiosk/core/manifest.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace guichet {

struct StandingHandOvers;

/// A hand-over as a fact with its place and time.
struct DeliveryRecord {
    EventId event;
    HybridTime time;
    Actor actor = Actor::volunteer;
    bool undone = false;
    bool again = false;      ///< it covers a line that an earlier hand-over delivered: an incident
    std::size_t earlier = 0; ///< which of the basket's deliveries that was, when `again`
    std::string proxy = {};  ///< HandOver::proxy: who collected for the customer; empty: they came themselves
};

/// What became of one basket.
struct BasketState {
    std::map<LineKey, LineOutcome> lines;   ///< the lines that have an outcome; the others are still open
    std::vector<DeliveryRecord> deliveries; ///< all hand-overs, undone ones too, in the fold's order

    /// The hand-over that stands, if any: the earliest that was not undone.
    [[nodiscard]] const DeliveryRecord* standing() const;
};

enum class IncidentKind : std::uint8_t {
    double_hand_over,
    unknown_code,
    lost_print,
    order_changed,   ///< what a basket's orders say now is not what left with the customer
    order_cancelled, ///< the same, and a whole order of it is gone, or all
    unknown_basket,  ///< a hand-over of a basket that the manifest never had
    clock_error,
    foreign_opening ///< a kiosk opened the session without the organiser's nonce, or with another one
};

/// Whether a kind tells of a kiosk, and of nobody's basket.
[[nodiscard]] bool is_of_a_kiosk(IncidentKind kind);

/// The word of an incident's kind in reports.
[[nodiscard]] std::string_view word(IncidentKind kind);

/// How a coordinator settled an incident.
struct Settlement {
    EventId event;
    HybridTime time;
    Resolution resolution = Resolution::no_action;
    std::string by = {}; ///< IncidentSettled::by
};

/// A line of which something else is ordered now than left with the customer.
struct OrderChange {
    LineKey line;
    std::string product; ///< empty: nobody knows it any more
    Unit unit = Unit::piece;
    std::int64_t handed_over = 0; ///< in the unit's smallest step; 0: it was ordered after the hand-over
    std::int64_t ordered = 0;     ///< now; 0: no longer

    friend bool operator==(const OrderChange&, const OrderChange&) = default;
};

/// Something for a person to settle.
struct Incident {
    IncidentKind kind = IncidentKind::unknown_code;
    EventId event; ///< what raised it
    HybridTime time;
    std::string basket;                     ///< of a hand-over, else empty
    std::optional<DeliveryRecord> earlier;  ///< for a double hand-over: the one that delivered
    std::optional<Settlement> settled = {}; ///< the earliest one; nothing: it is open
    /// Tells apart what one event raises: of a changed order it is made of the changes, so that a further
    /// change is an incident of its own. Empty for the others.
    std::string about = {};
    std::vector<OrderChange> changes = {}; ///< of a changed or cancelled order, by line
    std::int64_t clock_offset = 0;         ///< ClockError::offset

    [[nodiscard]] IncidentKey key() const { return {event, about}; }
};

/// A coordinator's word that the session waits no longer for these kiosks.
struct ForcedClosing {
    EventId event;
    HybridTime time;
    std::vector<std::string> missing; ///< devices
    std::string by = {};              ///< ClosingForced::by
};

/// Figures of a session; the outcomes and the unclaimed lines add up to the lines of the manifest.
struct Totals {
    std::int64_t collected_lines = 0;
    std::int64_t short_lines = 0;
    std::int64_t missing_lines = 0;
    std::int64_t refused_lines = 0;
    std::int64_t substituted_lines = 0;
    std::int64_t baskets_collected = 0;
    std::int64_t receipts_printed = 0;   ///< without mark
    std::int64_t receipts_duplicate = 0; ///< with the mark
    std::int64_t events = 0;

    friend bool operator==(const Totals&, const Totals&) = default;
};

/// What became of one producer's lines, or of all.
struct OutcomeCounts {
    std::int64_t lines = 0;
    std::int64_t collected = 0;
    std::int64_t short_ = 0;
    std::int64_t missing = 0;
    std::int64_t refused = 0;
    std::int64_t unclaimed = 0;

    /// Lines of which less than was ordered left with the customer.
    [[nodiscard]] std::int64_t not_handed_over() const { return short_ + missing + refused; }

    friend bool operator==(const OutcomeCounts&, const OutcomeCounts&) = default;
};

/// What is known of one kiosk of the session.
struct KioskState {
    std::string name;          ///< as it was opened last
    bool self_service = false; ///< likewise: customers work it
    std::int64_t hand_overs = 0;
    std::int64_t events = 0;
    bool closed = false;
};

/// The state of one session. Events of other sessions and events already known are passed over without harm.
class Ledger {
public:
    explicit Ledger(std::shared_ptr<const Manifest> manifest);
    Ledger(Ledger&&) = default;
    Ledger& operator=(Ledger&&) = default;

    /// Takes one event, in any order. False when it was already known or belongs to another session. A fact
    /// that stands in journals more than once counts once; whatever names it here names the fact (fact_of).
    bool apply(const JournalEvent& event);

    /// Takes all that another ledger knows: the same facts over a newer manifest.
    void apply_all(const Ledger& other);

    [[nodiscard]] const Manifest& manifest() const { return *manifest_; }
    [[nodiscard]] const BasketState& basket(const std::string& id) const;
    [[nodiscard]] const Totals& totals() const { return totals_; }
    /// What became of all lines, and of each producer's, in the manifest's order. Kept up to date by each
    /// event: reading them costs the same in the largest session.
    [[nodiscard]] const OutcomeCounts& counts() const { return counts_; }
    [[nodiscard]] const std::vector<OutcomeCounts>& producers() const { return producers_; }
    [[nodiscard]] std::vector<Incident> incidents() const; ///< in the fold's order, settled ones too
    /// How many of them nobody has settled yet; costs the same however many there are.
    [[nodiscard]] std::int64_t open_incidents() const { return open_incidents_; }
    [[nodiscard]] const std::map<std::string, KioskState>& kiosks() const { return kiosks_; } ///< by device

    [[nodiscard]] std::vector<ForcedClosing> forced_closings() const; ///< in the fold's order
    /// Whether a coordinator settled the session without this kiosk.
    [[nodiscard]] bool closed_without(const std::string& device) const;

    /// An event of the session by its fact's name, or by its own; null when it is not known.
    [[nodiscard]] const JournalEvent* find(const EventId& id) const;

    /// Whether some kiosk said of a document that it was printed.
    [[nodiscard]] bool was_printed(const std::string& document) const;
    /// Whether some kiosk said of a document that it was given up.
    [[nodiscard]] bool was_given_up(const std::string& document) const;

    /// The name people know a kiosk by; its device id when it has not said one.
    [[nodiscard]] std::string kiosk_name(const std::string& device) const;

private:
    struct BasketHistory {
        std::vector<const JournalEvent*> events; ///< in the fold's order; they live in events_
        BasketState state;
        std::optional<Incident> of_orders = {}; ///< see order_incident
    };

    void take_fact(const JournalEvent& event);
    void insert(const std::string& basket, const JournalEvent& event);
    void settle(const IncidentSettled& settled, const JournalEvent& event);
    void refold(const std::string& id, BasketHistory& history);
    void fold(const Basket* basket, BasketHistory& history, StandingHandOvers& handed);
    void count(const Basket* basket, const BasketHistory& history, std::int64_t sign);
    void raise(const IncidentKey& incident);
    void withdraw(const IncidentKey& incident);
    void raise_other(Incident incident);

    std::shared_ptr<const Manifest> manifest_;
    std::map<EventId, JournalEvent> events_; ///< by fact, under whose name they are kept
    std::map<EventId, EventId> sealed_anew_; ///< by event: the facts that were recorded before (Origin)
    std::unordered_map<std::string, BasketHistory> baskets_;
    std::unordered_map<std::string, bool> papers_;           ///< by document: printed, or given up
    std::vector<Incident> other_incidents_;                  ///< those that concern no basket
    std::map<IncidentKey, const JournalEvent*> settlements_; ///< the earliest of each
    std::map<std::string, KioskState> kiosks_;
    std::map<std::string, const JournalEvent*> openings_; ///< the latest of each device
    std::map<EventId, const JournalEvent*> forced_;       ///< the forced closings
    std::set<IncidentKey> raised_;                        ///< the incidents there are
    std::int64_t open_incidents_ = 0;
    Totals totals_;
    OutcomeCounts counts_;
    std::vector<OutcomeCounts> producers_;
};

} // namespace guichet
