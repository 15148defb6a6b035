// What kiosks and server say to each other.

#include "kiosk/core/wire.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;

namespace {

template <typename Message>
std::string write(const Message& message) {
    return wire::encode(message);
}
/// Whoever sends a page has the bytes of its events.
std::string write(const wire::Page& page) {
    wire::PageToSend sent{{}, page.cursor, page.more, page.kiosks, page.manifest_revision, page.calls};
    for (const auto& sealed : page.events)
        sent.events.push_back(sealed.bytes);
    return wire::encode(sent);
}

template <typename Parse>
void check(Parse parse, std::string_view body) {
    const auto message = parse(body);
    if (!message)
        return;
    const std::string written = write(*message);
    const auto again = parse(written);
    require(again.ok() && write(*again) == written, "what was read can be written and read again");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body = fuzz::text_of(data, size);
    check(wire::parse_batch, body);
    check(wire::parse_acknowledgement, body);
    check(wire::parse_page, body);
    check(wire::parse_refusal, body);
    check(wire::parse_call, body);
    if (const auto target = wire::parse_target(body))
        static_cast<void>(target->parameter("cursor"));
    static_cast<void>(wire::is_name(body));
    return 0;
}
