#include "kiosk/core/signing_key.hpp"

#include "kiosk/core/digest.hpp"

#include <sodium.h>

#include <algorithm>

namespace guichet {

namespace {

template <std::size_t size>
bool read_hex(std::string_view hex, std::array<std::uint8_t, size>& bytes) {
    std::size_t length = 0;
    return hex.size() == size * 2 &&
           sodium_hex2bin(bytes.data(), size, hex.data(), hex.size(), nullptr, &length, nullptr) == 0 &&
           length == size;
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

SigningKey SigningKey::make() {
    require(sodium_init() >= 0, "the machine gives random numbers");
    SigningKey key;
    crypto_sign_keypair(key.public_key.data(), key.secret_key.data());
    return key;
}

SigningKey SigningKey::from_seed(const std::array<std::uint8_t, 32>& seed) {
    SigningKey key;
    crypto_sign_seed_keypair(key.public_key.data(), key.secret_key.data(), seed.data());
    return key;
}

std::array<std::uint8_t, 32> SigningKey::seed() const {
    std::array<std::uint8_t, 32> seed{};
    std::copy_n(secret_key.begin(), seed.size(), seed.begin());
    return seed;
}

std::string SigningKey::sign(std::string_view statement) const {
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, bytes_of(statement), statement.size(), secret_key.data());
    return to_hex(signature);
}

void SigningKey::wipe() {
    sodium_memzero(secret_key.data(), secret_key.size());
}

bool verify_signature(std::string_view public_key, std::string_view statement, std::string_view signature) {
    PublicKey key{};
    std::array<std::uint8_t, crypto_sign_BYTES> bytes{};
    return read_hex(public_key, key) && read_hex(signature, bytes) &&
           crypto_sign_verify_detached(bytes.data(), bytes_of(statement), statement.size(), key.data()) == 0;
}

std::optional<PublicKey> parse_public_key(std::string_view hex) {
    PublicKey key{};
    PublicKey curve{}; // fails for what is no point of the main subgroup
    const bool good =
        read_hex(hex, key) && crypto_sign_ed25519_pk_to_curve25519(curve.data(), key.data()) == 0;
    return good ? std::optional(key) : std::nullopt;
}

} // namespace guichet
