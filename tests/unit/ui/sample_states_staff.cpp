#include "tests/unit/ui/sample_states_staff.hpp"

#include <array>

namespace guichet::ui {
namespace {

using namespace app;
using ports::User;
using ports::UserRole;

void add_users(State& state) {
    state.staff.users = {{"U2", "Anne-Lise B.", UserRole::volunteer, true},
                         {"U3", "Bartholomäus-Maximilian von H.", UserRole::volunteer, true},
                         {"U4", "Paul", UserRole::volunteer, false},
                         {"U1", "Zoé", UserRole::coordinator, true}};
    state.staff.signed_in = "U1";
}

Pin typed(std::size_t digits) {
    Pin pin;
    for (std::size_t n = 0; n < digits; ++n) {
        pin.add('7');
    }
    return pin;
}

EventId event_id(const State& state, std::int64_t sequence) {
    return {state.kiosk.device, "inc", 5'000 + sequence};
}

void record(State& state, std::int64_t sequence, EventBody body) {
    JournalEvent event;
    event.id = event_id(state, sequence);
    event.time.wall = state.now + -(100 - sequence) * 60'000;
    event.session = state.manifest->session();
    event.body = std::move(body);
    state.ledger->apply(event);
}

void make_incidents(State& state) {
    record(state, 1, CodeRefused{CodeFault::unknown});
    record(state, 2, ReceiptLost{"receipt"});
    HandOver again{.basket = state.manifest->baskets[3].id, .lines = {}};
    for (const auto& order : state.manifest->baskets[3].orders) {
        again.lines.push_back({{order.number, order.lines.front().number}, Outcome::collected, 0, {}});
    }
    record(state, 3, again);
    for (std::int64_t n = 0; n < 4; ++n) {
        record(state, 10 + n, CodeRefused{CodeFault::unknown});
        record(state, 20 + n,
               IncidentSettled{event_id(state, 10 + n), static_cast<Resolution>(n), n % 2 == 0 ? "U1" : ""});
    }
}

/// What the orders became after three hand-overs, and a clock that was wrong: grown, partly gone, cancelled.
void change_orders(State& state) {
    const auto before = state.manifest;
    Manifest manifest = *before;
    manifest.revision = before->revision + 1;
    const auto hand_over = [&](std::int64_t sequence, const Basket& basket) {
        HandOver act{.basket = basket.id, .lines = {}};
        for (const auto& order : basket.orders) {
            for (const auto& line : order.lines) {
                act.lines.push_back(
                    {{order.number, line.number}, Outcome::collected, 0, {}, line.quantity.amount});
            }
        }
        record(state, sequence, act);
    };
    const std::size_t last = manifest.baskets.size() - 1;
    Basket& grown = manifest.baskets[last - 1];
    hand_over(31, grown);
    grown.orders[0].lines[0].quantity.amount += 2;
    const Basket cancelled = manifest.baskets[last];
    hand_over(33, cancelled);
    Withdrawal withdrawal{cancelled.id, cancelled.customer_ref, cancelled.customer_name, {}};
    for (const auto& order : cancelled.orders) {
        for (const auto& line : order.lines) {
            withdrawal.lines.push_back({{order.number, line.number}, line.product, line.quantity});
        }
    }
    manifest.withdrawals = {withdrawal};
    manifest.baskets.pop_back();
    manifest.index();
    record(state, 35, ClockError{12 * 60'000});
    record(state, 36, SessionOpened{state.kiosk.name, "counter", "", "of a rehearsal"});
    const Ledger old = std::move(*state.ledger);
    state.manifest = std::make_shared<const Manifest>(std::move(manifest));
    state.ledger.emplace(state.manifest);
    state.ledger->apply_all(old);
}

/// The hours before: some of it short, refused or missing.
void make_busy(State& state) {
    for (std::int64_t n = 96; n < 148; ++n) {
        const auto& basket = state.manifest->baskets[static_cast<std::size_t>(n)];
        HandOver act{.basket = basket.id, .lines = {}};
        for (const auto& order : basket.orders) {
            for (const auto& line : order.lines) {
                const auto kind = (n + line.number) % 9;
                const auto outcome = kind == 0   ? Outcome::missing
                                     : kind == 1 ? Outcome::refused
                                     : kind == 2 ? Outcome::short_
                                                 : Outcome::collected;
                act.lines.push_back({{order.number, line.number}, outcome, 1, RefusalReason::damaged});
            }
        }
        JournalEvent event;
        event.id = event_id(state, n);
        event.time.wall = state.now + -(60 + (n - 95) * 3 + n % 7) * 60'000;
        event.session = state.manifest->session();
        event.body = act;
        state.ledger->apply(event);
    }
}

void add_signing_in(const StaffSamples& samples) {
    State& names = samples.add("counter-sign-in", SignIn{});
    add_users(names);
    names.staff.signed_in.clear();
    State& pin = samples.add("counter-sign-in-pin", SignIn{"U3", {typed(4), false, {}}});
    add_users(pin);
    pin.staff.signed_in.clear();
    State& slowed =
        samples.add("counter-sign-in-slowed", SignIn{"U1", {{}, false, fail("That is not the right PIN.")}});
    add_users(slowed);
    slowed.staff.signed_in.clear();
    slowed.staff.guard = {6, slowed.now + 47'000};
    State& self = samples.add("self-sign-in", SignIn{std::string(), {typed(2), false, {}}});
    add_users(self);
    self.staff.signed_in.clear();
    State& permission = samples.add("counter-permission", Staff{});
    add_users(permission);
    permission.staff.signed_in = "U3";
    permission.staff.permission =
        Permission{ConfirmClosing{}, {typed(3), false, fail("That is not the right PIN.")}};
    State& attract = samples.add("self-attract-with-users", Attract{});
    add_users(attract);
    attract.staff.signed_in.clear();
    State& waiting = samples.add("self-waiting-with-users", Waiting{});
    waiting.phase = SessionPhase::planned;
    add_users(waiting);
    waiting.staff.signed_in.clear();
}

void add_menus(const StaffSamples& samples) {
    samples.add("counter-menu", Staff{});
    State& busy = samples.add("counter-menu-users", Staff{});
    add_users(busy);
    make_busy(busy);
    make_incidents(busy);
    busy.spools[0].status.condition = ports::PrinterCondition::paper_out;
    State& before = samples.add("counter-menu-before", Staff{});
    before.phase = SessionPhase::planned;
    State& self = samples.add("self-menu", Staff{});
    add_users(self);
    self.calls.own.emplace();
    self.calls.own->call = {self.kiosk.device, self.kiosk.name, 1, CallStanding::calling, ""};
    self.calls.own->since = self.now;
    State& devices = samples.add("counter-devices", Devices{});
    add_users(devices);
    devices.spools[0].status.condition = ports::PrinterCondition::paper_out;
    devices.camera = {false, fail("No camera is plugged in: plug one in, it is then found by itself.")};
}

void add_glances(const StaffSamples& samples) {
    State& empty = samples.add("counter-glance-empty", Glance{});
    empty.ledger.emplace(empty.manifest);
    for (const auto& [name, glance] : {std::pair{"counter-glance", Glance{}},
                                       std::pair{"counter-glance-producer", Glance{GlancePart::producer, 0}},
                                       std::pair{"counter-glance-to-come", Glance{GlancePart::to_come, 0}},
                                       std::pair{"self-glance", Glance{}}}) {
        State& state = samples.add(name, glance);
        add_users(state);
        make_busy(state);
        make_incidents(state);
    }
}

void add_lists(const StaffSamples& samples) {
    State& none = samples.add("counter-incidents-none", Incidents{});
    none.ledger.emplace(none.manifest);
    State& incidents = samples.add("counter-incidents", Incidents{});
    add_users(incidents);
    make_busy(incidents);
    make_incidents(incidents);
    State& conflicts = samples.add("counter-incidents-orders", Incidents{});
    add_users(conflicts);
    change_orders(conflicts);
    for (const auto& [name, kind] :
         {std::pair{"counter-incident-question-order", IncidentKind::order_cancelled},
          std::pair{"counter-incident-question-clock", IncidentKind::clock_error},
          std::pair{"counter-incident-question-opening", IncidentKind::foreign_opening}}) {
        State& question = samples.add(name, Incidents{});
        add_users(question);
        change_orders(question);
        for (const auto& incident : question.ledger->incidents()) {
            if (incident.kind == kind) {
                question.screen = Incidents{incident.key()};
            }
        }
    }
    State& settling = samples.add("counter-incident-question", Incidents{});
    add_users(settling);
    make_incidents(settling);
    for (const auto& incident : settling.ledger->incidents()) {
        if (!incident.basket.empty()) {
            settling.screen = Incidents{incident.key()};
        }
    }
    for (const bool elsewhere : {false, true}) {
        State& closed =
            samples.add(elsewhere ? "counter-incidents-elsewhere" : "counter-incidents-closed", Incidents{});
        add_users(closed);
        make_incidents(closed);
        closed.phase = SessionPhase::closed;
        if (!elsewhere) { // the other counter has closed as well
            JournalEvent event;
            event.id = {"SF-GUICHET-2", "inc", 9'000};
            event.time.wall = closed.now;
            event.session = closed.manifest->session();
            event.body = SessionClosed{};
            closed.ledger->apply(event);
        }
    }
    State& forced = samples.add("counter-report-forced", Attract{});
    forced.phase = SessionPhase::reconciled;
    record(forced, 1, ClosingForced{{"SF-GUICHET-2"}});
    forced.screen = Report{own_report(forced), std::nullopt, true};
    State& unsent = samples.add("counter-report-unsent", Attract{});
    unsent.phase = SessionPhase::reconciled;
    make_busy(unsent);
    unsent.sync.online = false;
    unsent.sync.unsent.resize(3);
    unsent.sync.problem = fail("The server did not answer in time. The kiosk goes on alone.");
    unsent.screen = Report{own_report(unsent), std::nullopt};
    State& countersigned = samples.add("counter-report-countersigned", Attract{});
    countersigned.phase = SessionPhase::reconciled;
    make_busy(countersigned);
    countersigned.sync.closing.emplace();
    countersigned.sync.closing->signature = "ab";
    countersigned.screen = Report{own_report(countersigned), std::nullopt};
    State& wrong = samples.add("counter-report-countersignature-wrong", Attract{});
    wrong.phase = SessionPhase::reconciled;
    make_busy(wrong);
    wrong.sync.closing.emplace();
    wrong.sync.countersignature_fault =
        fail("The server's countersignature of this kiosk's closing is wrong. Keep this kiosk and tell the "
             "organiser.");
    wrong.screen = Report{own_report(wrong), std::nullopt};
    State& users = samples.add("counter-users", Users{});
    add_users(users);
    State& user = samples.add("counter-user-question", Users{"U3"});
    add_users(user);
    const UserForm name{.user = {{}, "Bartholomäus-M", UserRole::volunteer, true}};
    State& first = samples.add("counter-user-first", UserForm{.user = {{}, {}, UserRole::coordinator, true}});
    first.staff = {};
    constexpr std::array steps{std::pair{"name", UserStep::name}, std::pair{"role", UserStep::role},
                               std::pair{"pin", UserStep::pin}, std::pair{"again", UserStep::again}};
    for (const auto& [word, step] : steps) {
        auto form = name;
        form.step = step;
        form.pin = typed(4);
        form.again = typed(1);
        add_users(samples.add(std::string("counter-user-form-") + word, form));
    }
}

} // namespace

void add_staff_samples(const StaffSamples& samples) {
    add_signing_in(samples);
    add_menus(samples);
    add_glances(samples);
    add_lists(samples);
}

} // namespace guichet::ui
