#pragma once
// Inside this room: a short text as the code words of a QR symbol (ISO/IEC 18004).

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace guichet::printer {

inline constexpr int last_small_version = 6;

/// Levels of error correction, by their strength; the weakest, L, is not used.
enum class QrLevel : std::uint8_t { m, q, h };
inline constexpr int qr_level_count = 3;

/// All code words of a symbol, in the order in which they are placed.
struct QrWords {
    int version = 1; ///< 1 to last_small_version
    QrLevel level = QrLevel::m;
    std::vector<std::uint8_t> words;
};

/// An ASCII text in the smallest version that holds it at level M, at the highest level that this version
/// still takes. Nothing when the text is empty, too long or not ASCII.
[[nodiscard]] std::optional<QrWords> small_qr_words(std::string_view text);

} // namespace guichet::printer
