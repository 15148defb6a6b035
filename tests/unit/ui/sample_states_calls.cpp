#include "tests/unit/ui/sample_states_calls.hpp"

#include "kiosk/core/result.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

app::State copy_of(const std::vector<Sample>& samples, const std::string& name) {
    const auto found = std::find_if(samples.begin(), samples.end(),
                                    [&](const Sample& sample) { return sample.name == name; });
    require(found != samples.end(), "a sample is made of one that is there");
    return found->state;
}

/// A call that began `ago` milliseconds before.
app::OwnCall call_of(const app::State& state, std::int64_t ago) {
    app::OwnCall own;
    own.call = {state.kiosk.device, state.kiosk.name, 1, CallStanding::calling, ""};
    own.since = state.now + -ago;
    return own;
}

} // namespace

void add_call_samples(std::vector<Sample>& samples) {
    const auto self = copy_of(samples, "self-attract");
    app::State state = self;
    state.calls.own = call_of(state, 4'000);
    state.calls.own->delivered = true;
    samples.push_back({"self-call-told", state});
    state.calls.own->sign = true;
    samples.push_back({"self-call-sign-told", state});
    state.calls.own->answered_at = state.now;
    samples.push_back({"self-call-sign-coming", state});
    state = self;
    state.calls.own = call_of(state, 4'000);
    state.calls.own->sign = state.calls.own->urged = true;
    samples.push_back({"self-call-sign-alone", state});
    state.calls.own->since = state.now + -5'000;
    samples.push_back({"self-call-sign-alone-dim", state});
    state.calls.own->sign = false;
    samples.push_back({"self-call-alone-put-away", state});

    const std::vector<HelpCall> three{
        {"self-2", "Guichet 2", 1, CallStanding::calling, self.manifest->baskets[0].id},
        {"self-3", "Borne des produits frais", 1, CallStanding::calling, ""},
        {"self-4", "Borne 4", 1, CallStanding::calling, ""}};
    for (const std::string name :
         {"counter-attract", "counter-basket-paper-out", "counter-question-and-trouble", "counter-search"}) {
        app::State counter = copy_of(samples, name);
        counter.calls.heard = three;
        samples.push_back({name + "-calls", counter});
    }
}

} // namespace guichet::ui
