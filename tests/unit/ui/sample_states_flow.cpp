// The customer's flow beyond the first samples: made of them, so that names and products are the same.
#include "tests/unit/ui/sample_states_flow.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

using namespace app;

/// Takes one of the spare samples.
State take(std::vector<Sample>& spare, const std::string& name) {
    const auto found =
        std::find_if(spare.begin(), spare.end(), [&](const Sample& one) { return one.name == name; });
    require(found != spare.end(), "the sample exists and was not taken before");
    State state = std::move(found->state);
    spare.erase(found);
    return state;
}

} // namespace

void add_flow(std::vector<Sample>& samples, std::vector<Sample> spare) {
    const auto add = [&](const std::string& name, const std::string& like, const auto& change) {
        State state = take(spare, like);
        state.kiosk.mode = name.starts_with("self") ? Mode::self : Mode::counter;
        change(state);
        samples.push_back({name, std::move(state)});
    };
    const auto work = [](State& state) -> BasketWork& { return std::get<BasketWork>(state.screen); };
    const auto done = [](State& state) -> HandedOver& { return std::get<HandedOver>(state.screen); };
    add("self-privacy", "self-attract", [](State& state) { state.screen = PrivacyNotice{}; });
    add("counter-privacy", "counter-attract", [](State& state) { state.screen = PrivacyNotice{}; });
    add("self-basket-privacy", "self-basket", [&](State& state) { work(state).reading_privacy = true; });
    add("self-basket-pointing", "counter-basket-mixed", [&](State& state) { work(state).pointing = true; });
    add("self-basket-crate", "self-basket-proxy", [&](State& state) {
        work(state).proxy = nullptr;
        for (const auto& group : work(state).crates.front().groups)
            for (const auto& line : group.lines)
                work(state).choices[line.key] = {line.key, Outcome::collected, 0, {}};
    });
    add("self-basket-large", "counter-basket-large", [](State& state) { state.aside.reset(); });
    add("counter-basket", "self-basket-proxy-unnamed", [&](State& state) { work(state).proxy = nullptr; });
    add("self-done-declined", "self-done-on-request", [&](State& state) { done(state).answered = true; });
    add("self-done-asked-out", "self-done-paper-out", [&](State& state) {
        state.kiosk.paper = ReceiptPaper::on_request;
        done(state).answered = true;
    });
    add("self-done-on-request-next", "self-done-next", [&](State& state) {
        state.kiosk.paper = ReceiptPaper::on_request;
        done(state).hand_over.sequence = 7; // another than the one whose receipt is out
        done(state).document = "receipt-of-nothing";
    });
}

} // namespace guichet::ui
