#include "server/enrolment_office.hpp"

#include "kiosk/core/enrolment.hpp"
#include "kiosk/core/json_writing.hpp"
#include "kiosk/core/refused.hpp"
#include "kiosk/core/words.hpp"
#include "server/office.hpp"
#include "server/office_door.hpp"
#include "server/office_reading.hpp"
#include "server/text.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace guichet::server {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 3> task_words{"enrol_kiosk", "list_kiosks", "revoke_kiosk"};

Instant wall_clock() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

std::string random_code() {
    require(sodium_init() >= 0, "the machine gives random numbers");
    std::uint64_t random = 0;
    randombytes_buf(&random, sizeof random);
    return make_enrolment_code(random);
}

/// How one kiosk stands.
Result<DeviceStanding> standing_of(Store& store, const DeviceName& name) {
    const auto devices = store.devices(name.station);
    if (!devices)
        return devices.error();
    const auto found = std::find_if(devices->begin(), devices->end(),
                                    [&](const DeviceStanding& device) { return device.name == name; });
    return found == devices->end() ? DeviceStanding{name, {}} : *found;
}

Result<DeviceAnswer> offer(Store& store, const DeviceRequest& request, Instant now) {
    constexpr std::int64_t hour = 3'600'000;
    const auto key = store.signing_key();
    if (!key)
        return key.error();
    const auto organiser = store.organiser();
    if (!organiser)
        return organiser.error();
    DeviceAnswer answer{random_code(), now + request.hours * hour, to_hex(key->public_key),
                        *organiser ? to_hex(**organiser) : std::string()};
    if (auto offered =
            store.offer_enrolment(request.name, enrolment_code_digest(answer.code), answer.expires);
        !offered)
        return offered.error();
    auto standing = standing_of(store, request.name);
    if (!standing)
        return standing.error();
    answer.devices.push_back(std::move(*standing));
    return answer;
}

json to_value(const DeviceStanding& standing) {
    json value = json_object({{"station", standing.name.station}, {"device", standing.name.device}});
    if (standing.code_expires)
        value["code_expires"] = standing.code_expires->milliseconds;
    if (const auto& key = standing.key) {
        value["key"] = json_object({{"public_key", to_hex(key->public_key)},
                                    {"enrolled", key->enrolled.milliseconds},
                                    {"reason", key->reason}});
        if (key->revoked)
            value["key"]["revoked"] = key->revoked->milliseconds;
    }
    return value;
}

std::optional<Instant> read_moment(JsonValue value, std::string_view key) {
    const auto found = value.find(key);
    return found ? std::optional(Instant{found->whole<std::int64_t>()}) : std::nullopt;
}

DeviceStanding read_standing(JsonValue value) {
    DeviceStanding standing{taken(make_device_name(value.at("station").text(), value.at("device").text())),
                            {},
                            read_moment(value, "code_expires")};
    if (const auto found = value.find("key")) {
        const auto key = parse_public_key(found->at("public_key").text());
        if (!key)
            throw Refused{fail("This is not a message of the office: {0}", "public_key")};
        standing.key = PinnedKey{standing.name,
                                 *key,
                                 {found->at("enrolled").whole<std::int64_t>()},
                                 read_moment(*found, "revoked"),
                                 found->at("reason").text()};
    }
    return standing;
}

std::int64_t read_hours(JsonValue value) {
    const auto hours = value.whole<std::int64_t>();
    if (hours < 1 || hours > most_code_hours)
        throw Refused{fail("An enrolment code is good for 1 to {0} hours, not {1}.", most_code_hours, hours)};
    return hours;
}

} // namespace

Result<DeviceAnswer> perform(Store& store, const DeviceRequest& request, Instant now) {
    if (request.task == DeviceTask::enrol)
        return offer(store, request, now);
    if (request.task == DeviceTask::list) {
        auto devices = store.devices(request.name.station);
        if (!devices)
            return devices.error();
        return DeviceAnswer{.devices = std::move(*devices)};
    }
    constexpr std::size_t longest_reason = 200;
    const auto reason = tidied(request.reason);
    if (const auto count = character_count(reason); count > longest_reason)
        return fail("The reason has {0} characters; at most {1} are allowed.", count, longest_reason);
    auto standing = store.revoke_device(request.name, reason, now);
    if (!standing)
        return standing.error();
    return DeviceAnswer{.devices = {std::move(*standing)}};
}

Result<DeviceAnswer> perform(const std::string& url, const DeviceRequest& typed) {
    // A kiosk may be enrolled before the first orders are there.
    const auto opening = typed.task == DeviceTask::enrol ? Opening::create : Opening::existing;
    const auto answer = ask_office(url, opening, encode(typed));
    return answer ? parse_device_answer(*answer) : Result<DeviceAnswer>(answer.error());
}

bool is_device_request(std::string_view bytes) {
    return is_task_of(task_words, bytes);
}

std::string answer_device_request(Store& store, std::string_view bytes) {
    const auto request = parse_device_request(bytes);
    return encode(request ? perform(store, *request, wall_clock()) : Result<DeviceAnswer>(request.error()));
}

std::string encode(const DeviceRequest& request) {
    return json_object({{"do", word_in(task_words, request.task)},
                        {"station", request.name.station},
                        {"device", request.name.device},
                        {"hours", request.hours},
                        {"reason", request.reason}})
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string encode(const Result<DeviceAnswer>& answer) {
    json value = json::object();
    if (!answer) {
        value["error"] = answer.error().english();
        return value.dump(-1, ' ', false, json::error_handler_t::replace);
    }
    value["code"] = answer->code;
    value["expires"] = answer->expires.milliseconds;
    value["server_key"] = answer->server_key;
    value["organiser_key"] = answer->organiser_key;
    value["devices"] = json::array();
    for (const auto& device : answer->devices)
        value["devices"].push_back(to_value(device));
    return value.dump();
}

Result<DeviceRequest> parse_device_request(std::string_view bytes) {
    return read_office_message<DeviceRequest>(bytes, [](JsonValue value) {
        DeviceRequest request{
            .task = taken(value_in<DeviceTask>(task_words, value.at("do").text(), "task of the office"))};
        const bool whole_station = request.task == DeviceTask::list;
        request.name = taken(
            make_device_name(value.at("station").text(), whole_station ? "all" : value.at("device").text()));
        if (whole_station)
            request.name.device.clear();
        request.hours = read_hours(value.at("hours"));
        request.reason = value.at("reason").text();
        return request;
    });
}

Result<DeviceAnswer> parse_device_answer(std::string_view bytes) {
    return read_office_message<DeviceAnswer>(bytes, [](JsonValue value) {
        if (const auto error = value.find("error"))
            throw Refused{fail("{0}", error->view())};
        DeviceAnswer answer{value.at("code").text(),
                            {value.at("expires").whole<std::int64_t>()},
                            value.at("server_key").text(),
                            value.text_or("organiser_key")};
        for (const auto device : value.at("devices").list())
            answer.devices.push_back(read_standing(device));
        return answer;
    });
}

} // namespace guichet::server
