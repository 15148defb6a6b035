#pragma once
// The messages between kiosk and server: what they say in JSON, and where they are sent. Both programs read
// and write them here. Described for others in server/openapi.yaml.

#include "kiosk/core/help_call.hpp"
#include "kiosk/core/journal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::wire {

/// With what every path begins. It stays when messages change; their version stands in a header.
inline constexpr std::string_view version_prefix = "/v1";

/// The version of the messages that this program speaks. A kiosk says it with every request in the header; a
/// request without it is of version 1. A server answers its own version and the two before.
/// Version 2 signs requests and batches (signed_request.hpp).
inline constexpr int protocol_version = 2;
inline constexpr int oldest_protocol_version = protocol_version > 2 ? protocol_version - 2 : 1;
inline constexpr std::string_view protocol_header = "Guichet-Protocol";

/// The version that a header's value names; nothing when it is none.
[[nodiscard]] std::optional<int> parse_protocol_version(std::string_view text);

/// The most events in one batch or one page.
inline constexpr std::size_t most_events = 500;
/// The most bytes of events in one batch or one page; a single larger event travels alone.
inline constexpr std::size_t most_event_bytes = 256 * 1024;
/// The largest body of a request that a server reads.
inline constexpr std::size_t most_body_bytes = 1024 * 1024;
/// The longest name of a kiosk in a call, in bytes; a longer one is cut at a letter.
inline constexpr std::size_t most_name_bytes = 120;

// Headers that go with a manifest.
inline constexpr std::string_view revision_header = "Guichet-Revision";
inline constexpr std::string_view signature_header = "Guichet-Signature";
inline constexpr std::string_view server_key_header = "Guichet-Server-Key";

/// A device's events in the journal's order, without gaps.
struct Batch {
    std::string device;
    std::string incarnation;
    std::string session; ///< what the kiosk works for now; its events may belong to an earlier one
    std::vector<SealedEvent> events;
    std::string signature = {}; ///< the kiosk's, of batch_statement; empty: it is not enrolled
};

/// The server holds all events up to `sequence`, durably.
struct Acknowledgement {
    std::int64_t sequence = 0;
    Digest head{}; ///< of event `sequence`
    Instant server_time;

    friend bool operator==(const Acknowledgement&, const Acknowledgement&) = default;
};

/// What the server knows of one kiosk of a session.
struct KioskStanding {
    std::string device;
    std::int64_t events = 0; ///< of the session
    bool closed = false;

    friend bool operator==(const KioskStanding&, const KioskStanding&) = default;
};

/// Events of a session since a cursor, and how its kiosks stand.
template <typename Event>
struct PageOf {
    std::vector<Event> events;
    std::int64_t cursor = 0; ///< where to go on
    bool more = false;
    std::vector<KioskStanding> kiosks;
    std::int64_t manifest_revision = 0; ///< the newest of the session's manifest; 0: not told
    std::vector<HelpCall> calls;        ///< that stand now, the oldest first; written when there are any
};
using Page = PageOf<SealedEvent>;       ///< as a kiosk reads it
using PageToSend = PageOf<std::string>; ///< the canonical bytes of events: whoever passes them on reads none

/// Why the server did not do what was asked: a word for programs and a sentence for people.
struct Refusal {
    std::string error;                    ///< "gap", "fork", "unknown_session", "bad_request", …
    std::string message;                  ///< English
    std::optional<std::int64_t> expected; ///< for "gap": the number to send from
    std::optional<std::int64_t> sequence; ///< for "fork": the number that two events bear

    friend bool operator==(const Refusal&, const Refusal&) = default;
};

inline constexpr std::string_view gap_error = "gap";
inline constexpr std::string_view fork_error = "fork";

// With status 426 (Upgrade Required): whose program has to be updated.
inline constexpr std::string_view kiosk_too_old_error = "kiosk_too_old";
inline constexpr std::string_view server_too_old_error = "server_too_old";

/// How many events from the start fit into one message: at least one, if there is any.
[[nodiscard]] std::size_t fitting_events(const std::vector<SealedEvent>& events);

[[nodiscard]] std::string encode(const Batch& batch);
[[nodiscard]] std::string encode(const Acknowledgement& acknowledgement);
[[nodiscard]] std::string encode(const PageToSend& page);
[[nodiscard]] std::string encode(const Refusal& refusal);
[[nodiscard]] std::string encode(const HelpCall& call);

// Reading refuses what is no such message, is nested deeper than any message needs, or holds an event that
// cannot be read; members that this version does not know are passed over, in events they are kept.
[[nodiscard]] Result<Batch> parse_batch(std::string_view body);
[[nodiscard]] Result<Acknowledgement> parse_acknowledgement(std::string_view body);
[[nodiscard]] Result<Page> parse_page(std::string_view body);
[[nodiscard]] Result<Refusal> parse_refusal(std::string_view body);
/// Refuses besides a name that is none (is_name), one that is too long or holds control characters.
[[nodiscard]] Result<HelpCall> parse_call(std::string_view body);

/// The entity tag (RFC 9110, 8.8.3) of a manifest: the digest of its bytes, plain, in quotes.
[[nodiscard]] std::string manifest_tag(const Digest& digest);

// Where each question goes; `session` is Manifest::session().
[[nodiscard]] std::string manifest_path(std::string_view session);
[[nodiscard]] std::string report_path(std::string_view session);
[[nodiscard]] std::string events_path(std::string_view session, std::string_view device, std::int64_t cursor);
[[nodiscard]] std::string push_path(std::string_view device);
[[nodiscard]] std::string calls_path(std::string_view session);

/// A path and its query, taken apart and decoded (RFC 3986, percent-encoding).
struct Target {
    std::vector<std::string> segments;
    std::vector<std::pair<std::string, std::string>> query;

    /// The first parameter of this name, nothing when there is none.
    [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const;
};

/// Reads a request's target; refuses wrong percent-encoding and control characters.
[[nodiscard]] Result<Target> parse_target(std::string_view target);

/// Whether a name can stand for a station, a device or an incarnation: 1 to 64 letters a-z A-Z, digits, "-",
/// "_" and ".", not beginning with ".".
[[nodiscard]] bool is_name(std::string_view text);

} // namespace guichet::wire
