#include "kiosk/sync/request_signature.hpp"

#include "kiosk/core/digest.hpp"
#include "kiosk/core/signed_request.hpp"
#include "kiosk/core/wire.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace guichet::sync {

namespace {

constexpr long unauthorized = 401;
constexpr long forbidden = 403;

bool refused_with(const HttpAnswer& answer, long status, std::string_view error) {
    if (answer.status != status)
        return false;
    const auto refusal = wire::parse_refusal(answer.body);
    return refusal && refusal->error == error;
}

std::string signature_of(const HttpRequest& request) {
    const auto found = std::find_if(request.headers.begin(), request.headers.end(), [](const auto& header) {
        return header.first == wire::request_signature_header;
    });
    return found == request.headers.end() ? std::string() : found->second;
}

} // namespace

std::string header_of(const HttpAnswer& answer, std::string_view name) {
    std::string small(name);
    std::transform(small.begin(), small.end(), small.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    const auto found = answer.headers.find(small);
    return found == answer.headers.end() ? std::string() : found->second;
}

void sign(HttpRequest& request, std::string_view target, const KioskIdentity& identity, Instant time) {
    const auto statement = wire::request_statement(identity.device, request.body.empty() ? "GET" : "POST",
                                                   target, time.milliseconds, request.body);
    request.headers = {
        {std::string(wire::device_header), identity.device},
        {std::string(wire::time_header), fmt::format("{}", time.milliseconds)},
        {std::string(wire::request_signature_header), identity.key.sign(statement)},
    };
}

std::optional<Instant> told_time(const HttpAnswer& answer, const HttpRequest& request,
                                 const KioskIdentity& identity) {
    if (!refused_with(answer, unauthorized, wire::clock_error))
        return std::nullopt;
    const auto text = header_of(answer, wire::time_header);
    std::int64_t time = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), time);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    const auto statement = wire::time_statement(time, signature_of(request));
    return verify_signature(identity.server_key, statement, header_of(answer, wire::signature_header))
               ? std::optional(Instant{time})
               : std::nullopt;
}

bool tells_revoked(const HttpAnswer& answer, const KioskIdentity& identity) {
    const auto statement = wire::revocation_statement(identity.device, to_hex(identity.key.public_key));
    return refused_with(answer, forbidden, wire::revoked_error) &&
           verify_signature(identity.server_key, statement, header_of(answer, wire::signature_header));
}

} // namespace guichet::sync
