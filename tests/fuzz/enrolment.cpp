// What an enrolment is made of: the text of its QR, the typed code, the messages to and from the server, the
// office's, and the file of the kiosk's key.

#include "kiosk/core/enrolment.hpp"
#include "kiosk/sync/identity.hpp"
#include "server/enrolment_office.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    if (const auto ticket = parse_enrolment_text(text)) {
        const auto again = parse_enrolment_text(to_text(*ticket));
        require(again && *again == *ticket, "a ticket comes back as it was");
    }
    if (const auto code = read_enrolment_code(text)) {
        const auto again = read_enrolment_code(show_enrolment_code(*code));
        require(again && *again == *code, "a code comes back as it was");
    }
    if (const auto request = wire::parse_enrolment_request(text)) {
        const auto again = wire::parse_enrolment_request(wire::encode(*request));
        require(again && again->code == request->code && again->public_key == request->public_key,
                "a request comes back as it was");
    }
    if (const auto answer = wire::parse_enrolment_answer(text)) {
        const auto again = wire::parse_enrolment_answer(wire::encode(*answer));
        require(again && *again == *answer, "an answer comes back as it was");
    }
    if (const auto identity = sync::parse_identity(text))
        require(sync::parse_identity(sync::to_text(*identity)).ok(), "an identity comes back");
    if (server::is_device_request(text))
        static_cast<void>(server::parse_device_request(text));
    if (const auto answer = server::parse_device_answer(text)) {
        const auto words = server::encode(answer);
        require(server::encode(server::parse_device_answer(words)) == words,
                "an answer comes back as it was");
    }
    return 0;
}
