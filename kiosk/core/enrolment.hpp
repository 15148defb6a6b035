#pragma once
// How a kiosk becomes known to the server: the one-time code that the office gives out, what the QR holds
// that is scanned at the kiosk, and the messages. Described for others in server/openapi.yaml.

#include "kiosk/core/digest.hpp"
#include "kiosk/core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace guichet {

/// The number of letters of an enrolment code, its check letter included.
inline constexpr std::size_t enrolment_code_length = 12;

/// The code for 11 random letters (55 bits), with a check letter; only the lowest 55 bits count.
[[nodiscard]] std::string make_enrolment_code(std::uint64_t random);

/// Reads what a person heard and typed: letters of any case, dashes and spaces anywhere, O for 0, I and L for
/// 1. Any single wrong letter and any two letters exchanged are found.
[[nodiscard]] Result<std::string> read_enrolment_code(std::string_view typed);

/// "ABCD-EFGH-JKMN", as it is shown and dictated.
[[nodiscard]] std::string show_enrolment_code(std::string_view code);

/// What the server keeps in the code's place.
[[nodiscard]] Digest enrolment_code_digest(std::string_view code);

/// What the office gives to a kiosk: as a QR, or its code alone by voice.
struct EnrolmentTicket {
    std::string url;     ///< of the server; empty: the kiosk's configuration names it
    std::string station; ///< empty, as the next two, when only the code is known
    std::string device;
    std::string code;               ///< without dashes
    std::string server_key;         ///< hexadecimal; the kiosk trusts no other
    std::string organiser_key = {}; ///< hexadecimal; empty: the ticket names none

    friend bool operator==(const EnrolmentTicket&, const EnrolmentTicket&) = default;
};

/// How the text of an enrolment's QR begins; the number is the format's version.
inline constexpr std::string_view enrolment_prefix = "guichet-enrolment:1?";

/// The text of its QR.
[[nodiscard]] std::string to_text(const EnrolmentTicket& ticket);

/// Whether a text that was scanned means to be an enrolment's, of whatever version.
[[nodiscard]] bool is_enrolment_text(std::string_view text);

/// Reads the text of a QR; refuses one that lacks anything, is longer than 1,000 bytes, or whose parts are
/// not what they should be.
[[nodiscard]] Result<EnrolmentTicket> parse_enrolment_text(std::string_view text);

namespace wire {

inline constexpr std::string_view enrolments_path = "/v1/enrolments";

/// A kiosk asks to be known by its key.
struct EnrolmentRequest {
    std::string code; ///< read_enrolment_code
    std::string device;
    std::string public_key; ///< hexadecimal
    std::string proof;      ///< the key's signature of enrolment_statement: whoever asks has its secret half
};

/// It is known from now on.
struct EnrolmentAnswer {
    std::string station;
    std::string device;
    std::string server_key; ///< hexadecimal
    std::string proof;      ///< the server's signature of enrolled_statement
    /// The organiser's, when one is in force: hexadecimal, with the server's signature of
    /// organiser_statement.
    std::string organiser_key = {};
    std::string organiser_proof = {};

    friend bool operator==(const EnrolmentAnswer&, const EnrolmentAnswer&) = default;
};

// Words of refusals.
inline constexpr std::string_view unknown_code_error = "unknown_code";
inline constexpr std::string_view used_code_error = "used_code";
inline constexpr std::string_view expired_code_error = "expired_code";
inline constexpr std::string_view guessed_code_error = "guessed_code";

[[nodiscard]] std::string enrolment_statement(std::string_view code, std::string_view device,
                                              std::string_view public_key);
[[nodiscard]] std::string enrolled_statement(std::string_view station, std::string_view device,
                                             std::string_view public_key);

[[nodiscard]] std::string encode(const EnrolmentRequest& request);
[[nodiscard]] std::string encode(const EnrolmentAnswer& answer);

// Reading refuses what is no such message: a wrong check letter, a name that is none, a key that is none.
[[nodiscard]] Result<EnrolmentRequest> parse_enrolment_request(std::string_view body);
[[nodiscard]] Result<EnrolmentAnswer> parse_enrolment_answer(std::string_view body);

} // namespace wire

} // namespace guichet
