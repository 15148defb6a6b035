// The canonical encoding of journal events.

#include "kiosk/core/journal.hpp"
#include "kiosk/core/journal_value.hpp"
#include "kiosk/core/json_writing.hpp"
#include "kiosk/core/refused.hpp"
#include "kiosk/core/words.hpp"

#include <utility>

namespace guichet {

using nlohmann::json;

namespace {

constexpr int format_version = 1;

constexpr std::array<std::string_view, 5> identification_words{"camera", "hand_scanner", "short_code",
                                                               "name_search", "proxy"};
constexpr std::array<std::string_view, 2> actor_words{"customer", "volunteer"};
constexpr std::array<std::string_view, 5> fault_words{"unknown", "damaged", "elsewhere", "foreign",
                                                      "revoked"};
constexpr std::array<std::string_view, 3> undo_words{"wrong_tap", "wrong_customer", "goods_returned"};
constexpr std::array<std::string_view, 4> resolution_words{"seen_with_customer", "typing_error", "refund_due",
                                                           "no_action"};

/// A body's type word and payload.
struct Encoded {
    std::string_view type;
    json payload;
};

json encode_line(const LineOutcome& line) {
    json value =
        json_object({{"order", line.key.order}, {"line", line.key.line}, {"outcome", word(line.outcome)}});
    if (line.outcome == Outcome::short_)
        value["amount"] = line.amount;
    if (line.outcome == Outcome::refused)
        value["reason"] = word(line.reason);
    if (line.ordered > 0)
        value["ordered"] = line.ordered;
    return value;
}

/// Kiosks without users write what they always wrote.
Encoded signed_by(Encoded encoded, const std::string& by) {
    if (!by.empty())
        encoded.payload["by"] = by;
    return encoded;
}

json encode_id(const EventId& id) {
    return json_object({{"device", id.device}, {"incarnation", id.incarnation}, {"seq", id.sequence}});
}

Encoded encode(const SessionOpened& body) {
    Encoded encoded{"session_opened", json_object({{"kiosk_name", body.kiosk_name}, {"mode", body.mode}})};
    if (!body.nonce.empty())
        encoded.payload["nonce"] = body.nonce;
    return signed_by(std::move(encoded), body.by);
}

Encoded encode(const HandOver& body) {
    json lines = json::array();
    for (const auto& line : body.lines)
        lines.push_back(encode_line(line));
    Encoded encoded{"hand_over", json_object({{"basket", body.basket},
                                              {"identification", word(body.identification)},
                                              {"actor", word(body.actor)},
                                              {"lines", std::move(lines)}})};
    if (!body.proxy.empty())
        encoded.payload["proxy"] = body.proxy;
    return signed_by(std::move(encoded), body.by);
}

Encoded encode(const HandOverUndone& body) {
    Encoded encoded{"hand_over_undone", encode_id(body.hand_over)};
    add_members(encoded.payload, {{"basket", body.basket}, {"reason", word(body.reason)}});
    return signed_by(std::move(encoded), body.by);
}

Encoded encode(const CodeRefused& body) {
    return {"code_refused", json_object({{"fault", word(body.fault)}})};
}

Encoded encode(const ReceiptPrinted& body) {
    return {"receipt_printed",
            json_object(
                {{"document", body.document}, {"duplicate", body.duplicate}, {"confirmed", body.confirmed}})};
}

Encoded encode(const ReceiptLost& body) {
    return {"receipt_lost", json_object({{"document", body.document}})};
}

Encoded encode(const SessionClosed& body) {
    return signed_by({"session_closed", json_object({{"events", body.events},
                                                     {"hand_overs", body.hand_overs},
                                                     {"unclaimed_lines", body.unclaimed_lines}})},
                     body.by);
}

Encoded encode(const IncidentSettled& body) {
    Encoded encoded{"incident_settled", encode_id(body.incident)};
    encoded.payload["resolution"] = word(body.resolution);
    if (!body.about.empty())
        encoded.payload["about"] = body.about;
    return signed_by(std::move(encoded), body.by);
}

Encoded encode(const ClosingForced& body) {
    return signed_by({"closing_forced", json_object({{"missing", body.missing}})}, body.by);
}

Encoded encode(const ClockError& body) {
    return {"clock_error", json_object({{"offset", body.offset}})};
}

Encoded encode(const UnknownBody&) {
    require(false, "an unknown event is passed on as its bytes, never encoded anew");
    return {};
}

template <typename Value, std::size_t count>
Value read_word(JsonValue payload, const char* key, const std::array<std::string_view, count>& words) {
    return taken(value_in<Value>(words, payload.at(key).view(), key));
}

LineOutcome read_line(JsonValue value) {
    LineOutcome line;
    line.key = {value.at("order").text(), value.at("line").whole<int>()};
    line.outcome = taken(outcome_of(value.at("outcome").text()));
    if (line.outcome == Outcome::short_)
        line.amount = value.at("amount").whole<std::int64_t>();
    if (line.outcome == Outcome::refused)
        line.reason = taken(refusal_reason_of(value.at("reason").text()));
    if (const auto ordered = value.find("ordered"))
        line.ordered = ordered->whole<std::int64_t>();
    return line;
}

/// Older kiosks, and those without users, do not say who did it.
std::string read_by(JsonValue payload) {
    return payload.text_or("by");
}

HandOver read_hand_over(JsonValue payload) {
    HandOver body;
    body.basket = payload.at("basket").text();
    body.identification = read_word<Identification>(payload, "identification", identification_words);
    body.actor = read_word<Actor>(payload, "actor", actor_words);
    for (const auto line : payload.at("lines").list())
        body.lines.push_back(read_line(line));
    body.proxy = payload.text_or("proxy");
    body.by = read_by(payload);
    return body;
}

EventId read_id(JsonValue payload) {
    return {payload.at("device").text(), payload.at("incarnation").text(),
            payload.at("seq").whole<std::int64_t>()};
}

HandOverUndone read_undone(JsonValue payload) {
    return {payload.at("basket").text(), read_id(payload),
            read_word<UndoReason>(payload, "reason", undo_words), read_by(payload)};
}

ClosingForced read_closing_forced(JsonValue payload) {
    ClosingForced body{payload.at("missing").texts(), read_by(payload)};
    if (body.missing.empty())
        throw Refused{fail("A forced closing names no kiosk.")};
    return body;
}

EventBody read_body(const std::string& type, JsonValue payload) {
    if (type == "session_opened")
        return SessionOpened{payload.at("kiosk_name").text(), payload.at("mode").text(), read_by(payload),
                             payload.text_or("nonce")};
    if (type == "hand_over")
        return read_hand_over(payload);
    if (type == "hand_over_undone")
        return read_undone(payload);
    if (type == "code_refused")
        return CodeRefused{read_word<CodeFault>(payload, "fault", fault_words)};
    if (type == "receipt_printed")
        return ReceiptPrinted{payload.at("document").text(), payload.at("duplicate").flag(),
                              payload.at("confirmed").flag()};
    if (type == "receipt_lost")
        return ReceiptLost{payload.at("document").text()};
    if (type == "session_closed")
        return SessionClosed{payload.at("events").whole<std::int64_t>(),
                             payload.at("hand_overs").whole<std::int64_t>(),
                             payload.at("unclaimed_lines").whole<std::int64_t>(), read_by(payload)};
    if (type == "incident_settled")
        return IncidentSettled{read_id(payload),
                               read_word<Resolution>(payload, "resolution", resolution_words),
                               read_by(payload), payload.text_or("about")};
    if (type == "closing_forced")
        return read_closing_forced(payload);
    if (type == "clock_error")
        return ClockError{payload.at("offset").whole<std::int64_t>()};
    return UnknownBody{};
}

Origin read_origin(JsonValue value) {
    return {value.at("incarnation").text(), value.at("seq").whole<std::int64_t>(),
            taken(parse_digest(value.at("hash").text()))};
}

JournalEvent read_event(JsonValue value) {
    if (const int version = value.at("v").whole<int>(); version != format_version)
        throw Refused{fail("An event has version {0}; this program reads version {1}. Update the program.",
                           version, format_version)};
    JournalEvent event;
    event.id = {value.at("device").text(), value.at("incarnation").text(),
                value.at("seq").whole<std::int64_t>()};
    event.time = taken(parse_hybrid_time(value.at("hlc").text()));
    event.boot = value.at("boot").whole<std::int64_t>();
    event.session = value.at("session").text();
    event.manifest_revision = value.at("manifest_rev").whole<std::int64_t>();
    event.previous = taken(parse_digest(value.at("prev_hash").text()));
    if (const auto origin = value.find("origin"))
        event.origin = read_origin(*origin);
    event.body = read_body(value.at("type").text(), value.at("payload"));
    if (event.id.sequence < 1)
        throw Refused{fail("An event of {0} has the number {1}; numbers begin at 1.", event.id.device,
                           event.id.sequence)};
    return event;
}

} // namespace

std::string canonical(const JournalEvent& event) {
    auto [type, payload] = std::visit([](const auto& body) { return encode(body); }, event.body);
    json value = json_object({{"v", format_version},
                              {"device", event.id.device},
                              {"incarnation", event.id.incarnation},
                              {"seq", event.id.sequence},
                              {"hlc", event.time.text()},
                              {"boot", event.boot},
                              {"session", event.session},
                              {"manifest_rev", event.manifest_revision},
                              {"type", type},
                              {"payload", std::move(payload)},
                              {"prev_hash", to_hex(event.previous)}});
    if (event.origin)
        value["origin"] = json_object({{"incarnation", event.origin->incarnation},
                                       {"seq", event.origin->sequence},
                                       {"hash", to_hex(event.origin->digest)}});
    return value.dump();
}

namespace {

template <typename Reader>
auto reading(const Reader& read) -> Result<decltype(read())> {
    try {
        return read();
    } catch (const Refused& refused) {
        return refused.error;
    } catch (const JsonFault& fault) {
        return fail("An event of a journal cannot be read: {0}", fault.what);
    }
}

} // namespace

Result<JournalEvent> parse_journal_event(std::string_view bytes) {
    return reading([&] { return read_event(JsonText(bytes).root()); });
}

Result<SealedEvent> unseal_parsed(JsonValue value) {
    return reading([&] {
        SealedEvent sealed{read_event(value), value.canonical_text(), {}};
        sealed.digest = digest_of(sealed.bytes);
        return sealed;
    });
}

std::string_view word(Identification identification) {
    return word_in(identification_words, identification);
}
std::string_view word(Actor actor) {
    return word_in(actor_words, actor);
}
std::string_view word(CodeFault fault) {
    return word_in(fault_words, fault);
}
std::string_view word(UndoReason reason) {
    return word_in(undo_words, reason);
}
std::string_view word(Resolution resolution) {
    return word_in(resolution_words, resolution);
}

} // namespace guichet
