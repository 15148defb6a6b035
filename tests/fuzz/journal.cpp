// Events as they are stored, archived and exchanged: one line of JSON each.

#include "kiosk/core/journal.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(fuzz::text_of(data, size));
    const auto sealed = unseal(bytes);
    require(sealed.ok() == parse_journal_event(bytes).ok(), "what can be read can be unsealed");
    if (!sealed)
        return 0;
    require(sealed->bytes == bytes && sealed->digest == digest_of(bytes), "an event stays as it was made");
    if (std::holds_alternative<UnknownBody>(sealed->event.body))
        return 0; // passed on as its bytes, never written anew
    const std::string written = canonical(sealed->event);
    const auto again = parse_journal_event(written);
    require(again.ok() && canonical(*again) == written, "what was read can be written and read again");
    return 0;
}
