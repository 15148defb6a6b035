// A scanner that acts as a keyboard: any key events, as a known scanner's and as an unknown keyboard's.

#include "drivers/scanner/key_reader.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <linux/input-event-codes.h>

using namespace guichet;
using namespace guichet::scanner;

namespace {

std::size_t codes_of(KeyReader& reader) {
    std::size_t codes = 0;
    while (const auto code = reader.next()) {
        require(!code->empty() && *code == printable(*code), "a code is text");
        ++codes;
    }
    return codes;
}

} // namespace

/// Four bytes an event: what it is, the key, whether it is down, the time since the one before.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Source source(data, size);
    KeyReading watched;
    watched.rhythm.least_characters = 8;
    watched.one_key_at_a_time = true;
    watched.expected = [](std::string_view text) { return text.starts_with("GU1:"); };
    KeyReader known({});
    KeyReader unknown(watched);
    KeyReader::Time now{1'000};
    while (!source.empty()) {
        const unsigned kind = source.byte();
        KeyEvent event;
        event.type = static_cast<std::uint16_t>(kind % 8 == 0 ? EV_SYN : EV_KEY);
        event.code = static_cast<std::uint16_t>(source.byte());
        event.value = static_cast<std::int32_t>(source.byte() % 3);
        now += KeyReader::Time(source.byte());
        event.when = now;
        known.take(event);
        unknown.take(event);
    }
    KeyReader person(watched); // the same keys, typed as a person does
    fuzz::Source again(data, size);
    for (KeyReader::Time typed{1'000}; !again.empty(); typed += KeyReader::Time(70)) {
        (void)again.byte();
        const auto code = static_cast<std::uint16_t>(again.byte());
        (void)again.take(2);
        person.take({EV_KEY, code, 1, typed});
        person.take({EV_KEY, code, 0, typed + KeyReader::Time(30)});
    }
    for (KeyReader* reader : {&known, &unknown, &person}) {
        reader->pause(now + KeyReader::Time(1'000'000));
        const std::size_t codes = codes_of(*reader);
        require(reader != &person || codes == 0, "what a person types is no code");
        require(!reader->patience(now), "after a pause nothing waits");
    }
    return 0;
}
