#pragma once

#include "drivers/printer/bitmap.hpp"
#include "drivers/printer/profile.hpp"

#include <optional>
#include <string>

namespace guichet::printer {

inline constexpr int quiet_zone_modules = 4; ///< ISO/IEC 18004

/// A QR code in the paper's dots.
struct QrDots {
    Bitmap bitmap;        ///< without quiet zone; half as wide and high as it prints when `doubled`
    bool doubled = false; ///< to be printed with 2 × 2 dots for each of the bitmap: a quarter of the bytes
    int module_dots = 0;  ///< dots of one module on paper
};

/// The QR code of a payload: its modules of the profile's size, or of four dots at least (half a millimetre)
/// where that keeps it within 17 mm; smaller only as far as it takes to fit between the edges. Nothing when
/// it does not fit at all: the payload is then printed as text.
[[nodiscard]] std::optional<QrDots> qr_dots(const std::string& payload, const Profile& profile);

} // namespace guichet::printer
