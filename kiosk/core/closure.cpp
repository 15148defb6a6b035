#include "kiosk/core/closure.hpp"

#include "kiosk/core/closure_json.hpp"
#include "kiosk/core/json_value.hpp"
#include "kiosk/core/json_writing.hpp"
#include "kiosk/core/refused.hpp"

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

Closure read_closure(JsonValue value) {
    const JsonValue event = value.at("event");
    Closure closure;
    closure.session = value.at("session").text();
    closure.event = {event.at("device").text(), event.at("incarnation").text(),
                     event.at("seq").whole<std::int64_t>()};
    closure.time = taken(parse_hybrid_time(value.at("hlc").text()));
    closure.head = taken(parse_digest(value.at("head").text()));
    closure.head_before = taken(parse_digest(value.at("head_before").text()));
    closure.counts.events = value.at("events").whole<std::int64_t>();
    closure.counts.hand_overs = value.at("hand_overs").whole<std::int64_t>();
    closure.counts.unclaimed_lines = value.at("unclaimed_lines").whole<std::int64_t>();
    closure.server_key = value.text_or("server_key");
    closure.signature = value.text_or("countersignature");
    return closure;
}

template <typename Value, typename Read>
Result<Value> read_safely(std::string_view text, const Read& read) {
    return read_json(text, read, [](const std::string& fault) {
        return fail("The countersignature of a closing cannot be read: {0}", fault);
    });
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
    json value = json_object({{"session", closure.session},
                              {"event", json_object({{"device", event.device},
                                                     {"incarnation", event.incarnation},
                                                     {"seq", event.sequence}})},
                              {"hlc", closure.time.text()},
                              {"head", to_hex(closure.head)},
                              {"head_before", to_hex(closure.head_before)},
                              {"events", closure.counts.events},
                              {"hand_overs", closure.counts.hand_overs},
                              {"unclaimed_lines", closure.counts.unclaimed_lines}});
    if (closure.countersigned())
        add_members(value, {{"server_key", closure.server_key}, {"countersignature", closure.signature}});
    return value;
}

Result<std::vector<Closure>> parse_closures(std::string_view report) {
    return read_safely<std::vector<Closure>>(report, [](JsonValue value) {
        std::vector<Closure> closures;
        if (const auto list = value.find("closures"))
            for (const auto entry : list->list())
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
