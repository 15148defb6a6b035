#pragma once
// QR codes of short texts, made in microseconds: a receipt's reference is one, and a kiosk prints many.

#include "drivers/pictures/qr_symbol.hpp"

#include <optional>
#include <string_view>

namespace guichet::printer {

/// The QR symbol (ISO/IEC 18004, model 2, versions 1 to 6) of an ASCII text: the smallest that holds it at
/// error correction M, at the highest level that this size still takes. Nothing when the text is empty,
/// longer than 106 bytes or not ASCII.
[[nodiscard]] std::optional<pictures::QrSymbol> small_qr(std::string_view text);

} // namespace guichet::printer
