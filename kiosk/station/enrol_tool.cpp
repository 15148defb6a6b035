// `guichet-kiosk enrol`: the kiosk becomes known to its server, by a code that was given by voice or as a QR.

#include "kiosk/station/only_instance.hpp"
#include "kiosk/station/server_options.hpp"
#include "kiosk/station/tools.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace guichet::station {

namespace {

Result<EnrolmentTicket> ticket_of(const EnrolOptions& options) {
    if (is_enrolment_text(options.code))
        return parse_enrolment_text(options.code);
    auto code = read_enrolment_code(options.code);
    if (!code)
        return code.error();
    const auto key = parse_public_key(options.server_key);
    if (!options.server_key.empty() && !key)
        return fail("“{0}” is not a public key of 64 hexadecimal letters.", options.server_key);
    return EnrolmentTicket{options.url, {}, {}, std::move(*code), options.server_key};
}

Result<> enrol_kiosk(const EnrolOptions& options) {
    const auto configuration = read_configuration(options.configuration);
    if (!configuration)
        return configuration.error();
    if (!configuration->enrolment)
        return fail("This kiosk works without enrolment: its configuration says so ([server]).");
    const auto ticket = ticket_of(options);
    if (!ticket)
        return ticket.error();
    const auto alone = OnlyInstance::claim(configuration->store_file);
    if (!alone)
        return alone.error();
    auto connection = sync::HttpServerConnection::open(server_options(*configuration));
    if (!connection)
        return connection.error();
    const auto& kiosk = configuration->kiosk;
    return (*connection)->enrol(*ticket, kiosk.station_id, kiosk.device);
}

} // namespace

int enrol(const EnrolOptions& options) {
    const auto done = enrol_kiosk(options);
    if (done)
        fmt::print("This kiosk is enrolled.\n");
    return ended(done);
}

} // namespace guichet::station
