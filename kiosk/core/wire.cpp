#include "kiosk/core/wire.hpp"

#include "kiosk/core/journal_value.hpp"
#include "kiosk/core/json_value.hpp"
#include "kiosk/core/json_writing.hpp"
#include "kiosk/core/refused.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace guichet::wire {

using nlohmann::json;

namespace {

/// In the order of CallStanding.
constexpr std::array<std::string_view, 3> standing_words{"calling", "answered", "over"};

/// So many bytes of a UTF-8 text, at most, that no letter is cut.
std::size_t fitting_bytes(std::string_view text, std::size_t most) {
    std::size_t bytes = std::min(text.size(), most);
    while (bytes > 0 && bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
        --bytes;
    return bytes;
}

template <typename Message, typename Reader>
Result<Message> reading(std::string_view body, std::string_view what, const Reader& read) {
    return read_json(body, read, [&](const std::string& fault) {
        return fail("This is not the {0} that the protocol describes: {1}", what, fault);
    });
}

const std::string& bytes_of(const SealedEvent& event) {
    return event.bytes;
}
const std::string& bytes_of(const std::string& event) {
    return event;
}

/// Events travel as their canonical bytes; this puts them between the brackets of a JSON list.
template <typename Event>
std::string encode_events(const std::vector<Event>& events) {
    std::string list = "[";
    for (const auto& event : events) {
        if (list.size() > 1)
            list += ',';
        list += bytes_of(event);
    }
    return list + "]";
}

std::vector<SealedEvent> read_events(JsonValue value) {
    const auto list = value.list();
    if (list.size() > most_events)
        throw Refused{fail("A message holds {0} events; at most {1} are allowed.", list.size(), most_events)};
    std::vector<SealedEvent> events;
    events.reserve(list.size());
    for (const auto event : list)
        events.push_back(taken(unseal_parsed(event)));
    return events;
}

std::optional<std::int64_t> optional_number(JsonValue value, std::string_view key) {
    const auto found = value.find(key);
    return found ? std::optional(found->whole<std::int64_t>()) : std::nullopt;
}

json to_value(const HelpCall& call) {
    const std::string name = call.kiosk_name.substr(0, fitting_bytes(call.kiosk_name, most_name_bytes));
    json value = json_object({{"device", call.device},
                              {"name", name},
                              {"number", call.number},
                              {"standing", standing_words[static_cast<std::size_t>(call.standing)]}});
    if (!call.basket.empty())
        value["basket"] = call.basket;
    return value;
}

CallStanding read_standing(const std::string& word) {
    const auto found = std::find(standing_words.begin(), standing_words.end(), word);
    if (found == standing_words.end())
        throw Refused{fail("“{0}” is not how a call stands.", word)};
    return static_cast<CallStanding>(found - standing_words.begin());
}

/// What a volunteer reads of a kiosk's name, on a screen that is not the sender's.
std::string read_plain_text(std::string text) {
    const auto is_control = [](char letter) {
        return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
    };
    if (text.size() > most_name_bytes || std::any_of(text.begin(), text.end(), is_control))
        throw Refused{fail("The text of a call is longer than {0} bytes or holds control characters.",
                           most_name_bytes)};
    return text;
}

HelpCall read_call(JsonValue value) {
    HelpCall call{value.at("device").text(), read_plain_text(value.at("name").text()),
                  value.at("number").whole<std::int64_t>(), read_standing(value.at("standing").text()),
                  read_plain_text(value.text_or("basket"))};
    if (!is_name(call.device))
        throw Refused{fail("“{0}” is not the name of a device.", call.device)};
    return call;
}

std::vector<HelpCall> read_calls(JsonValue page) {
    std::vector<HelpCall> calls;
    if (const auto found = page.find("calls"))
        for (const auto value : found->list())
            calls.push_back(read_call(value));
    return calls;
}

bool unreserved(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '.' ||
           letter == '~';
}

std::string percent_encoded(std::string_view text, std::string_view kept = {}) {
    std::string encoded;
    for (const char letter : text)
        if (unreserved(letter) || kept.find(letter) != std::string_view::npos)
            encoded += letter;
        else
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    return encoded;
}

int hex_value(char letter) {
    if (letter >= '0' && letter <= '9')
        return letter - '0';
    if (letter >= 'A' && letter <= 'F')
        return letter - 'A' + 10;
    if (letter >= 'a' && letter <= 'f')
        return letter - 'a' + 10;
    return -1;
}

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        char letter = text[at];
        if (letter == '%') {
            const int high = at + 1 < text.size() ? hex_value(text[at + 1]) : -1;
            const int low = at + 2 < text.size() ? hex_value(text[at + 2]) : -1;
            if (high < 0 || low < 0)
                throw Refused{fail("The address has a “%” without two hexadecimal letters after it.")};
            letter = static_cast<char>(high * 16 + low);
            at += 2;
        }
        if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F)
            throw Refused{fail("The address holds a control character.")};
        decoded += letter;
    }
    return decoded;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

Target read_target(std::string_view text) {
    Target target;
    const auto question = text.find('?');
    const auto path = text.substr(0, question);
    if (path.empty() || path.front() != '/')
        throw Refused{fail("The address “{0}” does not begin with “/”.", text)};
    for (const auto segment : split(path.substr(1), '/'))
        target.segments.push_back(percent_decoded(segment));
    if (question == std::string_view::npos)
        return target;
    for (const auto part : split(text.substr(question + 1), '&')) {
        const auto equals = part.find('=');
        target.query.emplace_back(
            percent_decoded(part.substr(0, equals)),
            equals == std::string_view::npos ? std::string{} : percent_decoded(part.substr(equals + 1)));
    }
    return target;
}

std::string session_path(std::string_view session, std::string_view end) {
    return fmt::format("{}/sessions/{}/{}", version_prefix, percent_encoded(session, "/"), end);
}

} // namespace

std::optional<int> parse_protocol_version(std::string_view text) {
    int version = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    const bool whole = error == std::errc{} && end == text.data() + text.size() && version > 0;
    return whole ? std::optional(version) : std::nullopt;
}

std::size_t fitting_events(const std::vector<SealedEvent>& events) {
    std::size_t bytes = 0;
    std::size_t count = 0;
    while (count < std::min(events.size(), most_events)) {
        bytes += events[count].bytes.size() + 1;
        if (count > 0 && bytes > most_event_bytes)
            break;
        ++count;
    }
    return count;
}

std::string encode(const Batch& batch) {
    json head = json_object(
        {{"device", batch.device}, {"incarnation", batch.incarnation}, {"session", batch.session}});
    if (!batch.signature.empty())
        head["signature"] = batch.signature;
    std::string body = head.dump();
    body.pop_back();
    return body + R"(,"events":)" + encode_events(batch.events) + "}";
}

std::string encode(const Acknowledgement& acknowledgement) {
    return json_object({{"acked_seq", acknowledgement.sequence},
                        {"head", to_hex(acknowledgement.head)},
                        {"server_time", acknowledgement.server_time.milliseconds}})
        .dump();
}

std::string encode(const PageToSend& page) {
    json kiosks = json::array();
    for (const auto& kiosk : page.kiosks)
        kiosks.push_back(
            json_object({{"device", kiosk.device}, {"events", kiosk.events}, {"closed", kiosk.closed}}));
    json value = json_object({{"cursor", page.cursor}, {"more", page.more}, {"kiosks", std::move(kiosks)}});
    if (page.manifest_revision > 0)
        value["manifest_rev"] = page.manifest_revision;
    for (const auto& call : page.calls)
        value["calls"].push_back(to_value(call));
    std::string body = value.dump();
    body.pop_back();
    return body + R"(,"events":)" + encode_events(page.events) + "}";
}

std::string encode(const Refusal& refusal) {
    json value = json_object({{"error", refusal.error}, {"message", refusal.message}});
    if (refusal.expected)
        value["expected"] = *refusal.expected;
    if (refusal.sequence)
        value["sequence"] = *refusal.sequence;
    // A message may quote what a client sent, in whatever encoding that was.
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string encode(const HelpCall& call) {
    return to_value(call).dump();
}

Result<Batch> parse_batch(std::string_view body) {
    return reading<Batch>(body, "batch of events", [](JsonValue value) {
        return Batch{value.at("device").text(), value.at("incarnation").text(), value.at("session").text(),
                     read_events(value.at("events")), value.text_or("signature")};
    });
}

Result<Acknowledgement> parse_acknowledgement(std::string_view body) {
    return reading<Acknowledgement>(body, "acknowledgement", [](JsonValue value) {
        auto head = parse_digest(value.at("head").text());
        if (!head)
            throw Refused{head.error()};
        return Acknowledgement{value.at("acked_seq").whole<std::int64_t>(), *head,
                               Instant{value.at("server_time").whole<std::int64_t>()}};
    });
}

Result<Page> parse_page(std::string_view body) {
    return reading<Page>(body, "page of events", [](JsonValue value) {
        Page page{read_events(value.at("events")),
                  value.at("cursor").whole<std::int64_t>(),
                  value.at("more").flag(),
                  {},
                  optional_number(value, "manifest_rev").value_or(0),
                  read_calls(value)};
        for (const auto kiosk : value.at("kiosks").list())
            page.kiosks.push_back({kiosk.at("device").text(), kiosk.at("events").whole<std::int64_t>(),
                                   kiosk.at("closed").flag()});
        return page;
    });
}

Result<Refusal> parse_refusal(std::string_view body) {
    return reading<Refusal>(body, "error answer", [](JsonValue value) {
        return Refusal{value.at("error").text(), value.at("message").text(),
                       optional_number(value, "expected"), optional_number(value, "sequence")};
    });
}

Result<HelpCall> parse_call(std::string_view body) {
    return reading<HelpCall>(body, "call for a volunteer", read_call);
}

std::string manifest_tag(const Digest& digest) {
    return fmt::format("\"{}\"", to_hex(digest));
}

std::string manifest_path(std::string_view session) {
    return session_path(session, "manifest");
}

std::string report_path(std::string_view session) {
    return session_path(session, "report");
}

std::string events_path(std::string_view session, std::string_view device, std::int64_t cursor) {
    return session_path(session, fmt::format("events?device={}&after={}", percent_encoded(device), cursor));
}

std::string push_path(std::string_view device) {
    return fmt::format("{}/devices/{}/events", version_prefix, percent_encoded(device));
}

std::string calls_path(std::string_view session) {
    return session_path(session, "calls");
}

std::optional<std::string> Target::parameter(std::string_view name) const {
    for (const auto& [key, value] : query)
        if (key == name)
            return value;
    return std::nullopt;
}

Result<Target> parse_target(std::string_view target) {
    try {
        return read_target(target);
    } catch (const Refused& refused) {
        return refused.error;
    }
}

bool is_name(std::string_view text) {
    constexpr std::size_t longest = 64;
    return !text.empty() && text.size() <= longest && text.front() != '.' &&
           std::all_of(text.begin(), text.end(),
                       [](char letter) { return unreserved(letter) && letter != '~'; });
}

} // namespace guichet::wire
