// The dialogs that every header opens, and what the other samples do not show of the kit.
#include "tests/unit/ui/sample_states.hpp"

namespace guichet::ui {

namespace {

app::State on(const std::string& language, app::Mode mode, app::Screen screen) {
    app::State state = open_kiosk(language, mode);
    state.screen = std::move(screen);
    return state;
}

app::State wrong_amount(const std::string& language) {
    app::State state = open_kiosk(language, app::Mode::counter);
    app::BasketWork work;
    work.basket = &state.manifest->baskets[0];
    work.crates = crates_of(*work.basket);
    work.question = app::LineQuestion{{"SF-1041", 2}, Outcome::short_, "9000"};
    work.problem = fail("Type how much was handed over: more than nothing and less than what was ordered.");
    state.screen = work;
    return state;
}

} // namespace

std::vector<Sample> look_samples(const std::string& language) {
    using enum app::Mode;
    const app::TypeCode code{"7K3", {}};
    app::State offline = on(language, counter, code);
    offline.sync.online = false;
    offline.sync.unsent.resize(12);
    std::vector<Sample> look;
    look.push_back({"self-choose-language", on(language, self, code), {"English"}});
    look.push_back({"self-choose-display", on(language, self, code), {"Display"}});
    look.push_back({"counter-choose-display", on(language, counter, app::Search{}), {"Display"}});
    look.push_back({"self-toast", on(language, self, code), {"English", "English"}});
    look.push_back({"counter-explanation", std::move(offline), {"Network"}});
    look.push_back({"counter-line-amount-problem", wrong_amount(language), {}});
    look.push_back({"counter-type-code", on(language, counter, code), {}});
    return look;
}

} // namespace guichet::ui
