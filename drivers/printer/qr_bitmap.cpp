#include "drivers/printer/qr_bitmap.hpp"

#include "drivers/pictures/qr_symbol.hpp"
#include "drivers/printer/small_qr.hpp"

#include <algorithm>

namespace guichet::printer {
namespace {

/// 0.25 mm at 203 dpi: no camera of a phone reads less.
constexpr int least_module_dots = 2;
/// 0.5 mm at 203 dpi: every phone reads it at arm's length.
constexpr int easy_module_dots = 4;
/// The side that a code has when modules of the profile's size would make it larger: a reference of a few
/// letters more is no reason for more paper.
constexpr int usual_side = 136;

void copy_row(Bitmap& bitmap, int from, int to) {
    const auto stride = static_cast<std::ptrdiff_t>(bitmap.stride());
    std::copy_n(bitmap.bytes.begin() + from * stride, stride, bitmap.bytes.begin() + to * stride);
}

Bitmap bitmap_of(const pictures::QrSymbol& symbol, int scale) {
    Bitmap bitmap(symbol.size * scale, symbol.size * scale);
    for (int row = 0; row < symbol.size; ++row) {
        for (int column = 0; column < symbol.size; ++column)
            if (symbol.is_dark(column, row))
                for (int dot = 0; dot < scale; ++dot)
                    bitmap.set(column * scale + dot, row * scale);
        for (int below = 1; below < scale; ++below)
            copy_row(bitmap, row * scale, row * scale + below);
    }
    return bitmap;
}

std::optional<pictures::QrSymbol> symbol_of(const std::string& payload) {
    if (auto small = small_qr(payload))
        return small;
    auto symbol = pictures::qr_symbol(payload);
    return symbol ? std::optional(std::move(*symbol)) : std::nullopt;
}

/// Dots of one module of a symbol; even where the printer doubles dots.
int module_dots_of(int modules, const Profile& profile) {
    int dots = profile.qr_module_dots;
    if (modules * dots > usual_side)
        dots = std::min(dots, std::max(easy_module_dots, usual_side / modules));
    if (profile.raster_doubles && dots > easy_module_dots)
        dots -= dots % 2;
    return std::min(dots, profile.dots / (modules + 2 * quiet_zone_modules));
}

} // namespace

std::optional<QrDots> qr_dots(const std::string& payload, const Profile& profile) {
    const auto symbol = symbol_of(payload);
    if (!symbol)
        return std::nullopt;
    const int module_dots = module_dots_of(symbol->size, profile);
    if (module_dots < least_module_dots)
        return std::nullopt;
    const bool doubled = profile.raster_doubles && module_dots % 2 == 0;
    return QrDots{bitmap_of(*symbol, doubled ? module_dots / 2 : module_dots), doubled, module_dots};
}

} // namespace guichet::printer
