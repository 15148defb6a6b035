#include "kiosk/sync/signature.hpp"

#include <sodium.h>

#include <array>

namespace guichet::sync {

namespace {

template <std::size_t size>
bool read_hex(std::string_view hex, std::array<unsigned char, size>& bytes) {
    std::size_t length = 0;
    return hex.size() == size * 2 &&
           sodium_hex2bin(bytes.data(), size, hex.data(), hex.size(), nullptr, &length, nullptr) == 0 &&
           length == size;
}

} // namespace

bool verify_signature(std::string_view public_key, std::string_view statement, std::string_view signature) {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
    std::array<unsigned char, crypto_sign_BYTES> bytes{};
    return read_hex(public_key, key) && read_hex(signature, bytes) &&
           crypto_sign_verify_detached(bytes.data(), reinterpret_cast<const unsigned char*>(statement.data()),
                                       statement.size(), key.data()) == 0;
}

} // namespace guichet::sync
