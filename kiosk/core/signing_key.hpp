#pragma once
// Ed25519 signatures (RFC 8032): the server signs manifests, each kiosk signs what it asks and sends.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guichet {

/// A public key's bytes.
using PublicKey = std::array<std::uint8_t, 32>;

/// Both halves of a key.
struct SigningKey {
    PublicKey public_key{};
    std::array<std::uint8_t, 64> secret_key{}; ///< libsodium's form: seed and public key

    /// A new random key.
    [[nodiscard]] static SigningKey make();

    /// The key of 32 bytes, the same each time: for demonstrations and tests, and for a key that was kept as
    /// its seed.
    [[nodiscard]] static SigningKey from_seed(const std::array<std::uint8_t, 32>& seed);

    /// What the key can be made of again: whoever has it can sign.
    [[nodiscard]] std::array<std::uint8_t, 32> seed() const;

    /// The signature of a statement, hexadecimal.
    [[nodiscard]] std::string sign(std::string_view statement) const;

    /// Overwrites the secret half.
    void wipe();
};

/// Whether `signature` is the key's signature of the statement; key and signature are hexadecimal. False too
/// when they are no key and no signature at all.
[[nodiscard]] bool verify_signature(std::string_view public_key, std::string_view statement,
                                    std::string_view signature);

/// Reads exactly 64 hexadecimal letters that are a point of the curve; nothing when they are not.
[[nodiscard]] std::optional<PublicKey> parse_public_key(std::string_view hex);

} // namespace guichet
