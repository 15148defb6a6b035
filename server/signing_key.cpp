#include "server/signing_key.hpp"

#include "kiosk/core/digest.hpp"

#include <sodium.h>

namespace guichet::server {

SigningKey SigningKey::make() {
    require(sodium_init() >= 0, "the machine gives random numbers");
    SigningKey key;
    crypto_sign_keypair(key.public_key.data(), key.secret_key.data());
    return key;
}

std::string SigningKey::sign(std::string_view statement) const {
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, reinterpret_cast<const unsigned char*>(statement.data()),
                         statement.size(), secret_key.data());
    return to_hex(signature);
}

} // namespace guichet::server
