#include "drivers/printer/qr_bitmap.hpp"

#include "drivers/pictures/qr_symbol.hpp"

#include <algorithm>

namespace guichet::printer {
namespace {

constexpr int quiet_zone_modules = 4; // ISO/IEC 18004
/// 0.25 mm at 203 dpi: no camera of a phone reads less.
constexpr int least_module_dots = 2;

Bitmap bitmap_of(const pictures::QrSymbol& symbol, int scale) {
    Bitmap bitmap(symbol.size * scale, symbol.size * scale);
    for (int y = 0; y < bitmap.height; ++y)
        for (int x = 0; x < bitmap.width; ++x)
            if (symbol.is_dark(x / scale, y / scale))
                bitmap.set(x, y);
    return bitmap;
}

} // namespace

std::optional<QrDots> qr_dots(const std::string& payload, const Profile& profile) {
    const auto symbol = pictures::qr_symbol(payload);
    if (!symbol)
        return std::nullopt;
    const int module_dots =
        std::min(profile.qr_module_dots, profile.dots / (symbol->size + 2 * quiet_zone_modules));
    if (module_dots < least_module_dots)
        return std::nullopt;
    const bool doubled = profile.raster_doubles && module_dots % 2 == 0;
    return QrDots{bitmap_of(symbol.value(), doubled ? module_dots / 2 : module_dots), doubled, module_dots};
}

} // namespace guichet::printer
