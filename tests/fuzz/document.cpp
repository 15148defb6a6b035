// Documents as the spool keeps them.

#include "kiosk/receipt/document.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto document = receipt::parse_document(fuzz::text_of(data, size));
    if (!document) {
        require(!document.error().english().empty(), "a fault has words");
        return 0;
    }
    const auto again = receipt::parse_document(receipt::to_json(*document));
    require(again.ok() && *again == *document, "what was read can be kept and read again");
    for (const int columns : {16, 48})
        static_cast<void>(receipt::to_plain_text(*document, columns));
    return 0;
}
