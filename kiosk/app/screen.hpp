#pragma once
// What the person before the kiosk sees: one of these at a time.

#include "kiosk/core/crates.hpp"
#include "kiosk/core/journal.hpp"
#include "kiosk/core/ledger.hpp"
#include "kiosk/core/report.hpp"
#include "kiosk/ports/users.hpp"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace guichet::app {

/// The store is being opened; `problem` when it cannot be.
struct Starting {
    std::optional<Error> problem;
};

/// There is no open session: none is known yet, or it awaits its opening by a volunteer.
struct Waiting {};

/// "Show your code": where a customer begins. On the counter's kiosk, the volunteer's home.
struct Attract {};

/// Typing a short code.
struct TypeCode {
    std::string typed; ///< letters as entered, at most short_code_length
    std::optional<Error> problem;
};

/// Searching by name, order or short code; volunteers only.
struct Search {
    std::string typed;
    std::vector<const Basket*> found; ///< at most search_limit; they live in State::manifest
};

/// The question what became of one line. Without `outcome` the kinds are offered, with it its details: the
/// amount of a short line, the reason of a refused one.
struct LineQuestion {
    LineKey line;
    std::optional<Outcome> outcome; ///< short_ or refused
    std::string typed;              ///< digits of the amount, in pieces or grams
};

/// A basket that is being handed over.
struct BasketWork {
    const Basket* basket = nullptr; ///< lives in State::manifest
    std::vector<Crate> crates;      ///< with their lines still open, in opening order
    Identification identification = Identification::camera;
    const ProxyCode* proxy = nullptr;       ///< somebody else's code brought it up; lives in State::manifest
    std::map<LineKey, LineOutcome> choices; ///< what was said of the lines so far
    std::optional<LineQuestion> question;
    bool saving = false;          ///< confirmed, and not yet durable
    std::optional<Error> problem; ///< it could not be saved, or an amount is wrong
    std::size_t line_count = 0;   ///< the open lines
    bool pointing = false;        ///< the customer said that something is missing: which line is asked
    bool reading_privacy = false; ///< the privacy notice lies over it

    [[nodiscard]] bool complete() const { return choices.size() == line_count; }
    /// Whether a line is one of its open ones.
    [[nodiscard]] bool has_line(const LineKey& key) const;
    /// Something was said of it, is being asked, read or saved: it is not left for another code.
    [[nodiscard]] bool begun() const {
        return !choices.empty() || question || saving || pointing || reading_privacy;
    }
};

/// A hand-over is durable.
struct HandedOver {
    const Basket* basket = nullptr;
    EventId hand_over;
    std::string document;             ///< id of its receipt in the spool
    std::string keepsake;             ///< the receipt as plain text, for the code that a telephone keeps
    const ProxyCode* proxy = nullptr; ///< who collected for the customer; null: they came themselves
    bool answered = false;            ///< the customer said whether they want the receipt on paper
};

/// A basket that was collected before.
struct AlreadyCollected {
    const Basket* basket = nullptr;
    DeliveryRecord delivery;
    bool choosing_reason = false; ///< the volunteer undoes it and is asked why
    bool saving = false;
    std::optional<Error> problem;
    std::string reprint = {}; ///< id of the receipt that was asked for here; empty: none
};

/// A code that brought up nothing, and what to do.
struct CodeNotice {
    CodeFault fault = CodeFault::unknown;
    const OtherSession* elsewhere = nullptr; ///< where it belongs, for CodeFault::elsewhere
    std::string today;                       ///< date of this session, YYYY-MM-DD
};

/// What is shown and recorded of people here, and their rights. Over a basket it is
/// BasketWork::reading_privacy.
struct PrivacyNotice {};

/// The guided tour for those who use the counter's kiosk for the first time.
struct Tour {
    std::size_t card = 0; ///< below tour_cards
};
inline constexpr std::size_t tour_cards = 5;

/// Practice only: the example situations, of which one is lent as if its code was scanned.
struct Examples {};

/// A PIN that is asked for.
struct PinEntry {
    Pin typed; ///< never shown
    bool checking = false;
    std::optional<Error> problem;
};

/// Who works here? At the counter a name is touched first; a customers' kiosk shows no names.
struct SignIn {
    std::optional<std::string> user; ///< whose PIN is asked, by id; empty: any user's; nothing: choose a name
    PinEntry entry;
};

/// The volunteers' menu.
struct Staff {};

/// The kiosk's parts: how each is, and what to do.
struct Devices {};

/// The session at a glance.
enum class GlancePart : std::uint8_t { overview, producer, to_come };
struct Glance {
    GlancePart part = GlancePart::overview;
    std::size_t producer = 0; ///< index of Manifest::producers, for its part
};

/// The incidents of the session.
struct Incidents {
    std::optional<IncidentKey> chosen = {}; ///< how this one is settled is being asked
    bool saving = false;
    std::optional<Error> problem = {};
};

/// Those who work with this kiosk; coordinators only.
struct Users {
    std::string chosen = {}; ///< what to do with this one is being asked; empty: with none
    bool saving = false;
    std::optional<Error> problem = {};
};

/// A new user, or another PIN for one, step by step.
enum class UserStep : std::uint8_t { name, role, pin, again };
struct UserForm {
    UserStep step = UserStep::name;
    ports::User user = {}; ///< without id: a new one
    Pin pin = {};
    Pin again = {};
    bool saving = false;
    std::optional<Error> problem = {};
};

/// Ending the session. The steps follow from the facts, see ClosingStep.
struct Closing {
    bool asks_to_force = false; ///< whether to wait no longer for other kiosks
    bool saving = false;
    std::optional<Error> problem = {};
};

/// The session is reconciled.
struct Report {
    SessionReport report;
    std::optional<Error> difference; ///< kiosk and server do not agree
    bool replaces_earlier = false;   ///< it was reconciled before, with other figures
};

/// The kiosk is not known to the server: the organiser's code is awaited.
struct Enrolment {
    bool asking = false; ///< a code was read, and the server is asked
    std::optional<Error> problem = {};
};

/// The kiosk was withdrawn by the organiser; what it knew of people is erased, or is being.
struct Withdrawn {
    bool erased = false;
    bool asking = false; ///< a code for a new enrolment was read, and the server is asked
    std::optional<Error> problem = {};
};

using Screen = std::variant<Starting, Waiting, Attract, TypeCode, Search, BasketWork, HandedOver,
                            AlreadyCollected, CodeNotice, Staff, Tour, Examples, Closing, Report, SignIn,
                            Devices, Glance, Incidents, Users, UserForm, PrivacyNotice, Enrolment, Withdrawn>;

/// The name of a screen in scenario files: "attract", "basket", "done" …
[[nodiscard]] std::string_view name_of(const Screen& screen);

} // namespace guichet::app
