// Scenario files.

#include "kiosk/lab/scenario.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto steps = lab::parse_scenario(fuzz::text_of(data, size), "x.scenario");
    if (!steps) {
        require(!steps.error().english().empty(), "a fault has words");
        return 0;
    }
    for (const lab::Step& step : *steps) {
        std::string line = step.verb;
        for (const std::string& argument : step.arguments)
            line += " " + lab::in_quotes(argument);
        const auto again = lab::parse_scenario(line, "again");
        require(again.ok() && again->size() == 1 && again->front().arguments == step.arguments,
                "a step reads as it is written");
    }
    return 0;
}
