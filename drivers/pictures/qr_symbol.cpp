#include "drivers/pictures/qr_symbol.hpp"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <exception>

namespace guichet::pictures {
namespace {

/// ZXing's scale of error correction goes from 0 to 8 for all formats: for QR, 1 and 2 are level L, 3 and 4
/// level M, 5 and 6 level Q.
constexpr int level_of(QrCorrection correction) {
    return correction == QrCorrection::low ? 2 : correction == QrCorrection::medium ? 4 : 6;
}

ZXing::BitMatrix encode(const std::string& text, QrCorrection correction) {
    ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
    writer.setEccLevel(level_of(correction)).setMargin(0);
    // Plain ASCII needs no mark of its encoding, which old hand scanners would hand on as garbage.
    if (std::any_of(text.begin(), text.end(),
                    [](char byte) { return static_cast<unsigned char>(byte) > 127; }))
        writer.setEncoding(ZXing::CharacterSet::UTF8);
    return writer.encode(text, 0, 0);
}

} // namespace

Result<QrSymbol> qr_symbol(const std::string& text, QrCorrection correction) {
    if (text.empty())
        return fail("An empty text makes no QR code.");
    try {
        const ZXing::BitMatrix matrix = encode(text, correction);
        QrSymbol symbol{matrix.width(), {}};
        symbol.dark.reserve(static_cast<std::size_t>(matrix.width()) *
                            static_cast<std::size_t>(matrix.height()));
        for (int row = 0; row < matrix.height(); ++row)
            for (int column = 0; column < matrix.width(); ++column)
                symbol.dark.push_back(matrix.get(column, row) ? 1 : 0);
        return symbol;
    } catch (const std::exception& refusal) {
        return fail("The text of {0} bytes makes no QR code ({1}): shorten it.", text.size(), refusal.what());
    }
}

Result<GrayPicture> qr_picture(const std::string& text, int module_pixels, int quiet_zone_modules) {
    require(module_pixels >= 1 && module_pixels <= 64, "a module is 1 to 64 pixels wide");
    require(quiet_zone_modules >= 0 && quiet_zone_modules <= 64, "a quiet zone is 0 to 64 modules wide");
    const auto symbol = qr_symbol(text);
    if (!symbol)
        return symbol.error();
    const int side = (symbol->size + 2 * quiet_zone_modules) * module_pixels;
    GrayPicture picture(side, side);
    for (int y = 0; y < symbol->size * module_pixels; ++y) {
        std::uint8_t* row = picture.row(y + quiet_zone_modules * module_pixels);
        for (int column = 0; column < symbol->size; ++column)
            if (symbol->is_dark(column, y / module_pixels))
                std::fill_n(row + (column + quiet_zone_modules) * module_pixels, module_pixels,
                            std::uint8_t{0});
    }
    return picture;
}

} // namespace guichet::pictures
