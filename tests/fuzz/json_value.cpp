// JSON from outside, as every message and every stored record is read.

#include "kiosk/core/json_value.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <nlohmann/json.hpp>

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    try {
        const JsonText parsed(text);
        const auto written = parsed.root().canonical_text();
        require(written == nlohmann::json::parse(text).dump(), "both libraries read the same");
        require(JsonText(written).root() == parsed.root(), "what is written is what was read");
    } catch (const JsonFault& fault) {
        require(!fault.what.empty(), "a fault has words");
    }
    return 0;
}
