#include "server/enrolment.hpp"

#include "kiosk/core/enrolment.hpp"
#include "kiosk/core/organiser.hpp"
#include "kiosk/core/signed_request.hpp"

#include <fmt/format.h>

namespace guichet::server {

namespace {

Answer refuse_code(CodeOutcome outcome) {
    constexpr const char* new_one = "Nothing was changed; ask for a new one (guichet-server enrol).";
    switch (outcome) {
    case CodeOutcome::used:
        return refuse(
            409, std::string(wire::used_code_error),
            fmt::format("This enrolment code was used already, by another kiosk or an earlier key. {}",
                        new_one));
    case CodeOutcome::expired:
        return refuse(410, std::string(wire::expired_code_error),
                      fmt::format("This enrolment code is too old. {}", new_one));
    case CodeOutcome::guessed:
        return refuse(429, std::string(wire::guessed_code_error),
                      fmt::format("Too many wrong enrolment codes were tried for this kiosk. {}", new_one));
    case CodeOutcome::pinned:
    case CodeOutcome::unknown: break;
    }
    return refuse(
        403, std::string(wire::unknown_code_error),
        "This enrolment code is not one for a kiosk of this name. Nothing was changed; compare both "
        "with what the office gave out.");
}

} // namespace

Answer answer_enrolment(Store& store, const SigningKey& server_key, const std::string& body, Instant now) {
    const auto request = wire::parse_enrolment_request(body);
    if (!request)
        return refuse(400, "bad_request", request.error().english());
    const auto key = parse_public_key(request->public_key);
    require(key.has_value(), "a request that was read holds a key");
    const auto statement = wire::enrolment_statement(request->code, request->device, request->public_key);
    if (!verify_signature(request->public_key, statement, request->proof))
        return refuse(401, std::string(wire::bad_signature_error),
                      "Whoever asks does not have the secret half of this key. Nothing was changed.");
    const auto organiser = store.organiser();
    if (!organiser)
        return store_failed(organiser.error());
    const auto outcome = store.enrol({request->device, enrolment_code_digest(request->code), *key}, now);
    if (!outcome)
        return store_failed(outcome.error());
    if (outcome->code != CodeOutcome::pinned) {
        auto answer = refuse_code(outcome->code);
        answer.incident = fmt::format("An enrolment of kiosk {} was refused.", request->device);
        return answer;
    }
    const auto proof =
        server_key.sign(wire::enrolled_statement(outcome->station, request->device, request->public_key));
    wire::EnrolmentAnswer enrolled{outcome->station, request->device, to_hex(server_key.public_key), proof};
    if (*organiser) {
        enrolled.organiser_key = to_hex(**organiser);
        enrolled.organiser_proof = server_key.sign(
            wire::organiser_statement(request->device, request->public_key, enrolled.organiser_key));
    }
    return {200, wire::encode(enrolled)};
}

} // namespace guichet::server
