#pragma once
// Everything that can happen to the kiosk.

#include "kiosk/app/state.hpp"

#include <variant>

namespace guichet::app {

// From people, through the screen.
struct ShowTypeCode {};
struct ShowSearch {};
struct ShowStaff {};
struct ShowClosing {};
struct AskToForceClosing {}; ///< what it would mean is told first
struct GoHome {};            ///< back to attract; an unconfirmed basket is left as it was
struct TypeText {
    std::string text;
}; ///< letters for the field of the screen
struct EraseLetter {};
struct SubmitCode {}; ///< the typed short code is whole
struct ChooseBasket {
    std::string id;
};                        ///< one of the search's results
struct EverythingHere {}; ///< all lines that have no outcome yet are collected
struct AskLine {
    LineKey line;
}; ///< touch on a line
struct AnswerLine {
    Outcome outcome = Outcome::collected;
};                      ///< short and refused ask on
struct AnswerAmount {}; ///< the typed amount of a short line is whole
struct AnswerReason {
    RefusalReason reason = RefusalReason::not_wanted;
};
struct CancelQuestion {};
struct TickCrate {
    std::size_t crate = 0; ///< index of BasketWork::crates
};                         ///< touch on a crate: its lines without a word are collected, or no longer
struct AskMissing {};      ///< "something is missing": which line is asked
struct ConfirmHandOver {};
struct HandOverRest {};   ///< at the counter: what has no outcome yet is collected, and all is confirmed
struct DeclineReceipt {}; ///< no receipt on paper, thank you
struct ShowPrivacy {};
struct SwapBaskets {}; ///< the next customer's basket takes the screen, and this one waits
struct AskUndo {};
struct ConfirmUndo {
    UndoReason reason = UndoReason::wrong_tap;
};
struct PrintReceipt {}; ///< of the hand-over on the screen: marked when there may be one on paper already
struct ReprintLast {};  ///< the receipt of this kiosk's last hand-over
struct PrintTestPage {
    std::size_t printer = 0;
};
struct AnswerPaper {
    std::string document;
    bool came_out = false;
}; ///< the answer to "did it come out whole?"
struct SetLanguage {
    std::string language;
};
struct SetAppearance {
    Appearance appearance;
};
struct KeypadUsed {}; ///< a key was pressed, whatever it does; on a customers' first screen the voice begins
struct SetVoice {
    bool on = false;
};
struct SetLoudness {
    Loudness loudness = Loudness::normal;
};
struct CallVolunteer {};
struct VolunteerCame {}; ///< or none is needed any more: this kiosk's call is over
struct ShowCall {};      ///< the sign of this kiosk's call
struct PutCallAway {};   ///< the sign is closed; the call stands
struct AnswerCall {
    std::string device;
    std::int64_t number = 0;
};                  ///< a volunteer goes to the kiosk that calls
struct StayHere {}; ///< touch on the countdown
struct ShowTour {
    std::size_t card = 0;
};                   ///< a card of the guided tour; nothing where a customer is served
struct LeaveTour {}; ///< it does not come up by itself any more

// Practice (practice.hpp). Whoever holds both states acts on the first four; update() does nothing with them.
struct StartPractice {};
struct LeavePractice {};
struct ServeRealCode {}; ///< leaves the practice and takes the real code that was read in it
struct StayInPractice {};
struct ShowExamples {};
struct LendCode {
    std::size_t example = 0; ///< index of examples()
};
struct ShowPaper {
    bool shown = true;
}; ///< the last paper that would have come out

// From those who work here; what only a coordinator may do stands in acts.hpp.
struct ShowSignIn {}; ///< the lock of a customers' kiosk
struct ChooseUser {
    std::string id;
}; ///< one of the names of SignIn
struct SubmitPin {};
struct CancelPin {}; ///< back to the names, or from a permission that is asked for
struct LockKiosk {};
struct ShowDevices {};
struct ShowGlance {
    GlancePart part = GlancePart::overview;
    std::size_t producer = 0;
};
struct ShowIncidents {};
struct ChooseIncident {
    std::optional<IncidentKey> incident; ///< nothing: back to the list
};
struct PickUser {
    std::string id; ///< empty: back to the list
};                  ///< one of the list of users
struct NewUser {};
struct ChangePin {};    ///< of the picked one
struct ChangeActive {}; ///< of the picked one: works here no more, or again
struct ChooseRole {
    ports::UserRole role = ports::UserRole::volunteer;
};
struct NextStep {}; ///< what the form asked for is whole

// From the devices.
struct CodeRead {
    std::string text;
    Identification from = Identification::camera;
};
/// The camera sees a code for a while that cannot be read: torn, covered, smeared.
struct CodeUnreadable {};
struct CameraState {
    DeviceState state;
};
struct HandScannerState {
    DeviceState state;
};
/// Headphones were plugged in or pulled out.
struct HeadphonesState {
    bool plugged = false;
};
struct PrinterState {
    ports::PrinterStatus status;
    std::size_t printer = 0;        ///< index of State::spools
    ports::PrinterFacts facts = {}; ///< empty: as known
};
struct PrintEnded {
    std::string document;
    ports::PrintOutcome outcome;
    std::size_t printer = 0; ///< index of State::spools
};

// From the store.
struct StoreOpened {
    ports::Recovered recovered;
};
struct StoreFailed {
    Error error;
}; ///< it could not be opened; it is tried again
struct Committed {};
struct CommitFailed {
    Error error;
};
/// Own events in the journal's order, up to its end at that moment.
struct JournalRead {
    std::vector<SealedEvent> events;
};
struct JournalUnread {
    Error error;
};
struct IncarnationBegun {
    ports::Recovered recovered;
};
struct IncarnationNotBegun {
    Error error;
}; ///< it is tried again
struct PinChecked {
    ports::PinAnswer answer;
};
struct UsersSaved {
    std::vector<ports::User> users;
};
struct UsersFailed {
    Error error;
}; ///< of a PIN to look at, or of a user to keep
struct PeopleErased {};
struct ErasingFailed {
    Error error;
};

// From the server.
struct ManifestFetched {
    std::optional<ports::StoredManifest> manifest;
};
struct Pushed {
    ports::PushAnswer answer;
};
struct Pulled {
    ports::PullAnswer answer;
};
struct ReportFetched {
    std::string report;
};
struct CallTold {
    HelpCall call; ///< as it was told
    bool taken = false;
};
struct ServerFailed {
    Error error;
    bool refused = false; ///< the server was reached, and takes nothing from this kiosk
};
/// The server withdrew this kiosk, and signed that.
struct Revoked {};
struct Enrolled {};
struct EnrolmentFailed {
    Error error;
};

/// Time went by: sent at the moment that next_deadline() named, or later.
struct Tick {};

using Event = std::variant<
    OpenSession, ShowTypeCode, ShowSearch, ShowStaff, ShowClosing, GoHome, TypeText, EraseLetter, SubmitCode,
    ChooseBasket, EverythingHere, AskLine, AnswerLine, AnswerAmount, AnswerReason, CancelQuestion,
    ConfirmHandOver, TickCrate, AskMissing, HandOverRest, DeclineReceipt, ShowPrivacy, SwapBaskets, AskUndo,
    ConfirmUndo, ConfirmClosing, GiveUpReceipts, AskToForceClosing, ForceClosing, PrintReport, PrintSlips,
    PrintReceipt, ReprintLast, PrintTestPage, AnswerPaper, SetLanguage, SetAppearance, KeypadUsed, SetVoice,
    SetLoudness, CallVolunteer, VolunteerCame, ShowCall, PutCallAway, AnswerCall, StayHere, SettleIncident,
    ShowUsers, ShowSignIn, ChooseUser, SubmitPin, CancelPin, LockKiosk, ShowDevices, ShowGlance,
    ShowIncidents, ChooseIncident, PickUser, NewUser, ChangePin, ChangeActive, ChooseRole, NextStep, ShowTour,
    LeaveTour, StartPractice, LeavePractice, ServeRealCode, StayInPractice, ShowExamples, LendCode, ShowPaper,
    CodeRead, CodeUnreadable, CameraState, HandScannerState, HeadphonesState, PrinterState, PrintEnded,
    StoreOpened, StoreFailed, Committed, CommitFailed, JournalRead, JournalUnread, IncarnationBegun,
    IncarnationNotBegun, PinChecked, UsersSaved, UsersFailed, ManifestFetched, Pushed, Pulled, ReportFetched,
    CallTold, ServerFailed, Revoked, Enrolled, EnrolmentFailed, PeopleErased, ErasingFailed, Tick>;

/// Overwrites what a person typed, after all has followed from it: it may be a digit of a PIN.
void wipe(Event& event);

} // namespace guichet::app
