#include "kiosk/sync/enrolling.hpp"

#include "kiosk/core/digest.hpp"
#include "kiosk/core/organiser.hpp"
#include "kiosk/core/wire.hpp"

#include <optional>

namespace guichet::sync {

namespace {

/// The ticket is for another kiosk than the one that read it.
std::optional<Error> wrong_kiosk(const Enrolling& kiosk, const EnrolmentTicket& ticket) {
    if (!ticket.device.empty() && ticket.device != kiosk.device)
        return fail("This code is for the kiosk “{0}”, and this one is “{1}”. Ask the organiser for its own.",
                    ticket.device, kiosk.device);
    if (!ticket.station.empty() && ticket.station != kiosk.station)
        return fail(
            "This code is for station “{0}”, and this kiosk works for “{1}”. Ask the organiser for its "
            "own.",
            ticket.station, kiosk.station);
    return std::nullopt;
}

/// The identity as it is kept, with a key to enrol: the one that waits for an answer, or a new one. What an
/// earlier enrolment brought stays until the new one is sure.
Result<KioskIdentity> identity_to_enrol(IdentityKeeper& keeper) {
    auto kept = keeper.load();
    auto identity = kept && *kept ? std::move(**kept) : KioskIdentity{};
    if (identity.next)
        return identity;
    identity.next = SigningKey::make();
    if (auto saved = keeper.save(identity); !saved)
        return saved.error();
    return identity;
}

Error explain(const HttpAnswer& answer) {
    const auto refusal = wire::parse_refusal(answer.body);
    if (!refusal)
        return fail("The server answered {0} without a reason. Check that the address is that of a "
                    "guichet-server.",
                    answer.status);
    const auto& error = refusal->error;
    if (error == wire::unknown_code_error)
        return fail(
            "The server does not know this enrolment code for this kiosk. Compare code and kiosk with "
            "what the organiser gave out.");
    if (error == wire::used_code_error)
        return fail("This enrolment code was used already. Ask the organiser for a new one.");
    if (error == wire::expired_code_error)
        return fail("This enrolment code is too old. Ask the organiser for a new one.");
    if (error == wire::guessed_code_error)
        return fail("Too many wrong codes were tried for this kiosk. Ask the organiser for a new one.");
    return fail("The server refused ({0}): {1}", answer.status, refusal->message);
}

/// Whether the answer names the organiser's key that the server means, and the one of the ticket if that
/// names one.
bool names_organiser(const wire::EnrolmentAnswer& enrolled, const EnrolmentTicket& ticket,
                     const std::string& public_key) {
    const auto& organiser = enrolled.organiser_key;
    if (!ticket.organiser_key.empty() && ticket.organiser_key != organiser)
        return false;
    return organiser.empty() ||
           verify_signature(enrolled.server_key,
                            wire::organiser_statement(enrolled.device, public_key, organiser),
                            enrolled.organiser_proof);
}

/// What the answer says, once it is sure who gave it.
Result<KioskIdentity> read_answer(const HttpAnswer& answer, const Enrolling& kiosk,
                                  const EnrolmentTicket& ticket, const SigningKey& key) {
    const auto enrolled = wire::parse_enrolment_answer(answer.body);
    if (!enrolled)
        return enrolled.error();
    const auto statement =
        wire::enrolled_statement(enrolled->station, enrolled->device, to_hex(key.public_key));
    const bool trusted = ticket.server_key.empty() || ticket.server_key == enrolled->server_key;
    if (!trusted || !names_organiser(*enrolled, ticket, to_hex(key.public_key)) ||
        !verify_signature(enrolled->server_key, statement, enrolled->proof))
        return fail("Another server answered than the one of this code. Nothing was taken over; check the "
                    "network and the server's address.");
    if (enrolled->device != kiosk.device || enrolled->station != kiosk.station)
        return fail("This code is for the kiosk “{0}” of station “{1}”, and this one is “{2}” of “{3}”. Ask "
                    "the organiser for its own.",
                    enrolled->device, enrolled->station, kiosk.device, kiosk.station);
    return KioskIdentity{key, enrolled->station,      enrolled->device, ticket.url, enrolled->server_key,
                         {},  enrolled->organiser_key};
}

Result<HttpAnswer> ask(const Enrolling& kiosk, const EnrolmentTicket& ticket, const SigningKey& key,
                       Exchange& exchange) {
    wire::EnrolmentRequest request{ticket.code, kiosk.device, to_hex(key.public_key), {}};
    request.proof = key.sign(wire::enrolment_statement(request.code, request.device, request.public_key));
    return exchange.perform({.url = kiosk.url + std::string(wire::enrolments_path),
                             .body = wire::encode(request),
                             .connect_timeout = kiosk.connect_timeout,
                             .total_timeout = kiosk.total_timeout});
}

bool says_used(const HttpAnswer& answer) {
    const auto refusal = wire::parse_refusal(answer.body);
    return answer.status != 200 && refusal && refusal->error == wire::used_code_error;
}

} // namespace

Result<KioskIdentity> enrol(const Enrolling& kiosk, const EnrolmentTicket& ticket, IdentityKeeper& keeper,
                            Exchange& exchange) {
    if (auto wrong = wrong_kiosk(kiosk, ticket))
        return *wrong;
    if (kiosk.url.empty())
        return fail(
            "This code does not say where the server is, and neither does the kiosk's configuration.");
    auto identity = identity_to_enrol(keeper);
    if (!identity)
        return identity.error();
    auto answer = ask(kiosk, ticket, *identity->next, exchange);
    // A key that an earlier code brought to the server, whose answer did not come or was not believed, is
    // good for no other code.
    if (answer && says_used(*answer)) {
        identity->next = SigningKey::make();
        if (auto saved = keeper.save(*identity); !saved)
            return saved.error();
        answer = ask(kiosk, ticket, *identity->next, exchange);
    }
    if (!answer)
        return answer.error();
    if (answer->status != 200)
        return explain(*answer);
    auto enrolled = read_answer(*answer, kiosk, ticket, *identity->next);
    if (!enrolled)
        return enrolled.error();
    if (auto saved = keeper.save(*enrolled); !saved)
        return saved.error();
    return enrolled;
}

} // namespace guichet::sync
