#pragma once
// Bodies that travel compressed (RFC 9110, 8.4): what the service reads and writes is always plain.

#include "server/service.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace guichet::server {

/// Takes a body out of the coding that its Content-Encoding names: none, "identity" or "zstd". Gives the
/// refusal of what is larger than the limit (413), damaged (400), or in another coding (415).
[[nodiscard]] std::optional<Answer> decode_body(std::string_view encoding, std::size_t limit,
                                                std::string& body);

/// Whether an Accept-Encoding (RFC 9110, 12.5.3) names a coding and does not refuse it by a weight of 0.
[[nodiscard]] bool accepts_coding(std::string_view header, std::string_view coding);

/// Compresses the body of a good answer, if the client takes that and there is something to gain.
void encode_body(Answer& answer, bool accepted);

} // namespace guichet::server
