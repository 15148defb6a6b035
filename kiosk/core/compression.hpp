#pragma once
// Zstandard (RFC 8878), with which kiosk and server make their messages small.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace guichet {

/// The name of this coding in HTTP's headers (RFC 8878, 7.2).
inline constexpr std::string_view zstd_coding = "zstd";

/// Messages of no more bytes travel as they are. A batch of one hand-over has some 700, and 320 compressed.
inline constexpr std::size_t least_compressed_bytes = 256;

/// One frame that holds these bytes.
[[nodiscard]] std::string compress(std::string_view bytes);

enum class Decompression : std::uint8_t {
    done,
    too_large, ///< it holds more than the limit, or wants more memory than HTTP allows it
    damaged    ///< it is no Zstandard, or not whole
};

/// Puts what `bytes` hold into `content`: one frame, or several one behind the other. No more than `limit`
/// bytes are ever made of them, and with them no more than 8 MiB of memory used (RFC 9659: a larger window
/// is refused), whatever they promise. `content` is empty unless it is done.
[[nodiscard]] Decompression decompress(std::string_view bytes, std::size_t limit, std::string& content);

} // namespace guichet
