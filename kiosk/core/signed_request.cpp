#include "kiosk/core/signed_request.hpp"

#include <fmt/format.h>

namespace guichet::wire {

std::string request_statement(std::string_view device, std::string_view method, std::string_view target,
                              std::int64_t time, std::string_view body) {
    return fmt::format("guichet request\n{}\n{}\n{}\n{}\n{}\n", device, method, target, time,
                       to_hex(digest_of(body)));
}

std::string batch_statement(std::string_view device, std::string_view incarnation,
                            const std::vector<SealedEvent>& events) {
    require(!events.empty(), "a batch that is signed holds events");
    const auto& first = events.front().event;
    const auto& last = events.back();
    return fmt::format("guichet batch\n{}\n{}\n{}\n{}\n{}\n{}\n", device, incarnation, first.id.sequence,
                       last.event.id.sequence, to_hex(first.previous), to_hex(last.digest));
}

std::string time_statement(std::int64_t time, std::string_view request_signature) {
    return fmt::format("guichet time\n{}\n{}\n", time, request_signature);
}

std::string revocation_statement(std::string_view device, std::string_view public_key) {
    return fmt::format("guichet revocation\n{}\n{}\nrevoked\n", device, public_key);
}

} // namespace guichet::wire
