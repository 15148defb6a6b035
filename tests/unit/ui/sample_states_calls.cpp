#include "tests/unit/ui/sample_states_calls.hpp"

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

} // namespace

void add_call_samples(const std::function<app::State&(const std::string& name)>& add,
                      const std::function<app::BasketWork(const app::State&)>& work_on) {
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
    for (const std::string name :
         {"counter-calls", "counter-calls-search", "counter-calls-basket", "counter-calls-trouble"}) {
        app::State& counter = add(name);
        counter.calls.heard = three_calls(counter);
        if (name == "counter-calls-search") {
            counter.screen = app::Search{};
        } else if (name == "counter-calls-basket") {
            counter.screen = work_on(counter);
        } else if (name == "counter-calls-trouble") {
            counter.spools[0].status.condition = ports::PrinterCondition::paper_out;
            counter.spools[0].waiting.resize(2);
        }
    }
}

} // namespace guichet::ui
