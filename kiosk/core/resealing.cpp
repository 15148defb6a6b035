#include "kiosk/core/resealing.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <utility>

namespace guichet {

using nlohmann::json;

namespace {

using Names = std::map<EventId, EventId>; ///< of facts: before and now

/// Wherever a payload names an event, it stands as device, incarnation and number in one object.
void rename_in(json& value, const Names& names) {
    if (value.is_object() && value.contains("device") && value.contains("incarnation") &&
        value.contains("seq")) {
        const auto found =
            names.find({value.at("device").get<std::string>(), value.at("incarnation").get<std::string>(),
                        value.at("seq").get<std::int64_t>()});
        if (found != names.end()) {
            value["incarnation"] = found->second.incarnation;
            value["seq"] = found->second.sequence;
        }
    }
    if (value.is_structured())
        for (auto& member : value)
            rename_in(member, names);
}

/// The bytes are changed, not made anew, so that members and types of later versions survive.
std::string sealed_anew(const SealedEvent& event, const Origin& origin, const EventId& id,
                        const Digest& previous, const Names& names) {
    json value = json::parse(event.bytes);
    rename_in(value.at("payload"), names);
    value["incarnation"] = id.incarnation;
    value["seq"] = id.sequence;
    value["prev_hash"] = to_hex(previous);
    value["origin"] = {
        {"incarnation", origin.incarnation}, {"seq", origin.sequence}, {"hash", to_hex(origin.digest)}};
    return value.dump();
}

} // namespace

Result<std::vector<SealedEvent>> reseal(const std::vector<SealedEvent>& events,
                                        const std::string& incarnation) {
    std::vector<SealedEvent> anew;
    Names names;
    try {
        for (const auto& sealed : events) {
            const auto& id = sealed.event.id;
            const Origin origin =
                sealed.event.origin.value_or(Origin{id.incarnation, id.sequence, sealed.digest});
            const EventId place{id.device, incarnation, std::ssize(anew) + 1};
            const Digest previous = anew.empty() ? Digest{} : anew.back().digest;
            auto made = unseal(sealed_anew(sealed, origin, place, previous, names));
            if (!made)
                return made.error();
            names.emplace(id, fact_of(made->event));
            anew.push_back(std::move(*made));
        }
    } catch (const json::exception& error) {
        return fail("An event of a journal cannot be read: {0}", error.what());
    }
    return anew;
}

std::vector<std::pair<EventId, EventId>> renamed(const std::vector<SealedEvent>& events) {
    std::vector<std::pair<EventId, EventId>> names;
    for (const auto& sealed : events)
        if (const auto& origin = sealed.event.origin)
            names.push_back(
                {{sealed.event.id.device, origin->incarnation, origin->sequence}, fact_of(sealed.event)});
    return names;
}

} // namespace guichet
