#pragma once
// QR codes as pictures, for paper, for screens and for the lab.

#include "drivers/pictures/picture.hpp"
#include "kiosk/core/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace guichet::pictures {

/// A QR symbol without its quiet zone: a square of dark and light modules.
struct QrSymbol {
    int size = 0;                   ///< modules a side, 21 to 177
    std::vector<std::uint8_t> dark; ///< 1 = dark, row by row from the top

    [[nodiscard]] bool is_dark(int column, int row) const {
        return dark[static_cast<std::size_t>(row) * static_cast<std::size_t>(size) +
                    static_cast<std::size_t>(column)] != 0;
    }
};

/// How much of a symbol may be lost and it still reads: about 7, 15 or 25 % (levels L, M, Q).
enum class QrCorrection : std::uint8_t { low, medium, quartile };

/// The QR symbol (ISO/IEC 18004) of a UTF-8 text in the smallest version that holds it; level Q reads best
/// through glare. Fails when the text is empty or too long (about 2,900, 2,300, 1,600 bytes).
[[nodiscard]] Result<QrSymbol> qr_symbol(const std::string& text,
                                         QrCorrection correction = QrCorrection::quartile);

/// The same as a picture, black on white: `module_pixels` (1 to 64) a side for each module, with a margin of
/// `quiet_zone_modules` (0 to 64; the standard asks for 4).
[[nodiscard]] Result<GrayPicture> qr_picture(const std::string& text, int module_pixels,
                                             int quiet_zone_modules = 4);

} // namespace guichet::pictures
