// The server's report, as a kiosk compares it with its own.

#include "kiosk/core/report.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::text_of(data, size));
    static const std::string own = R"({"customers":1,"by_producer":[{"producer":"A","lines":1}],"hours":[]})";
    const auto compared = same_figures(own, text);
    require(!compared.ok() || same_figures(text, text).ok(),
            "a report that can be compared agrees with itself");
    return 0;
}
