#pragma once
// Ed25519 signatures (RFC 8032) of the server.

#include <string_view>

namespace guichet::sync {

/// Whether `signature` is the key's signature of the statement; key and signature are hexadecimal. False too
/// when they are no key and no signature at all.
[[nodiscard]] bool verify_signature(std::string_view public_key, std::string_view statement,
                                    std::string_view signature);

} // namespace guichet::sync
