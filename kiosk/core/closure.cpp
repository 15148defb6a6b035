#include "kiosk/core/closure.hpp"

#include "kiosk/core/closure_json.hpp"
#include "kiosk/core/refused.hpp"
#include "kiosk/core/whole_number.hpp"

#include <nlohmann/json.hpp>
#include <sodium.h>

#include <array>

namespace guichet {

using nlohmann::json;

namespace {

template <std::size_t size>
bool read_hex(std::string_view hex, std::array<unsigned char, size>& bytes) {
    std::size_t length = 0;
    return hex.size() == size * 2 &&
           sodium_hex2bin(bytes.data(), size, hex.data(), hex.size(), nullptr, &length, nullptr) == 0 &&
           length == size;
}

std::string text_if_any(const json& value, const char* key) {
    const auto found = value.find(key);
    return found == value.end() ? std::string() : found->get<std::string>();
}

Closure read_closure(const json& value) {
    const json& event = value.at("event");
    Closure closure;
    closure.session = value.at("session").get<std::string>();
    closure.event = {event.at("device").get<std::string>(), event.at("incarnation").get<std::string>(),
                     whole_number<std::int64_t>(event.at("seq"))};
    closure.time = taken(parse_hybrid_time(value.at("hlc").get<std::string>()));
    closure.head = taken(parse_digest(value.at("head").get<std::string>()));
    closure.head_before = taken(parse_digest(value.at("head_before").get<std::string>()));
    closure.counts.events = whole_number<std::int64_t>(value.at("events"));
    closure.counts.hand_overs = whole_number<std::int64_t>(value.at("hand_overs"));
    closure.counts.unclaimed_lines = whole_number<std::int64_t>(value.at("unclaimed_lines"));
    closure.server_key = text_if_any(value, "server_key");
    closure.signature = text_if_any(value, "countersignature");
    return closure;
}

/// Runs a reader of JSON that throws.
template <typename Value, typename Read>
Result<Value> read_safely(std::string_view text, const Read& read) {
    try {
        return read(json::parse(text));
    } catch (const Refused& refused) {
        return refused.error;
    } catch (const json::exception& error) {
        return fail("The countersignature of a closing cannot be read: {0}", error.what());
    }
}

} // namespace

std::optional<Closure> closure_of(const SealedEvent& sealed) {
    const auto* closed = std::get_if<SessionClosed>(&sealed.event.body);
    if (closed == nullptr)
        return std::nullopt;
    const auto& event = sealed.event;
    return Closure{event.session, event.id, event.time, sealed.digest, event.previous, *closed};
}

std::string closure_statement(const Closure& closure) {
    return fmt::format("guichet closure 1\n{}\n{}\n{}\n{}\n{}\n{}\n{} {} {}", closure.session,
                       closure.event.device, closure.event.incarnation, closure.event.sequence,
                       to_hex(closure.head), to_hex(closure.head_before), closure.counts.events,
                       closure.counts.hand_overs, closure.counts.unclaimed_lines);
}

bool verify_countersignature(const Closure& closure, std::string_view server_key) {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    const std::string statement = closure_statement(closure);
    return closure.server_key == server_key && read_hex(server_key, key) &&
           read_hex(closure.signature, signature) &&
           crypto_sign_verify_detached(signature.data(),
                                       reinterpret_cast<const unsigned char*>(statement.data()),
                                       statement.size(), key.data()) == 0;
}

json closure_value(const Closure& closure) {
    const auto& event = closure.event;
    json value{
        {"session", closure.session},
        {"event", {{"device", event.device}, {"incarnation", event.incarnation}, {"seq", event.sequence}}},
        {"hlc", closure.time.text()},
        {"head", to_hex(closure.head)},
        {"head_before", to_hex(closure.head_before)},
        {"events", closure.counts.events},
        {"hand_overs", closure.counts.hand_overs},
        {"unclaimed_lines", closure.counts.unclaimed_lines}};
    if (closure.countersigned())
        value.update({{"server_key", closure.server_key}, {"countersignature", closure.signature}});
    return value;
}

Result<std::vector<Closure>> parse_closures(std::string_view report) {
    return read_safely<std::vector<Closure>>(report, [](const json& value) {
        std::vector<Closure> closures;
        if (const auto list = value.find("closures"); list != value.end())
            for (const auto& entry : *list)
                if (auto closure = read_closure(entry); closure.countersigned())
                    closures.push_back(std::move(closure));
        return closures;
    });
}

std::string to_json(const Closure& closure) {
    return closure_value(closure).dump();
}

Result<Closure> parse_closure(std::string_view text) {
    return read_safely<Closure>(text, read_closure);
}

} // namespace guichet
