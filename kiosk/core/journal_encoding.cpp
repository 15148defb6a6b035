// The canonical encoding of journal events.

#include "kiosk/core/journal.hpp"
#include "kiosk/core/journal_value.hpp"
#include "kiosk/core/refused.hpp"
#include "kiosk/core/whole_number.hpp"
#include "kiosk/core/words.hpp"

#include <nlohmann/json.hpp>

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
    json value{{"order", line.key.order}, {"line", line.key.line}, {"outcome", word(line.outcome)}};
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
    return {{"device", id.device}, {"incarnation", id.incarnation}, {"seq", id.sequence}};
}

Encoded encode(const SessionOpened& body) {
    return signed_by({"session_opened", {{"kiosk_name", body.kiosk_name}, {"mode", body.mode}}}, body.by);
}

Encoded encode(const HandOver& body) {
    json lines = json::array();
    for (const auto& line : body.lines)
        lines.push_back(encode_line(line));
    Encoded encoded{"hand_over",
                    {{"basket", body.basket},
                     {"identification", word(body.identification)},
                     {"actor", word(body.actor)},
                     {"lines", std::move(lines)}}};
    if (!body.proxy.empty())
        encoded.payload["proxy"] = body.proxy;
    return signed_by(std::move(encoded), body.by);
}

Encoded encode(const HandOverUndone& body) {
    Encoded encoded{"hand_over_undone", encode_id(body.hand_over)};
    encoded.payload.update({{"basket", body.basket}, {"reason", word(body.reason)}});
    return signed_by(std::move(encoded), body.by);
}

Encoded encode(const CodeRefused& body) {
    return {"code_refused", {{"fault", word(body.fault)}}};
}

Encoded encode(const ReceiptPrinted& body) {
    return {"receipt_printed",
            {{"document", body.document}, {"duplicate", body.duplicate}, {"confirmed", body.confirmed}}};
}

Encoded encode(const ReceiptLost& body) {
    return {"receipt_lost", {{"document", body.document}}};
}

Encoded encode(const SessionClosed& body) {
    return signed_by({"session_closed",
                      {{"events", body.events},
                       {"hand_overs", body.hand_overs},
                       {"unclaimed_lines", body.unclaimed_lines}}},
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
    return signed_by({"closing_forced", {{"missing", body.missing}}}, body.by);
}

Encoded encode(const ClockError& body) {
    return {"clock_error", {{"offset", body.offset}}};
}

Encoded encode(const UnknownBody&) {
    require(false, "an unknown event is passed on as its bytes, never encoded anew");
    return {};
}

template <typename Value, std::size_t count>
Value read_word(const json& payload, const char* key, const std::array<std::string_view, count>& words) {
    return taken(value_in<Value>(words, payload.at(key).get<std::string>(), key));
}

LineOutcome read_line(const json& value) {
    LineOutcome line;
    line.key = {value.at("order").get<std::string>(), whole_number<int>(value.at("line"))};
    line.outcome = taken(outcome_of(value.at("outcome").get<std::string>()));
    if (line.outcome == Outcome::short_)
        line.amount = whole_number<std::int64_t>(value.at("amount"));
    if (line.outcome == Outcome::refused)
        line.reason = taken(refusal_reason_of(value.at("reason").get<std::string>()));
    if (const auto ordered = value.find("ordered"); ordered != value.end())
        line.ordered = whole_number<std::int64_t>(*ordered);
    return line;
}

std::string read_text_if_any(const json& payload, const char* key) {
    const auto text = payload.find(key);
    return text == payload.end() ? std::string() : text->get<std::string>();
}

/// Older kiosks, and those without users, do not say who did it.
std::string read_by(const json& payload) {
    return read_text_if_any(payload, "by");
}

HandOver read_hand_over(const json& payload) {
    HandOver body;
    body.basket = payload.at("basket").get<std::string>();
    body.identification = read_word<Identification>(payload, "identification", identification_words);
    body.actor = read_word<Actor>(payload, "actor", actor_words);
    for (const auto& line : payload.at("lines"))
        body.lines.push_back(read_line(line));
    body.proxy = read_text_if_any(payload, "proxy");
    body.by = read_by(payload);
    return body;
}

EventId read_id(const json& payload) {
    return {payload.at("device").get<std::string>(), payload.at("incarnation").get<std::string>(),
            whole_number<std::int64_t>(payload.at("seq"))};
}

HandOverUndone read_undone(const json& payload) {
    return {payload.at("basket").get<std::string>(), read_id(payload),
            read_word<UndoReason>(payload, "reason", undo_words), read_by(payload)};
}

ClosingForced read_closing_forced(const json& payload) {
    ClosingForced body{payload.at("missing").get<std::vector<std::string>>(), read_by(payload)};
    if (body.missing.empty())
        throw Refused{fail("A forced closing names no kiosk.")};
    return body;
}

EventBody read_body(const std::string& type, const json& payload) {
    if (type == "session_opened")
        return SessionOpened{payload.at("kiosk_name").get<std::string>(),
                             payload.at("mode").get<std::string>(), read_by(payload)};
    if (type == "hand_over")
        return read_hand_over(payload);
    if (type == "hand_over_undone")
        return read_undone(payload);
    if (type == "code_refused")
        return CodeRefused{read_word<CodeFault>(payload, "fault", fault_words)};
    if (type == "receipt_printed")
        return ReceiptPrinted{payload.at("document").get<std::string>(), payload.at("duplicate").get<bool>(),
                              payload.at("confirmed").get<bool>()};
    if (type == "receipt_lost")
        return ReceiptLost{payload.at("document").get<std::string>()};
    if (type == "session_closed")
        return SessionClosed{whole_number<std::int64_t>(payload.at("events")),
                             whole_number<std::int64_t>(payload.at("hand_overs")),
                             whole_number<std::int64_t>(payload.at("unclaimed_lines")), read_by(payload)};
    if (type == "incident_settled")
        return IncidentSettled{read_id(payload),
                               read_word<Resolution>(payload, "resolution", resolution_words),
                               read_by(payload), read_text_if_any(payload, "about")};
    if (type == "closing_forced")
        return read_closing_forced(payload);
    if (type == "clock_error")
        return ClockError{whole_number<std::int64_t>(payload.at("offset"))};
    return UnknownBody{};
}

Origin read_origin(const json& value) {
    return {value.at("incarnation").get<std::string>(), whole_number<std::int64_t>(value.at("seq")),
            taken(parse_digest(value.at("hash").get<std::string>()))};
}

JournalEvent read_event(const json& value) {
    if (const int version = whole_number<int>(value.at("v")); version != format_version)
        throw Refused{fail("An event has version {0}; this program reads version {1}. Update the program.",
                           version, format_version)};
    JournalEvent event;
    event.id = {value.at("device").get<std::string>(), value.at("incarnation").get<std::string>(),
                whole_number<std::int64_t>(value.at("seq"))};
    event.time = taken(parse_hybrid_time(value.at("hlc").get<std::string>()));
    event.boot = whole_number<std::int64_t>(value.at("boot"));
    event.session = value.at("session").get<std::string>();
    event.manifest_revision = whole_number<std::int64_t>(value.at("manifest_rev"));
    event.previous = taken(parse_digest(value.at("prev_hash").get<std::string>()));
    if (const auto origin = value.find("origin"); origin != value.end())
        event.origin = read_origin(*origin);
    event.body = read_body(value.at("type").get<std::string>(), value.at("payload"));
    if (event.id.sequence < 1)
        throw Refused{fail("An event of {0} has the number {1}; numbers begin at 1.", event.id.device,
                           event.id.sequence)};
    return event;
}

} // namespace

std::string canonical(const JournalEvent& event) {
    auto [type, payload] = std::visit([](const auto& body) { return encode(body); }, event.body);
    json value{{"v", format_version},
               {"device", event.id.device},
               {"incarnation", event.id.incarnation},
               {"seq", event.id.sequence},
               {"hlc", event.time.text()},
               {"boot", event.boot},
               {"session", event.session},
               {"manifest_rev", event.manifest_revision},
               {"type", type},
               {"payload", std::move(payload)},
               {"prev_hash", to_hex(event.previous)}};
    if (event.origin)
        value["origin"] = {{"incarnation", event.origin->incarnation},
                           {"seq", event.origin->sequence},
                           {"hash", to_hex(event.origin->digest)}};
    return value.dump();
}

namespace {

template <typename Reader>
auto reading(const Reader& read) -> Result<decltype(read())> {
    try {
        return read();
    } catch (const Refused& refused) {
        return refused.error;
    } catch (const json::exception& error) {
        return fail("An event of a journal cannot be read: {0}", error.what());
    }
}

} // namespace

Result<JournalEvent> parse_journal_event(std::string_view bytes) {
    return reading([&] { return read_event(json::parse(bytes)); });
}

// Keys are sorted and nothing is rounded, so writing an event out again gives its canonical bytes.
Result<SealedEvent> unseal_parsed(const json& value) {
    return reading([&] {
        SealedEvent sealed{read_event(value), value.dump(), {}};
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
