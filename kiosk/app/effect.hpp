#pragma once
// What update() asks of the outside. Each is performed by the adapter that owns the device, which answers
// with events.

#include "kiosk/ports/printer.hpp"
#include "kiosk/ports/server.hpp"
#include "kiosk/ports/sound.hpp"
#include "kiosk/ports/store.hpp"

#include <string>
#include <variant>
#include <vector>

namespace guichet::app {

// To the store. Those of the first group are answered: StoreOpened or StoreFailed, Committed or CommitFailed,
// JournalRead or JournalUnread, IncarnationBegun or IncarnationNotBegun, PinChecked or UsersFailed,
// UsersSaved or UsersFailed, PeopleErased or ErasingFailed.
struct OpenStore {};
struct WriteCommit {
    ports::Commit commit;
};
/// The own events from `from` on, as ports::Store::read_journal: the server may lack them.
struct ReadJournal {
    std::int64_t from = 1;
};
/// The journal goes on in a new incarnation, from event `from` of this one on: see ports::Store.
struct BeginIncarnation {
    std::string incarnation; ///< the one that goes on no longer
    std::int64_t from = 1;
};
struct CheckPin {
    ports::PinQuestion question;
};
struct SaveUser {
    ports::UserChange change;
};
/// The kiosk was withdrawn: what it knows of people goes, and its key.
struct ErasePeople {};
struct KeepManifest {
    ports::StoredManifest manifest;
};
struct KeepForeign {
    ports::ForeignEvents foreign;
};
struct KeepAcknowledged {
    std::int64_t sequence = 0;
};
struct KeepTourSeen {};
struct KeepEnrolled {}; ///< no withdrawal is on record any more
struct KeepReconciled {
    std::string session;
};

struct KeepCountersignature {
    Closure closure;
};

// To the server; each is answered by its event, by ServerFailed or by Revoked; Enrol by Enrolled or
// EnrolmentFailed.
struct Enrol {
    EnrolmentTicket ticket;
    std::string station;
    std::string device;
};
/// Is not answered.
struct RememberManifest {
    std::string session;
    ports::StoredManifest manifest;
};
struct FetchManifest {
    std::string session;
    std::int64_t known_revision = 0;
};
struct Push {
    ports::Batch batch;
};
struct Pull {
    std::string session;
    std::string device;
    std::int64_t cursor = 0;
};
struct FetchReport {
    std::string session;
};
struct TellCall {
    std::string session;
    HelpCall call;
};

/// To a printer; answered by PrintEnded, with PrinterState in between.
struct Print {
    ports::PrintJob job;
    std::size_t printer = 0; ///< index of State::spools
};

/// Ends the print under way at a printer, which is then answered by PrintEnded.
struct CancelPrint {
    std::size_t printer = 0;
};

struct Play {
    ports::Sound sound = ports::Sound::read;
};

/// A line for the log, in English.
struct Log {
    std::string line;
};

using Effect = std::variant<OpenStore, WriteCommit, KeepManifest, KeepForeign, KeepAcknowledged, KeepTourSeen,
                            KeepReconciled, FetchManifest, Push, Pull, FetchReport, TellCall, Print,
                            CancelPrint, Play, Log, CheckPin, SaveUser, ReadJournal, BeginIncarnation,
                            ErasePeople, KeepEnrolled, Enrol, KeepCountersignature, RememberManifest>;
using Effects = std::vector<Effect>;

} // namespace guichet::app
