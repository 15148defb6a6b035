#include "tests/unit/ui/sample_states_printing.hpp"

#include "kiosk/app/papers.hpp"

#include <array>
#include <utility>

namespace guichet::ui {

using app::State;

void add_printing_samples(const PrintingMaker& make) {
    constexpr std::array conditions{std::pair{"paper-out", ports::PrinterCondition::paper_out},
                                    std::pair{"cover-open", ports::PrinterCondition::cover_open},
                                    std::pair{"cutter", ports::PrinterCondition::cutter_fault},
                                    std::pair{"unplugged", ports::PrinterCondition::unplugged},
                                    std::pair{"offline", ports::PrinterCondition::offline},
                                    std::pair{"near-end", ports::PrinterCondition::paper_near_end}};
    for (const auto& [name, condition] : conditions) {
        State& state = make.add(std::string("counter-printer-") + name);
        state.spools[0].status.condition = condition;
        state.spools[0].waiting.resize(condition == ports::PrinterCondition::paper_near_end ? 0 : 3);
    }
    State& basket = make.add("counter-basket-paper-out");
    basket.screen = make.work_on(basket, 0);
    basket.spools[0].status.condition = ports::PrinterCondition::paper_out;
    basket.spools[0].waiting.resize(1);
    State& asked = make.add("counter-paper-question");
    const auto unsure = decltype(asked.unsure){
        {{app::receipt_id({asked.kiosk.device, "inc", 5}), "", ports::SpoolState::unsure, false}, {}}};
    asked.unsure = unsure;
    State& both = make.add("counter-question-and-trouble");
    both.spools.resize(2, both.spools[0]);
    both.spools[0].roles = {true, false, true};
    both.spools[1].roles = {false, true, false};
    both.spools[1].status.condition = ports::PrinterCondition::unplugged;
    both.unsure = unsure;
    State& several = make.add_to_menu("counter-staff-several-printers");
    several.spools.resize(2, several.spools[0]);
    several.spools[0].roles = {true, false, true};
    several.spools[1].roles = {false, true, false};
    several.spools[1].status.condition = ports::PrinterCondition::cutter_fault;
    several.spools[1].waiting.resize(4, {{}, receipt::Kind::slip});
}

} // namespace guichet::ui
