#include "server/device_check.hpp"

#include "kiosk/core/signed_request.hpp"
#include "server/service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace guichet::server {

namespace {

constexpr unsigned unauthorized = 401; // RFC 9110, 15.5.2: with what would be taken
constexpr unsigned forbidden = 403;
constexpr const char* nothing_changed = "Nothing was changed; what the kiosk has not sent stays with it.";

Answer not_known(std::string_view error, const std::string& message) {
    auto answer = refuse(unauthorized, std::string(error), message + " " + nothing_changed);
    answer.headers.emplace_back("WWW-Authenticate", "Guichet-Signature");
    return answer;
}

Answer not_allowed(std::string_view error, const std::string& message) {
    return refuse(forbidden, std::string(error), message + " " + nothing_changed);
}

Answer not_signed(const std::string& incident = {}) {
    auto answer =
        not_known(wire::not_signed_error,
                  "This server answers enrolled kiosks alone, and this request is not signed: enrol "
                  "the kiosk (guichet-server enrol).");
    answer.incident = incident;
    return answer;
}

std::optional<std::int64_t> read_time(const std::string& text) {
    std::int64_t time = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), time);
    const bool whole = !text.empty() && error == std::errc{} && end == text.data() + text.size() && time >= 0;
    return whole ? std::optional(time) : std::nullopt;
}

std::string station_of(std::string_view session) {
    return std::string(session.substr(0, session.find('/')));
}

} // namespace

std::optional<Answer> DeviceCheck::check(const Request& request, Instant now, Asker& asker) const {
    if (request.signature.empty() && request.device.empty())
        return unenrolled_ == Unenrolled::accepted ? std::nullopt : std::optional(not_signed());
    const auto keys = store_.device_keys(request.device);
    if (!keys) {
        auto answer = refuse(500, "store_failed", keys.error().english());
        answer.incident = keys.error().english();
        return answer;
    }
    const auto time = read_time(request.time);
    if (!wire::is_name(request.device) || keys->empty())
        return not_known(
            wire::unknown_device_error,
            fmt::format("No kiosk “{}” is enrolled here: enrol it (guichet-server enrol).", request.device));
    const auto statement = wire::request_statement(request.device, request.method, request.target,
                                                   time.value_or(0), request.body);
    const auto signer = std::find_if(keys->begin(), keys->end(), [&](const PinnedKey& key) {
        return time && verify_signature(to_hex(key.public_key), statement, request.signature);
    });
    if (signer == keys->end()) {
        auto answer = not_known(wire::bad_signature_error,
                                fmt::format("The signature of this request is not that of the kiosk “{}”. If "
                                            "it was set up anew, enrol it again.",
                                            request.device));
        answer.incident =
            fmt::format("A request in the name of kiosk {} bears a wrong signature.", request.device);
        return answer;
    }
    if (signer->revoked)
        return tell_revoked(*signer);
    if (std::abs(now.milliseconds - *time) > wire::most_clock_difference)
        return tell_time(now, request.signature);
    asker = {true, *signer, {}};
    for (const auto& key : *keys)
        asker.stations.push_back(key.name.station);
    return std::nullopt;
}

/// A clock that is wrong keeps nobody from working: the kiosk signs by the server's time and asks again.
Answer DeviceCheck::tell_time(Instant now, const std::string& signature) const {
    auto answer = not_known(wire::clock_error,
                            "The time of this request is not the server's: sign it again with the time of "
                            "this answer.");
    answer.headers.emplace_back(wire::time_header, fmt::format("{}", now.milliseconds));
    answer.headers.emplace_back(wire::signature_header,
                                key_.sign(wire::time_statement(now.milliseconds, signature)));
    return answer;
}

Answer DeviceCheck::tell_revoked(const PinnedKey& key) const {
    auto answer =
        not_allowed(wire::revoked_error,
                    fmt::format("The kiosk “{}” was withdrawn. It erases what it knows of people; to "
                                "use it again, enrol it with a new code.",
                                key.name.device));
    answer.headers.emplace_back(wire::signature_header, key_.sign(wire::revocation_statement(
                                                            key.name.device, to_hex(key.public_key))));
    answer.incident = fmt::format("Kiosk {}, which was revoked, asked, and was told so.", key.name.device);
    return answer;
}

std::optional<Answer> DeviceCheck::check_station(const Asker& asker, const std::string& station) {
    if (!asker.enrolled || asker.key.name.station == station)
        return std::nullopt;
    return not_allowed(wire::other_station_error,
                       fmt::format("The kiosk “{}” works for station “{}”, and this is of “{}”.",
                                   asker.key.name.device, asker.key.name.station, station));
}

std::optional<Answer> DeviceCheck::check_device(const Asker& asker, const std::string& device) const {
    if (asker.enrolled) {
        if (asker.key.name.device == device)
            return std::nullopt;
        return not_allowed(wire::other_device_error, fmt::format("The kiosk “{}” speaks in the name of “{}”.",
                                                                 asker.key.name.device, device));
    }
    // Nobody borrows the name of a kiosk that has a key, or had one.
    const auto keys = store_.device_keys(device);
    if (!keys) {
        auto answer = refuse(500, "store_failed", keys.error().english());
        answer.incident = keys.error().english();
        return answer;
    }
    if (keys->empty())
        return std::nullopt;
    return not_signed(fmt::format("Something came unsigned in the name of the enrolled kiosk {}.", device));
}

std::optional<Answer> DeviceCheck::check_batch(const Asker& asker, const wire::Batch& batch) {
    if (!asker.enrolled)
        return std::nullopt;
    if (auto refused = check_station(asker, station_of(batch.session)))
        return refused;
    for (const auto& sealed : batch.events) {
        const auto station = station_of(sealed.event.session);
        if (std::find(asker.stations.begin(), asker.stations.end(), station) == asker.stations.end())
            return not_allowed(
                wire::other_station_error,
                fmt::format("Event {} is of station “{}”, for which the kiosk “{}” never worked.",
                            sealed.event.id.sequence, station, batch.device));
    }
    if (batch.events.empty() ||
        verify_signature(to_hex(asker.key.public_key),
                         wire::batch_statement(batch.device, batch.incarnation, batch.events),
                         batch.signature))
        return std::nullopt;
    auto answer =
        not_known(wire::bad_signature_error,
                  fmt::format("The signature of this batch is not that of the kiosk “{}”.", batch.device));
    answer.incident = fmt::format("A batch in the name of kiosk {} bears a wrong signature.", batch.device);
    return answer;
}

} // namespace guichet::server
