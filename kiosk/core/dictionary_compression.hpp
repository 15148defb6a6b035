#pragma once
// Compression Dictionary Transport (RFC 9842): a body compressed with an earlier body that both sides have,
// in the content coding "dcz" (Dictionary-Compressed Zstandard). What did not change costs next to nothing.

#include "kiosk/core/compression.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guichet {

inline constexpr std::string_view dcz_coding = "dcz";

/// How both sides name a dictionary: the SHA-256 of its bytes (RFC 9842, 2.2).
using DictionaryName = std::array<std::uint8_t, 32>;
[[nodiscard]] DictionaryName dictionary_name(std::string_view dictionary);

/// The value of the header Available-Dictionary: a byte sequence (RFC 8941, 3.3.5), ":BASE64:". Reading gives
/// nothing of what is none of 32 bytes.
[[nodiscard]] std::string available_dictionary(const DictionaryName& name);
[[nodiscard]] std::optional<DictionaryName> parse_available_dictionary(std::string_view header);

/// The bytes in the coding dcz (RFC 9842, 5): 8 bytes of magic, the dictionary's name, one Zstandard frame
/// that was compressed with the dictionary as a raw prefix.
[[nodiscard]] std::string compress_with(std::string_view dictionary, std::string_view bytes);

/// Takes bytes out of that coding, as `decompress` does out of Zstandard; `damaged` too when they were
/// compressed with another dictionary. Memory for the window is bound by 8 MiB or 1.25 times the dictionary
/// (RFC 9842, 5), whichever is more, as a power of two, and never more than 128 MiB.
[[nodiscard]] Decompression decompress_with(std::string_view dictionary, std::string_view bytes,
                                            std::size_t limit, std::string& content);

} // namespace guichet
