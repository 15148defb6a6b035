#include "tests/unit/ui/sample_states_calls.hpp"

#include "kiosk/app/papers.hpp"

namespace guichet::ui {

namespace {

/// A call that began `ago` milliseconds before.
app::OwnCall call_of(const app::State& state, std::int64_t ago) {
    app::OwnCall own;
    own.call = {state.kiosk.device, state.kiosk.name, 1, CallStanding::calling, ""};
    own.since = state.now + -ago;
    return own;
}

/// The sign at a customers' kiosk.
app::OwnCall& sign(app::State& state, std::int64_t ago = 4'000) {
    state.calls.own = call_of(state, ago);
    state.calls.own->sign = true;
    return *state.calls.own;
}

std::vector<HelpCall> three_calls(const app::State& state) {
    return {{"self-2", "Guichet 2", 1, CallStanding::calling, state.manifest->baskets[0].id},
            {"self-3", "Borne des produits frais", 1, CallStanding::calling, ""},
            {"self-4", "Borne 4", 1, CallStanding::calling, ""}};
}

/// What may stand above a page beside a call.
void show_code_of_another_day(app::State& state) {
    state.aside = fail("The code that was just shown is for another station or another day.");
}

void stop_printer(app::State& state, ports::PrinterCondition condition) {
    state.spools[0].status.condition = condition;
    state.spools[0].waiting.resize(2);
}

/// Two printers in trouble and a paper of which nobody knows.
void stop_printers(app::State& state) {
    state.spools.resize(3, state.spools[0]);
    state.spools[0].roles = {true, false, false};
    state.spools[1].roles = {false, true, false};
    state.spools[2].roles = {false, false, true};
    stop_printer(state, ports::PrinterCondition::ready);
    state.spools[0].waiting.clear();
    state.spools[1].status.condition = ports::PrinterCondition::cutter_fault;
    state.spools[2].status.condition = ports::PrinterCondition::paper_near_end;
    state.unsure.push_back(
        {{app::receipt_id({state.kiosk.device, "inc", 5}), "", ports::SpoolState::unsure, false}, {}});
}

/// At the customers' kiosk.
void add_own_calls(const CallMaker& make) {
    const auto& add = make.add;
    app::State& told = add("self-call-told");
    sign(told).delivered = true;
    told.calls.own->sign = false;
    sign(add("self-call-sign-told")).delivered = true;
    app::State& coming = add("self-call-sign-coming");
    sign(coming).answered_at = coming.now;
    sign(add("self-call-sign-alone")).urged = true;
    sign(add("self-call-sign-alone-dim"), 5'000).urged = true;
    app::OwnCall& away = sign(add("self-call-alone-put-away"));
    away.urged = true;
    away.sign = false;
}

/// At the counter, with what else wants to be seen.
void add_heard_calls(const CallMaker& make) {
    const auto heard = [&](const std::string& name) -> app::State& {
        app::State& counter = make.add(name);
        counter.calls.heard = three_calls(counter);
        return counter;
    };
    heard("counter-calls");
    heard("counter-calls-search").screen = app::Search{};
    app::State& basket = heard("counter-calls-basket");
    basket.screen = make.work_on(basket, 0);
    stop_printer(heard("counter-calls-trouble"), ports::PrinterCondition::paper_out);
    app::State& large = heard("counter-calls-large");
    large.screen = make.work_on(large, 1);
    for (const std::string name : {"counter-basket-two-alerts", "counter-basket-three-alerts"}) {
        app::State& alerts = heard(name);
        alerts.screen = make.work_on(alerts, 0);
        show_code_of_another_day(alerts);
        if (name.find("three") != std::string::npos) {
            stop_printer(alerts, ports::PrinterCondition::cutter_fault);
        }
    }
    stop_printers(heard("counter-calls-all"));
    app::State& done = heard("counter-calls-done");
    done.screen = make.done_with(done);
    stop_printers(done);
}

} // namespace

void add_call_samples(const CallMaker& make) {
    add_own_calls(make);
    add_heard_calls(make);
}

} // namespace guichet::ui
