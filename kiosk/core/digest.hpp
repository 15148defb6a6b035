#pragma once
// BLAKE2b-256 digests (RFC 7693) and their written form.

#include "kiosk/core/result.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace guichet {

/// A BLAKE2b-256 digest; all zeros stands for "nothing before this".
using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest digest_of(std::string_view bytes);

/// Lower-case hexadecimal, two letters a byte.
[[nodiscard]] std::string to_hex(std::span<const std::uint8_t> bytes);

/// Reads exactly 64 hexadecimal letters.
[[nodiscard]] Result<Digest> parse_digest(std::string_view hex);

} // namespace guichet
