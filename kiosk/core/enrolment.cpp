#include "kiosk/core/enrolment.hpp"

#include "kiosk/core/crockford.hpp"
#include "kiosk/core/json_value.hpp"
#include "kiosk/core/json_writing.hpp"
#include "kiosk/core/refused.hpp"
#include "kiosk/core/signing_key.hpp"
#include "kiosk/core/wire.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace guichet {

namespace {

using nlohmann::json;

constexpr std::size_t group_letters = 4;
constexpr std::size_t longest_text = 1'000;
constexpr std::size_t longest_message = 4'000;
constexpr std::size_t longest_url = 200;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    const auto first = text.find_first_not_of(blank);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blank) - first + 1);
}

bool unreserved(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '.';
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char letter : text)
        if (unreserved(letter))
            encoded += letter;
        else
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    return encoded;
}

bool is_server_url(std::string_view url) {
    const bool web = url.starts_with("http://") || url.starts_with("https://");
    return web && url.size() <= longest_url && url.find_first_of(" \"\\<>#?@") == std::string_view::npos;
}

Error not_whole() {
    return fail("This enrolment code cannot be read whole. Ask the organiser for a new one.");
}

/// Reads a message of few members.
template <typename Message, typename Reader>
Result<Message> reading(std::string_view body, const Reader& read) {
    if (body.size() > longest_message)
        return fail("This is not the message of an enrolment that the protocol describes: {0}", body.size());
    return read_json(body, read, [](const std::string& fault) {
        return fail("This is not the message of an enrolment that the protocol describes: {0}", fault);
    });
}

std::string read_name(JsonValue value, const char* key) {
    auto name = value.at(key).text();
    if (!wire::is_name(name))
        throw Refused{
            fail("“{0}” is not a name of a station or a kiosk: letters, digits, “-”, “_” and “.”.", name)};
    return name;
}

std::string read_key(JsonValue value, const char* key) {
    auto text = value.at(key).text();
    const auto read = parse_public_key(text);
    if (!read)
        throw Refused{fail("“{0}” is not a public key of 64 hexadecimal letters.", text)};
    return to_hex(*read);
}

} // namespace

std::string make_enrolment_code(std::uint64_t random) {
    std::string code;
    for (std::size_t letter = 0; letter + 1 < enrolment_code_length; ++letter)
        code += crockford::alphabet[random >> (5 * letter) & 31U];
    code += crockford::check_letter(code);
    return code;
}

Result<std::string> read_enrolment_code(std::string_view typed) {
    std::string code;
    for (const char letter : typed) {
        if (letter == '-' || letter == ' ')
            continue;
        const auto value = crockford::value_of(letter);
        if (!value || code.size() == enrolment_code_length)
            return fail("An enrolment code has 12 letters and digits, without U.");
        code += crockford::alphabet[*value];
    }
    if (code.size() != enrolment_code_length)
        return fail("An enrolment code has 12 letters and digits; {0} were typed.", code.size());
    if (code.back() != crockford::check_letter(std::string_view(code).substr(0, enrolment_code_length - 1)))
        return fail("A letter of this enrolment code is wrong. Please have it read out again.");
    return code;
}

std::string show_enrolment_code(std::string_view code) {
    std::string shown;
    for (std::size_t at = 0; at < code.size(); at += group_letters)
        shown.append(at > 0 ? "-" : "").append(code.substr(at, group_letters));
    return shown;
}

Digest enrolment_code_digest(std::string_view code) {
    return digest_of(fmt::format("guichet enrolment code\n{}\n", code));
}

std::string to_text(const EnrolmentTicket& ticket) {
    auto text = fmt::format("{}station={}&device={}&code={}&key={}&url={}", enrolment_prefix,
                            percent_encoded(ticket.station), percent_encoded(ticket.device), ticket.code,
                            ticket.server_key, percent_encoded(ticket.url));
    return ticket.organiser_key.empty() ? text : text + "&organiser=" + ticket.organiser_key;
}

bool is_enrolment_text(std::string_view text) {
    constexpr auto family = enrolment_prefix.substr(0, enrolment_prefix.find(':') + 1);
    return trimmed(text).starts_with(family);
}

Result<EnrolmentTicket> parse_enrolment_text(std::string_view text) {
    text = trimmed(text);
    if (!is_enrolment_text(text))
        return fail("This is not an enrolment code. Hold the one before the kiosk that the organiser made "
                    "for it.");
    if (!text.starts_with(enrolment_prefix))
        return fail("This enrolment code was made for a newer program: have the kiosk updated.");
    if (text.size() > longest_text)
        return not_whole();
    // What follows the version is a query like any address'.
    const auto target = wire::parse_target("/?" + std::string(text.substr(enrolment_prefix.size())));
    if (!target)
        return not_whole();
    const auto part = [&](std::string_view name) { return target->parameter(name).value_or(""); };
    const auto code = read_enrolment_code(part("code"));
    const auto key = parse_public_key(part("key"));
    const auto organiser = part("organiser");
    const auto organiser_key = parse_public_key(organiser);
    EnrolmentTicket ticket{part("url"), part("station"), part("device"), {}, {}};
    const bool good_url = ticket.url.empty() || is_server_url(ticket.url);
    if (!code || !key || (!organiser.empty() && !organiser_key) || !good_url ||
        !wire::is_name(ticket.station) || !wire::is_name(ticket.device))
        return not_whole();
    ticket.code = *code;
    ticket.server_key = to_hex(*key);
    if (organiser_key)
        ticket.organiser_key = to_hex(*organiser_key);
    return ticket;
}

namespace wire {

std::string enrolment_statement(std::string_view code, std::string_view device, std::string_view public_key) {
    return fmt::format("guichet enrolment\n{}\n{}\n{}\n", code, device, public_key);
}

std::string enrolled_statement(std::string_view station, std::string_view device,
                               std::string_view public_key) {
    return fmt::format("guichet enrolled\n{}\n{}\n{}\n", station, device, public_key);
}

std::string encode(const EnrolmentRequest& request) {
    return json_object({{"code", request.code},
                        {"device", request.device},
                        {"public_key", request.public_key},
                        {"proof", request.proof}})
        .dump();
}

std::string encode(const EnrolmentAnswer& answer) {
    auto value = json_object({{"station", answer.station},
                              {"device", answer.device},
                              {"server_key", answer.server_key},
                              {"proof", answer.proof}});
    if (!answer.organiser_key.empty())
        add_members(value,
                    {{"organiser_key", answer.organiser_key}, {"organiser_proof", answer.organiser_proof}});
    return value.dump();
}

Result<EnrolmentRequest> parse_enrolment_request(std::string_view body) {
    return reading<EnrolmentRequest>(body, [](JsonValue value) {
        return EnrolmentRequest{taken(read_enrolment_code(value.at("code").text())),
                                read_name(value, "device"), read_key(value, "public_key"),
                                value.at("proof").text()};
    });
}

Result<EnrolmentAnswer> parse_enrolment_answer(std::string_view body) {
    return reading<EnrolmentAnswer>(body, [](JsonValue value) {
        EnrolmentAnswer answer{read_name(value, "station"), read_name(value, "device"),
                               read_key(value, "server_key"), value.at("proof").text()};
        if (value.find("organiser_key")) {
            answer.organiser_key = read_key(value, "organiser_key");
            answer.organiser_proof = value.at("organiser_proof").text();
        }
        return answer;
    });
}

} // namespace wire

} // namespace guichet
