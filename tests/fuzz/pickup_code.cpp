// What scanners read and what people type.

#include "kiosk/core/pickup_code.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const ScannedCode scanned = read_code(text);
    if (const auto* code = std::get_if<PickupCode>(&scanned)) {
        const ScannedCode again = read_code(code->text());
        require(std::holds_alternative<PickupCode>(again) && std::get<PickupCode>(again) == *code,
                "a code reads as it is written");
    }
    if (const auto typed = read_short_code(text)) {
        require(typed->size() == short_code_length, "a short code has its length");
        const auto again = read_short_code(show_short_code(*typed));
        require(again.ok() && *again == *typed, "a short code reads as it is shown");
    }
    return 0;
}
