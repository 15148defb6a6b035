#pragma once
// Everything that can happen to the kiosk.

#include "kiosk/app/state.hpp"

#include <variant>

namespace guichet::app {

// From people, through the screen.
struct OpenSession {};
struct ShowTypeCode {};
struct ShowSearch {};
struct ShowStaff {};
struct ShowClosing {};
struct GoHome {}; ///< back to attract; an unconfirmed basket is left as it was
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
struct ConfirmClosing {};
struct GiveUpReceipts {}; ///< close without the receipts that cannot come out
struct PrintReport {};
struct PrintSlips {};   ///< a paper for each producer of the report on the screen
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
struct VolunteerCame {};
struct StayHere {}; ///< touch on the countdown

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
struct ServerFailed {
    Error error;
};

/// Time went by: sent at the moment that next_deadline() named, or later.
struct Tick {};

using Event =
    std::variant<OpenSession, ShowTypeCode, ShowSearch, ShowStaff, ShowClosing, GoHome, TypeText, EraseLetter,
                 SubmitCode, ChooseBasket, EverythingHere, AskLine, AnswerLine, AnswerAmount, AnswerReason,
                 CancelQuestion, ConfirmHandOver, TickCrate, AskMissing, HandOverRest, DeclineReceipt,
                 ShowPrivacy, SwapBaskets, AskUndo, ConfirmUndo, ConfirmClosing, GiveUpReceipts, PrintReport,
                 PrintSlips, PrintReceipt, ReprintLast, PrintTestPage, AnswerPaper, SetLanguage,
                 SetAppearance, KeypadUsed, SetVoice, SetLoudness, CallVolunteer, VolunteerCame, StayHere,
                 CodeRead, CodeUnreadable, CameraState, HandScannerState, HeadphonesState, PrinterState,
                 PrintEnded, StoreOpened, StoreFailed, Committed, CommitFailed, ManifestFetched, Pushed,
                 Pulled, ReportFetched, ServerFailed, Tick>;

} // namespace guichet::app
