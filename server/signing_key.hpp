#pragma once
// The key with which the server signs manifests: Ed25519 (RFC 8032).

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace guichet::server {

struct SigningKey {
    std::array<std::uint8_t, 32> public_key{};
    std::array<std::uint8_t, 64> secret_key{}; ///< libsodium's form: seed and public key

    /// A new random key.
    [[nodiscard]] static SigningKey make();

    /// The signature of a statement, hexadecimal.
    [[nodiscard]] std::string sign(std::string_view statement) const;
};

} // namespace guichet::server
