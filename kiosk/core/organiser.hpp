#pragma once
// The organiser's key: the one that signs manifests and is not on the server, so that who breaks into the
// server cannot give kiosks other orders. The server knows its public half; each kiosk learns that when it is
// enrolled, and from then on takes no manifest without the organiser's signature of manifest_statement.

#include "kiosk/core/signing_key.hpp"

#include <string>
#include <string_view>

namespace guichet {

namespace wire {

/// Goes with a manifest that the organiser signed: their signature, hexadecimal.
inline constexpr std::string_view organiser_signature_header = "Guichet-Organiser-Signature";

/// What the server signs at an enrolment, so that nobody between it and the kiosk names another organiser's
/// key, or none.
[[nodiscard]] std::string organiser_statement(std::string_view device, std::string_view public_key,
                                              std::string_view organiser_key);

} // namespace wire

/// What the file of an organiser's key holds, one line of hexadecimal: whoever has it can sign.
[[nodiscard]] std::string to_key_file(const SigningKey& key);

/// Reads it; nothing when it is none.
[[nodiscard]] std::optional<SigningKey> parse_key_file(std::string_view text);

} // namespace guichet
