#include "kiosk/core/digest.hpp"

#include <sodium.h>

namespace guichet {

Digest digest_of(std::string_view bytes) {
    Digest digest{};
    crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size(), nullptr, 0);
    return digest;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string hex(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.pop_back();
    return hex;
}

Result<Digest> parse_digest(std::string_view hex) {
    Digest digest{};
    std::size_t length = 0;
    const bool read = hex.size() == digest.size() * 2 &&
                      sodium_hex2bin(digest.data(), digest.size(), hex.data(), hex.size(), nullptr, &length,
                                     nullptr) == 0 &&
                      length == digest.size();
    if (!read)
        return fail("“{0}” is not a digest of 64 hexadecimal letters.", hex);
    return digest;
}

} // namespace guichet
