#pragma once
// The journal: append-only, hash-chained events; everything else is derived from it.
// What an event is, its one canonical encoding and its chain: docs in kiosk/README.md, "Journal".

#include "kiosk/core/clock.hpp"
#include "kiosk/core/digest.hpp"
#include "kiosk/core/order.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

namespace guichet {

/// Names one event for ever: gapless numbers from 1 within one incarnation of one device.
struct EventId {
    std::string device;
    std::string incarnation; ///< random, new after a reinstall or a restore, so that no number is used twice
    std::int64_t sequence = 0;

    friend auto operator<=>(const EventId&, const EventId&) = default;
};

/// How the customer's basket was found.
/// `proxy`: by the code of somebody else who collects for the customer, however that code was read.
enum class Identification : std::uint8_t { camera, hand_scanner, short_code, name_search, proxy };

/// Who confirmed a hand-over.
enum class Actor : std::uint8_t { customer, volunteer };

/// Why a shown or typed code brought up no basket.
enum class CodeFault : std::uint8_t { unknown, damaged, elsewhere, foreign, revoked };

/// Why a hand-over was undone.
enum class UndoReason : std::uint8_t { wrong_tap, wrong_customer, goods_returned };

/// How an incident was settled by a coordinator.
enum class Resolution : std::uint8_t { seen_with_customer, typing_error, refund_due, no_action };

// `by` of the acts below is the user of the kiosk who did it, by their id there: a pseudonym; empty when the
// kiosk knows no users, or nobody did it.

/// The kiosk works for the session from here on.
struct SessionOpened {
    std::string kiosk_name;
    std::string mode; ///< "counter" or "self"
    std::string by = {};
    std::string nonce = {}; ///< Manifest::nonce; empty also from older kiosks
};

/// A basket, or what was still open of it, was handed over.
struct HandOver {
    std::string basket;
    Identification identification = Identification::camera;
    Actor actor = Actor::volunteer;
    std::vector<LineOutcome> lines;
    std::string proxy = {}; ///< ProxyCode::id, for Identification::proxy; else empty
    std::string by = {};
};

/// A correction: the hand-over named by `hand_over` is taken back. Both stay in the journal.
struct HandOverUndone {
    std::string basket;
    EventId hand_over;
    UndoReason reason = UndoReason::wrong_tap;
    std::string by = {};
};

/// A code brought up nothing; the text itself is not kept.
struct CodeRefused {
    CodeFault fault = CodeFault::unknown;
};

/// A receipt is on paper; `duplicate` when it bears the mark.
struct ReceiptPrinted {
    std::string document; ///< id of the document in the spool
    bool duplicate = false;
    bool confirmed = false; ///< the printer said so; false: sent, not confirmable
};

/// A receipt that never came out was given up at the closing: an incident.
struct ReceiptLost {
    std::string document;
};

/// The kiosk hands over nothing more in this session.
struct SessionClosed {
    std::int64_t events = 0;          ///< this kiosk's events of the session, this one included
    std::int64_t hand_overs = 0;      ///< this kiosk's
    std::int64_t unclaimed_lines = 0; ///< as far as this kiosk knew
    std::string by = {};              ///< empty also when the kiosk followed another one's closing
};

/// Names an incident: what raised it, and which of the things that it raised.
struct IncidentKey {
    EventId event;
    std::string about = {}; ///< Incident::about; empty: the only thing that such an event raised at first

    friend auto operator<=>(const IncidentKey&, const IncidentKey&) = default;
};

/// A coordinator settled an incident. Both stay in the journal.
struct IncidentSettled {
    EventId incident; ///< what raised it
    Resolution resolution = Resolution::no_action;
    std::string by = {};
    std::string about = {}; ///< IncidentKey::about
};

/// The kiosk heard the server's time, and its own is wrong by more than largest_clock_error.
struct ClockError {
    std::int64_t offset = 0; ///< kiosk's clock less server's, milliseconds; positive: the kiosk is ahead
};

/// How wrong a kiosk's clock may be without a word, in milliseconds (sync.md, "Clock").
inline constexpr std::int64_t largest_clock_error = 5 * 60'000;

/// A coordinator settled the session without these kiosks, which had not closed: what they recorded and never
/// sent lacks in its report.
struct ClosingForced {
    std::vector<std::string> missing; ///< their devices, at least one
    std::string by = {};
};

/// An event of a type that this program does not know; it is kept and passed on as it is.
struct UnknownBody {};

using EventBody =
    std::variant<SessionOpened, HandOver, HandOverUndone, CodeRefused, ReceiptPrinted, ReceiptLost,
                 SessionClosed, IncidentSettled, ClosingForced, ClockError, UnknownBody>;

/// Where a fact was recorded first: its event stood in an incarnation that does not go on (see
/// kiosk/core/resealing.hpp). The digest tells it from what the server has under the same number.
struct Origin {
    std::string incarnation;
    std::int64_t sequence = 0;
    Digest digest{}; ///< of the first event's bytes

    friend bool operator==(const Origin&, const Origin&) = default;
};

/// One entry of the journal.
struct JournalEvent {
    EventId id;
    HybridTime time;
    std::int64_t boot = 0;              ///< counts the starts of the kiosk
    std::string session;                ///< Manifest::session
    std::int64_t manifest_revision = 0; ///< what the kiosk knew
    Digest previous{};                  ///< digest of the device's event before; zeros for its first
    EventBody body;
    std::optional<Origin> origin = {}; ///< nothing: the fact was recorded here

    /// The order in which the events of all kiosks are folded: (time, device, incarnation, sequence).
    [[nodiscard]] auto fold_key() const { return std::tie(time, id.device, id.incarnation, id.sequence); }
};

/// The name of the fact that an event records: that of the event, unless it was recorded before. However
/// often and wherever a fact stands in journals, its name is the same, and events name each other by it.
[[nodiscard]] EventId fact_of(const JournalEvent& event);
[[nodiscard]] EventId fact_of(const std::string& device, const Origin& origin);

/// The one encoding of an event: JSON, keys sorted, no blanks, UTF-8, whole numbers only.
[[nodiscard]] std::string canonical(const JournalEvent& event);

/// Reads that encoding. Types and members that this version does not know are passed over; the bytes that
/// were read, not a new encoding of the result, are what is stored and hashed.
[[nodiscard]] Result<JournalEvent> parse_journal_event(std::string_view bytes);

/// An event in its stored form, with what the next one chains to.
struct SealedEvent {
    JournalEvent event;
    std::string bytes; ///< canonical(event), or as received
    Digest digest{};   ///< of `bytes`
};

[[nodiscard]] SealedEvent seal(JournalEvent event);
[[nodiscard]] Result<SealedEvent> unseal(std::string bytes);

/// Checks a device's events one after another, in their order.
class ChainVerifier {
public:
    /// Starts at the beginning of a chain, or after the event `last` of `incarnation` whose digest is `head`.
    ChainVerifier() = default;
    ChainVerifier(std::string incarnation, std::int64_t last, Digest head)
        : incarnation_(std::move(incarnation)), last_(last), head_(head) {}

    /// Refuses an event that is altered, missing its predecessor or out of order, and says which.
    [[nodiscard]] Result<> accept(const SealedEvent& sealed);

    [[nodiscard]] std::int64_t last() const { return last_; }
    [[nodiscard]] const Digest& head() const { return head_; }

private:
    std::string incarnation_;
    std::int64_t last_ = 0;
    Digest head_{};
};

[[nodiscard]] std::string_view word(Identification identification);
[[nodiscard]] std::string_view word(Actor actor);
[[nodiscard]] std::string_view word(CodeFault fault);
[[nodiscard]] std::string_view word(UndoReason reason);
[[nodiscard]] std::string_view word(Resolution resolution);

} // namespace guichet
