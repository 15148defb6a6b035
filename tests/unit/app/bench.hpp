#pragma once
// A kiosk's heart on the bench: its effects are performed by a disk, a printer and a server made of lists.

#include "kiosk/app/update.hpp"

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace guichet::app::test {

inline const std::string session = "saint-flour/2020-04-17";
inline constexpr Instant morning{1'587'110'400'000}; // 17 April 2020, 8:00 UTC

/// English sentences, French and English to choose from, and a wall clock in UTC.
class FakeLocality final : public ports::Locality {
public:
    [[nodiscard]] const Texts& texts(const std::string& language) const override;
    [[nodiscard]] std::vector<std::string> languages() const override { return {"fr", "en"}; }
    [[nodiscard]] LocalTime local(Instant moment) const override;
};

[[nodiscard]] PickupCode code_of(const std::string& basket);

/// B1 Élodie M. with two orders, B2 Jean-Marc L. (English), B3 Zoé B.; B9's code is of Pierrefort.
[[nodiscard]] Manifest manifest(std::int64_t revision = 1);
[[nodiscard]] ports::StoredManifest stored(const Manifest& manifest);

/// What all kiosks of the station share.
struct FakeServer {
    bool reachable = true;
    Manifest current = manifest();
    std::vector<SealedEvent> events;          ///< in the order of arrival; a cursor counts them
    std::optional<ports::PushAnswer> refusal; ///< the answer to a push, if it is to be no good one
    std::optional<std::string> other_report;  ///< instead of the true one
    bool shows_kiosks = true;                 ///< false: it tells nothing of how much it has of whom
    bool takes_calls = true;                  ///< false: an older server
    std::vector<HelpCall> calls;              ///< as they were told last, one for each kiosk
    bool revokes = false;                     ///< the asking kiosk is withdrawn
    bool knows_nobody = false;                ///< it is reached, and takes nothing from the kiosk
    std::optional<Error> enrolment_refusal;   ///< the answer to an enrolment, if it is to be no good one
    Instant time;                             ///< told with each acknowledgement; 1970: not told
    std::function<void(Closure&)>
        countersign; ///< what it does with the closings in its report; empty: nothing

    ports::PushAnswer push(const ports::Batch& batch);
    [[nodiscard]] ports::PullAnswer pull(const std::string& device, std::int64_t cursor) const;
    ports::CallAnswer tell(const HelpCall& call);
    [[nodiscard]] std::string report() const;
    [[nodiscard]] std::int64_t last_of(const std::string& device,
                                       const std::string& incarnation = "i1") const;
};

class Bench {
public:
    explicit Bench(FakeServer& server, Mode mode = Mode::counter, std::string device = "counter");

    /// One event, and nothing is answered yet.
    void give(const Event& event);
    /// One event; then all that was asked is answered, until nothing more is asked.
    void send(const Event& event);
    /// Performs the first thing that was asked, and gives its answer.
    void answer_first();
    void settle();
    /// Time goes by, with a Tick at each moment that the kiosk asks for.
    void wait(std::int64_t milliseconds);
    /// The power fails, and comes back.
    void restart();

    // Shortcuts of a day.
    void open();
    void scan(const std::string& basket, Identification from = Identification::camera);
    void hand_over(const std::string& basket);
    void end_print(ports::PrintResult result) { end_print(ports::PrintOutcome{result, 1, {}}); }
    void end_print(const ports::PrintOutcome& outcome, std::size_t printer = 0);
    /// Starts anew with such printers.
    void set_up(std::vector<PrinterRoles> printers, ReceiptPaper paper = ReceiptPaper::always);
    void confirm_closing();
    /// Kept in the store; the kiosk knows them after a restart.
    void add_user(const std::string& name, ports::UserRole role, const std::string& pin);
    void type_pin(const std::string& pin);
    void sign_in(const std::string& id);

    [[nodiscard]] std::string screen() const { return std::string(name_of(state.screen)); }
    template <typename Kind>
    [[nodiscard]] const Kind& on_screen() const {
        return std::get<Kind>(state.screen);
    }
    template <typename Body>
    [[nodiscard]] std::vector<Body> written() const {
        std::vector<Body> bodies;
        for (const auto& sealed : disk.own_events)
            if (const auto* body = std::get_if<Body>(&sealed.event.body))
                bodies.push_back(*body);
        return bodies;
    }
    template <typename Kind>
    [[nodiscard]] std::size_t count_asked() const {
        std::size_t count = 0;
        for (const auto& effect : history)
            count += std::holds_alternative<Kind>(effect) ? 1 : 0;
        return count;
    }
    /// What was given to a printer last; null when nothing was.
    [[nodiscard]] const Print* last_print() const;
    /// The sounds of the last event.
    [[nodiscard]] std::vector<ports::Sound> sounds() const;
    [[nodiscard]] ports::SpoolState state_of(const std::string& document) const;

    FakeServer& server;
    FakeLocality locality;
    State state;
    Instant now = morning;

    bool store_works = true;
    bool store_waits = false;     ///< commits stay unanswered
    bool printer_confirms = true; ///< papers come out by themselves
    ports::Recovered disk;
    std::vector<SealedEvent> superseded;      ///< of the disk's former incarnations: what counts no longer
    std::vector<ports::SpoolEntry> documents; ///< all that were ever kept, with their last state
    std::deque<Effect> asked;                 ///< not answered yet
    std::vector<Effect> history;              ///< since the start
    std::size_t before_last_sent = 0;         ///< how long the history was before the last send()
    std::vector<receipt::Document> papers;    ///< given to the printers
    std::vector<std::size_t> printed_by;      ///< which printer each of them was given to
    std::optional<std::string> in_printer;    ///< id of the document that the first printer has
    std::map<std::size_t, std::string> in_others; ///< the same of the other printers
    std::map<std::string, std::string> pins;      ///< by user

private:
    Event check_pin(const ports::PinQuestion& question);
    Event save_user(const ports::UserChange& change);
    std::optional<Event> print(const Print& printing);
    std::optional<Event> cancel(const CancelPrint& cancelled);
    void keep(const ports::Commit& commit);
    void begin_incarnation(const BeginIncarnation& begin);
    std::optional<Event> perform(const Effect& effect);
    std::optional<Event> call_server(const Effect& effect);
};

[[nodiscard]] bool is_marked(const receipt::Document& document);

} // namespace guichet::app::test
