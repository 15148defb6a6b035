// Catalogues that translators write: whatever is taken can be spoken.

#include "kiosk/resources/po_file.hpp"
#include "kiosk/resources/catalogues.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;
using namespace guichet::resources;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto bytes = compile_po(fuzz::text_of(data, size), "de.po");
    if (!bytes) {
        require(!bytes.error().english().empty(), "a fault has words");
        return 0;
    }
    const auto texts = read_catalogue("de", std::move(*bytes));
    require(texts.ok(), "a catalogue that was made can be read");
    for (const std::int64_t count : {0, 1, 2, 5, 1'000'000})
        require(!(*texts)->plural("{0} crate", "{0} crates", count).empty(), "every count has its words");
    require(!(*texts)->get("Next").empty(), "every text has its words");
    return 0;
}
