#include "tests/unit/ui/sample_states_practice.hpp"

#include "kiosk/app/practice.hpp"
#include "kiosk/app/update.hpp"

#include <functional>

namespace guichet::ui {
namespace {

using namespace app;

constexpr Instant afternoon{1587128700000}; // 2020-04-17 13:05 UTC, 15:05 in Saint-Flour

State real_state(const std::string& language) {
    State state = initial_state({.device = "SF-GUICHET-1",
                                 .name = "Guichet 1",
                                 .mode = Mode::counter,
                                 .station_id = "saint-flour",
                                 .date = "2020-04-17",
                                 .language = language});
    state.screen = Waiting{};
    state.store.well = true;
    state.camera.well = true;
    state.hand_scanner.well = true;
    state.sync.online = true;
    state.spools[0].status = {ports::PrinterCondition::ready, {}};
    state.spools[0].heard = true;
    state.now = afternoon;
    state.last_touch = afternoon;
    return state;
}

/// A practice, and what was done in it.
class Trainee {
public:
    explicit Trainee(const std::string& language)
        : real_(real_state(language)), state_(practice_state(real_, afternoon, locality_)) {}

    Trainee& doing(const Event& event) {
        (void)practise(state_, event, afternoon, locality_);
        mirror(state_, real_);
        return *this;
    }
    Trainee& lending(Situation situation) {
        const auto all = examples();
        for (std::size_t n = 0; n < all.size(); ++n) {
            if (all[n].situation == situation) {
                doing(LendCode{n});
            }
        }
        return *this;
    }
    /// A real paper waits for an answer.
    Trainee& with_real_trouble() {
        real_.unsure.emplace_back();
        mirror(state_, real_);
        return *this;
    }
    State& state() { return state_; }

private:
    TestLocality locality_;
    State real_;
    State state_;
};

} // namespace

void add_practice_samples(std::vector<Sample>& samples, const std::string& language) {
    const auto add = [&](const std::string& name, const std::function<void(Trainee&)>& practise_so) {
        Trainee trainee(language);
        practise_so(trainee);
        samples.push_back({name, std::move(trainee.state())});
    };
    const auto hand_over = [](Trainee& trainee) {
        trainee.lending(Situation::three_crates).doing(EverythingHere{}).doing(ConfirmHandOver{});
    };
    const auto show_real_code = [](Trainee& trainee, std::optional<Error> refusal) {
        trainee.state().practice->real_code =
            Practice::RealCode{"GU1:", Identification::camera, std::move(refusal)};
    };
    for (std::size_t card = 0; card < tour_cards; ++card) {
        State state = real_state(language);
        state.screen = Tour{card};
        samples.push_back({fmt::format("counter-tour-{}", card + 1), std::move(state)});
    }
    add("practice-attract", [](Trainee&) {});
    add("practice-real-trouble", [](Trainee& trainee) { trainee.with_real_trouble(); });
    add("practice-examples", [](Trainee& trainee) { trainee.doing(ShowExamples{}); });
    add("practice-basket", [](Trainee& trainee) { trainee.lending(Situation::large_basket); });
    add("practice-collected", [](Trainee& trainee) { trainee.lending(Situation::already_collected); });
    add("practice-done", hand_over);
    add("practice-paper", [&](Trainee& trainee) {
        hand_over(trainee);
        trainee.doing(ShowPaper{});
    });
    add("practice-real-code", [&](Trainee& trainee) { show_real_code(trainee, {}); });
    add("practice-real-code-closed", [&](Trainee& trainee) {
        show_real_code(trainee, fail("Codes are read as soon as the pickup is open."));
    });
    add("practice-menu", [](Trainee& trainee) { trainee.doing(ShowStaff{}); });
    add("practice-countdown",
        [](Trainee& trainee) { trainee.state().now = *practice_end(trainee.state()) + -17'000; });
}

} // namespace guichet::ui
