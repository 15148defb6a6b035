#pragma once
// Everything the kiosk knows. One thread owns it; only update() changes it.

#include "kiosk/app/acts.hpp"
#include "kiosk/app/appearance.hpp"
#include "kiosk/app/calls.hpp"
#include "kiosk/app/screen.hpp"
#include "kiosk/app/voice.hpp"
#include "kiosk/core/closure.hpp"
#include "kiosk/core/ledger.hpp"
#include "kiosk/core/manifest.hpp"
#include "kiosk/core/report.hpp"
#include "kiosk/ports/printer.hpp"
#include "kiosk/ports/server.hpp"
#include "kiosk/ports/store.hpp"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace guichet::app {

/// Who works the kiosk: volunteers, or the customers themselves.
enum class Mode : std::uint8_t { counter, self };

/// How many baskets a search shows.
inline constexpr std::size_t search_limit = 24;

/// Whether customers get their receipt on paper; the code to keep it on a telephone stands beside.
enum class ReceiptPaper : std::uint8_t { always, on_request, never };

/// What one printer is for.
struct PrinterRoles {
    bool receipt = true;
    bool label = true;
    bool report = true;

    [[nodiscard]] bool has(ports::PrinterRole role) const {
        return role == ports::PrinterRole::receipt ? receipt
               : role == ports::PrinterRole::label ? label
                                                   : report;
    }
    friend bool operator==(const PrinterRoles&, const PrinterRoles&) = default;
};

/// What the configuration says of this kiosk.
struct Identity {
    std::string device; ///< unique at the organiser
    std::string name;   ///< as people call it
    Mode mode = Mode::counter;
    std::string station_id;
    std::string date; ///< YYYY-MM-DD of the session to work for
    std::string language = "fr";
    ReceiptPaper paper = ReceiptPaper::always;
    std::vector<PrinterRoles> printers{PrinterRoles{}}; ///< empty: nothing is ever printed here
    bool tour = true; ///< the guided tour comes up by itself at the counter's first use
    std::int64_t lock_after =
        600'000;                   ///< a volunteers' kiosk with users locks itself, milliseconds untouched
    bool awaits_enrolment = false; ///< the server does not know it yet, and is asked nothing until it does

    [[nodiscard]] std::string session() const { return station_id + "/" + date; }
};

/// Where the session stands at this kiosk.
enum class SessionPhase : std::uint8_t {
    unknown, ///< no manifest yet
    planned, ///< the manifest is here, nobody has opened
    open,
    closed,    ///< this kiosk has written its closing event
    reconciled ///< kiosk and server have told each other everything
};

/// A device, in words.
struct DeviceState {
    bool well = false;
    std::optional<Error> problem; ///< what is wrong and what to do, when not well
};

/// A step of the closing as people follow it.
enum class ClosingStep : std::uint8_t { confirm, receipts, sending, other_kiosks, comparing, done };

/// Events and documents that belong together, waiting to be written in one commit.
struct Act {
    std::vector<EventBody> bodies;
    std::vector<ports::SpoolEntry> documents;
    bool from_screen = false; ///< the person before the screen waits for it
    std::vector<ports::PrinterMark> printers = {};
};

/// The journal's end, and what waits to be appended. One commit is under way at a time.
struct Journal {
    std::string incarnation;
    std::int64_t boot = 0;
    std::int64_t last = 0;
    Digest head{};
    HybridTime time;
    std::deque<Act> waiting;
    std::optional<ports::Commit> committing;          ///< of the first that waits
    std::map<std::string, std::int64_t> formers = {}; ///< former incarnations: up to where their events count
    bool beginning = false; ///< the store was asked for a new incarnation: nothing is committed meanwhile
    Instant not_before;     ///< of the next try after a failed commit
};

/// A document on its way, and what it is.
struct Paper {
    ports::SpoolEntry entry;
    receipt::Kind kind = receipt::Kind::receipt;
};

/// One printer: how it is, what waits for it, and the document on its way.
struct Spool {
    PrinterRoles roles;
    ports::PrinterFacts printer; ///< as it was seen last; empty before
    std::deque<Paper> waiting;   ///< oldest first
    std::optional<Paper> printing;
    bool sending = false;               ///< the printer has it; before, its state `sending` is being recorded
    bool interrupted = false;           ///< half a paper may hang in the printer
    bool interrupted_on_record = false; ///< as the store has it, or will with what waits for it
    bool giving_up = false; ///< the document on its way is abandoned as soon as the printer lets it go
    Instant not_before;     ///< of the next try after an interrupted one
    ports::PrinterStatus status{ports::PrinterCondition::unplugged, {}};
    bool heard = false;  ///< it has told how it is since the start
    bool silent = false; ///< it took its last paper and did not confirm it

    /// The documents that have still to come out of it.
    [[nodiscard]] std::int64_t papers() const {
        return static_cast<std::int64_t>(waiting.size()) + (printing ? 1 : 0);
    }
    [[nodiscard]] bool in_trouble() const { return heard && !ports::can_print(status.condition); }
};

/// One round trip with the server at a time.
enum class ServerCall : std::uint8_t { none, call, manifest, push, pull, report };

/// The server lacks events that it once acknowledged, since it was restored from a backup: they are read from
/// the journal, and sent again.
struct SendingAgain {
    std::int64_t from = 1;
    bool reading = false; ///< the store has been asked
};

/// Another event than this kiosk's seems to be at the server under one of its numbers: its store is an older
/// copy, or a second machine works with a copy of it. How it goes on: app/incarnations.cpp.
struct ForkSuspected {
    bool comparing = false; ///< the whole journal is being sent again: the server says where they part
    std::optional<std::int64_t> from; ///< from here on the journal is another one; found by the comparison
};

struct Sync {
    bool online = false;
    ServerCall under_way = ServerCall::none;
    bool pulled_all = false; ///< the last pull left nothing behind, and nothing was pushed since
    int failures = 0;
    bool reading_all = false;     ///< from the start, this kiosk's former journals too
    int sendings = 0;             ///< one after another, without the server showing what was sent
    bool reconciled_anew = false; ///< the figures that were reconciled last replaced others
    int forks = 0;                ///< one after another, without the server taking anything between
    bool shared_name = false;     ///< events of this kiosk's name come that are not of its journal
    bool recalls_own = false;     ///< own events of the next manifest's session are not in its ledger
    bool not_accepted = false;    ///< `refusal` says why the server takes nothing from this kiosk now
    std::optional<Error> problem;
    std::deque<SealedEvent> unsent; ///< own events that the server does not have, in order
    std::int64_t cursor = 0;
    std::vector<ports::KioskStanding> kiosks;
    Instant next_call; ///< not before
    Instant next_pull;
    Instant next_manifest;
    Instant next_reading;             ///< of all kiosks' events from the start, not before
    Instant next_sending;             ///< of what a server forgot, not before
    std::int64_t newest_manifest = 0; ///< the newest revision that the server told; 0: none
    std::optional<Error> refusal;     ///< the server holds another journal under our name
    std::optional<Digest> reported;   ///< of the figures that were reconciled last; zeros: not known
    std::optional<SendingAgain> again;
    std::optional<EventId> sent_up_to = {}; ///< the last event of the batch that is on its way
    std::optional<ForkSuspected> fork = {};
    Instant next_incarnation;           ///< is begun not before
    std::optional<std::int64_t> filled; ///< from where a gap was filled, until the server takes something
    std::optional<Error> difference;    ///< of the report: kiosk and server do not agree
    /// Kiosk's clock less server's, milliseconds, when it was heard last; 0: no more wrong than is let pass.
    std::int64_t clock_offset = 0;
    std::optional<std::int64_t> clock_recorded = {};  ///< the offset that is on record since the start
    std::string server_key = {};                      ///< that the manifest is signed with, hexadecimal
    std::optional<Closure> closing = {};              ///< of this kiosk in this session, when it has closed
    std::optional<Error> countersignature_fault = {}; ///< the server's countersignature of it is wrong
};

/// What a state that is only practised on knows beside all else; see practice.hpp.
struct Practice {
    /// A code that belongs to the real session was read.
    struct RealCode {
        std::string text; ///< what was read, or typed
        Identification from = Identification::camera;
        std::optional<Error> refusal; ///< why the real session takes no code now
    };
    std::optional<RealCode> real_code;
    std::optional<receipt::Document> paper; ///< the last one that would have come out of a printer
    bool paper_shown = false;
    std::optional<Error> outside; ///< what the real session needs meanwhile
};

/// A volunteer touched a coordinator's function: a coordinator's PIN lets it be done, once.
struct Permission {
    CoordinatorsAct act;
    PinEntry entry;
};

/// Who works with the kiosk; app/users.hpp tells what follows from it.
struct Staffing {
    std::vector<ports::User> users; ///< all who ever did, by name
    std::string signed_in;          ///< id; empty: nobody
    std::string permitted;  ///< the coordinator whose PIN permits the act that is being done; else empty
    std::string closing_by; ///< who confirmed the closing
    ports::PinGuard guard;
    bool checking = false; ///< a PIN is being looked at; one at a time
    std::optional<Permission> permission;
    std::optional<BasketWork> under_lock; ///< the basket that was on the screen when the kiosk was locked
};

/// The organiser withdrew this kiosk; enrolling.cpp tells what follows.
struct WithdrawalState {
    bool told = false; ///< the server said so; nothing is asked of it any more
    bool erasing = false;
    bool erased = false;
    Instant not_before; ///< of the next try after it could not be erased
};

struct State {
    Identity kiosk;
    std::string language = "fr";
    Appearance appearance;
    Voice voice;

    std::shared_ptr<const Manifest> manifest;
    std::optional<Ledger> ledger; ///< exists with the manifest
    SessionPhase phase = SessionPhase::unknown;

    Journal journal;
    std::vector<Spool> spools; ///< by printer, in the configuration's order
    std::vector<Paper> unsure; ///< papers of which a person is asked whether they came out, oldest first
    std::int64_t reprints = 0; ///< since the start: tells their documents apart
    Sync sync;
    DeviceState store;
    DeviceState camera;
    DeviceState hand_scanner;

    Staffing staff;
    bool closing_confirmed = false; ///< the volunteer has seen what is unclaimed, and closes
    Instant next_store_try;

    Screen screen = Starting{};
    /// The next customer's basket: their code was read while what is on the screen was not to be left. It
    /// opens when the screen is free; at the counter it changes places with the basket on the screen at a
    /// touch, so it may have choices. Never the basket of the screen.
    std::optional<BasketWork> next_basket;
    std::optional<Error> aside; ///< why another code, shown during work, brought up nothing; until a touch
    Instant now;                ///< of the last update
    Instant last_touch;         ///< the last sign of a person
    bool tour_seen = true;      ///< the guided tour does not come up by itself (any more)
    std::optional<Practice> practice; ///< this is not the real session
    Calls calls;                      ///< for volunteers
    WithdrawalState withdrawal;

    [[nodiscard]] bool self_service() const { return kiosk.mode == Mode::self; }
    [[nodiscard]] std::int64_t unsent_events() const { return static_cast<std::int64_t>(sync.unsent.size()); }
};

/// The step of the closing that the facts have reached.
[[nodiscard]] ClosingStep closing_step(const State& state);

/// The kiosk's own report as the facts stand.
[[nodiscard]] SessionReport own_report(const State& state);

/// Why no code is taken now, as a sentence for people; nothing: codes are taken. Readers stay silent
/// meanwhile, and a code that is still held before the camera afterwards is read then.
[[nodiscard]] std::optional<Error> scanning_paused(const State& state);

/// Whether the code of an enrolment is read now, and nothing else.
[[nodiscard]] bool awaits_code(const State& state);

/// When the practice ends by itself, if nobody touches it; nothing: this is the real session.
[[nodiscard]] std::optional<Instant> practice_end(const State& state);

/// How long the countdown before clearing a screen is shown, in milliseconds.
inline constexpr std::int64_t countdown = 30'000;

/// When a screen that a customer left behind is cleared, if nobody touches it; on the first screen: when
/// language and appearance go back to the kiosk's own.
[[nodiscard]] std::optional<Instant> clear_at(const State& state);

/// The seconds left before a forgotten screen is cleared, when the countdown is to be shown.
[[nodiscard]] std::optional<int> seconds_left(const State& state);

} // namespace guichet::app
