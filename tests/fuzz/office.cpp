// What comes through the office's door, from either side.

#include "server/office.hpp"
#include "server/signing_office.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace guichet;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(data, size);
    if (const auto request = server::parse_office_request(bytes)) {
        const auto again = server::parse_office_request(server::encode(*request));
        require(again && again->customer_ref == request->customer_ref && again->proxy == request->proxy,
                "a request comes back as it was");
    }
    if (const auto answer = server::parse_office_answer(bytes)) {
        const auto text = server::encode(answer);
        require(server::encode(server::parse_office_answer(text)) == text, "an answer comes back as it was");
    }
    if (const auto request = server::parse_signing_request(bytes)) {
        const auto text = server::encode(*request);
        require(server::encode(server::parse_signing_request(text).value()) == text,
                "a request to sign comes back as it was");
    }
    if (const auto answer = server::parse_signing_answer(bytes)) {
        const auto text = server::encode(answer);
        require(server::encode(server::parse_signing_answer(text)) == text,
                "the answer to it comes back as it was");
    }
    return 0;
}
