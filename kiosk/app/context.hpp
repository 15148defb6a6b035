#pragma once
// What the parts of update() share. Each part is a set of free functions on a Context, in a file of its
// subject.

#include "kiosk/app/effect.hpp"
#include "kiosk/app/event.hpp"
#include "kiosk/app/state.hpp"
#include "kiosk/ports/locality.hpp"

#include <utility>

namespace guichet::app {

using ports::Sound;

/// One call of update().
struct Context {
    State& state;
    Instant now;
    const ports::Locality& locality;
    Effects effects;

    void add(Effect effect) { effects.push_back(std::move(effect)); }

    template <typename... Arguments>
    void log(std::string text, const Arguments&... arguments) {
        add(Log{fail(std::move(text), arguments...).english()});
    }
};

// journaling.cpp: the one way into the journal.
void append(Context& context, Act act);
void start_commit(Context& context);
void on_committed(Context& context);
void on_commit_failed(Context& context, const Error& error);

/// Whether an act with such a body waits or is being written.
template <typename Body>
[[nodiscard]] bool pending(const Journal& journal) {
    for (const auto& act : journal.waiting)
        for (const auto& body : act.bodies)
            if (std::holds_alternative<Body>(body))
                return true;
    return false;
}

/// Whether people can still act in the session: nothing may follow its closing event.
[[nodiscard]] inline bool takes_acts(const State& state) {
    return state.phase == SessionPhase::open && !pending<SessionClosed>(state.journal);
}

// printing.cpp: from the spools to paper.
void restore_papers(Context& context, const ports::Recovered& recovered);
void print_next(Context& context);
void on_documents_kept(Context& context, const std::vector<ports::SpoolEntry>& documents);
void on_printer_state(Context& context, const PrinterState& told);
void on_print_ended(Context& context, const PrintEnded& ended);
void answer_paper(Context& context, const std::string& document, bool came_out);
void give_up_receipts(Context& context);

// asking.cpp: papers that people ask for.
void print_receipt_on_screen(Context& context);
void reprint_last(Context& context);
void print_report(Context& context); ///< the one on the screen
void print_report(Context& context, const Report& report);
void print_slips(Context& context);
void print_test_page(Context& context, std::size_t printer);

// papers.cpp: what the papers say.
[[nodiscard]] ports::SpoolEntry receipt_of(Context& context, const JournalEvent& event,
                                           std::string document_id);
[[nodiscard]] std::string keepsake_of(Context& context, const JournalEvent& event);
[[nodiscard]] ports::SpoolEntry report_paper(Context& context, const Report& shown);
[[nodiscard]] std::vector<ports::SpoolEntry> slip_papers(Context& context, const Report& shown);
[[nodiscard]] ports::SpoolEntry test_paper(Context& context, std::size_t printer);

// incarnations.cpp: another journal at the server under this kiosk's name.
void suspect_fork(Context& context);
/// The comparison was answered: from here on the server's journal is another one.
void on_fork_found(Context& context, std::int64_t from);
/// The server has all that the journal holds, and its own ends at `its_last`.
void on_all_compared(Context& context, std::int64_t its_last);
void follow_fork(Context& context);
void on_incarnation_begun(Context& context, const ports::Recovered& recovered);
void on_incarnation_not_begun(Context& context, const Error& error);

// syncing.cpp: reconciliation with the server, one call at a time.
void sync_next(Context& context);
void on_manifest_fetched(Context& context, const std::optional<ports::StoredManifest>& stored);
void on_pushed(Context& context, const ports::PushAnswer& answer);
void on_journal_read(Context& context, const std::vector<SealedEvent>& events);
void on_journal_unread(Context& context, const Error& error);
/// Reads the journal anew, from a number on; what the store answers is sent.
void send_again(Context& context, std::int64_t from);
void on_pulled(Context& context, const ports::PullAnswer& answer);
void on_report_fetched(Context& context, const std::string& report);
void on_server_failed(Context& context, const ServerFailed& failed);

void on_call_told(Context& context, const CallTold& told);

// enrolling.cpp: becoming known to the server, and being withdrawn by it.
void read_enrolment(Context& context, const std::string& text);
void on_enrolled(Context& context);
void on_enrolment_failed(Context& context, const Error& error);
void on_revoked(Context& context);
void on_people_erased(Context& context);
void on_erasing_failed(Context& context, const Error& error);
/// What the store says of an earlier withdrawal.
void resume_withdrawal(Context& context, ports::Withdrawal withdrawal);
/// Erases as soon as nothing is being written, and keeps every other screen away.
void follow_withdrawal(Context& context);

// replacing_manifest.cpp
/// A newer manifest keeps what is known: the facts are folded anew over it, and the screen stays.
void replace_manifest(Context& context, Manifest manifest);

// clock_check.cpp: the server's time beside the kiosk's.
void check_clock(Context& context, Instant server_time);

// countersigning.cpp: the server's word for this kiosk's closing.
/// Takes the own closing event, when it is made or found in the journal.
void note_closing(State& state, const SealedEvent& sealed);
/// Looks for its countersignature in the server's report, and whether it is right.
void take_countersignature(Context& context, const std::string& report);

// calling.cpp: calls for volunteers, at the kiosk that calls and at those that answer.
void call_volunteer(Context& context);
void end_call(Context& context);
void show_call_sign(State& state, bool shown);
void answer_call(Context& context, const std::string& device, std::int64_t number);
/// Asks to tell the server of a call; false when there is nothing to tell now.
[[nodiscard]] bool tell_next_call(Context& context);
void follow_told_call(Context& context, const CallTold& told);
void hear_calls(Context& context, const std::vector<HelpCall>& told);
void on_call_not_told(State& state);
void follow_calls(Context& context);
[[nodiscard]] std::vector<Instant> call_deadlines(const State& state);

// session.cpp: recovery, opening and closing.
/// Takes over the journal as the store has it.
void restore_journal(State& state, const ports::Recovered& recovered);
void on_store_opened(Context& context, const ports::Recovered& recovered);
void on_store_failed(Context& context, const Error& error);
void activate_manifest(Context& context, std::shared_ptr<const Manifest> manifest);
void follow_session(Context& context);
void open_session(Context& context);
/// Own events that were recorded before the manifest was here, if it was awaited for them.
void recall_own_events(Context& context, const std::vector<SealedEvent>& events);
void on_session_closed(Context& context);
/// The customer, if one stood here, has left: what was theirs is overwritten, and the kiosk looks and speaks
/// as it does by itself.
void end_visit(Context& context);
/// Ends the visit and shows the first screen, or the basket that waited.
void go_home(Context& context);
/// "Back": from typing a code or a notice the same customer goes on, as they chose to read; from all else
/// as go_home.
void go_back(Context& context);
/// Overwrites what a screen holds of a person, before another takes its place.
void wipe(Screen& screen);
/// Whether the one who stands before the screen may be the one who comes next with a code.
[[nodiscard]] bool is_before_basket(const Screen& screen);
void show_tour(Context& context, std::size_t card);
void leave_tour(Context& context);

// practice.cpp: what is different in a state that is only practised on.
void lend_code(Context& context, std::size_t example);

// voice.cpp: who wants to hear the screen.
void use_keypad(Context& context);
void on_headphones(Context& context, bool plugged);
/// What the person before the screen chose to hear ends with them.
void reset_voice(Voice& voice);

// identifying.cpp: from a code or a name to a basket.
void on_code_read(Context& context, const std::string& text, Identification from);
void on_code_unreadable(Context& context);
void submit_code(Context& context);
void type_text(Context& context, const std::string& text);
void erase_letter(Context& context);
/// Takes the last letter away, all of its bytes.
void drop_letter(std::string& typed);

// taking_turns.cpp: a second customer's code while a first one is served.
/// Whether a code may take the screen: nothing is under way on it that would be lost.
[[nodiscard]] bool screen_is_free(const State& state);
/// The sentence that a screen which is not to be left says of a code that brings up nothing.
[[nodiscard]] Error aside_of(CodeFault fault);
void let_wait(Context& context, const Basket& basket, Identification identification, const ProxyCode* proxy);
/// Puts a basket on the screen, with what was said of it if it has waited.
void show_basket(Context& context, const Basket& basket, Identification identification,
                 const ProxyCode* proxy = nullptr);
/// Whether there was a basket that waited: it has the screen now.
bool open_next(Context& context);
void swap_baskets(Context& context);
/// Puts a basket back on the screen with what was said of it.
void resume_basket(Context& context, BasketWork work);

// handing_over.cpp: the basket on the screen.
void everything_here(State& state);
void tick_crate(State& state, std::size_t number);
void ask_missing(State& state);
void hand_over_rest(Context& context);
void ask_line(State& state, const LineKey& line);
void answer_line(State& state, Outcome outcome);
void answer_amount(State& state);
void answer_reason(State& state, RefusalReason reason);
void confirm_hand_over(Context& context);
void confirm_undo(Context& context, UndoReason reason);

// users.cpp: who works here, PINs, the lock.
void show_sign_in(Context& context);
void choose_user(State& state, const std::string& id);
void submit_pin(Context& context);
void cancel_pin(Context& context);
/// Gives the act that a coordinator has just permitted; Staffing::permitted says who.
[[nodiscard]] std::optional<CoordinatorsAct> on_pin_checked(Context& context, const ports::PinAnswer& answer);
void on_users_failed(Context& context, const Error& error);
void on_users_saved(Context& context, const std::vector<ports::User>& users);
void lock_kiosk(Context& context);
/// Locks a kiosk that nobody touched for long; of a locked one nothing else is seen.
void keep_locked(Context& context);
void show_users(Context& context);
void pick_user(State& state, const std::string& id);
void new_user(State& state);
void change_pin(State& state);
void change_active(Context& context);
void choose_role(State& state, ports::UserRole role);
void next_step(Context& context);
/// False: nothing of the staff's is typed now.
[[nodiscard]] bool type_for_staff(State& state, const std::string& text);
[[nodiscard]] bool erase_for_staff(State& state);

// settling.cpp: incidents.
void choose_incident(State& state, const std::optional<IncidentKey>& incident);
void settle_incident(Context& context, const SettleIncident& asked);

} // namespace guichet::app
