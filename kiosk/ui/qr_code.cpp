#include "kiosk/ui/qr_code.hpp"

#include <algorithm>
#include <cmath>

namespace guichet::ui {

namespace {

constexpr int quiet_zone = 4;      // modules, ISO/IEC 18004
constexpr float widest_module = 1; // millimetres: larger ones are no easier to read

int module_pixels(const Kit& kit, const QrModules& code, float room) {
    const int most = static_cast<int>(std::max(1.0F, kit.mm(widest_module)));
    return std::clamp(static_cast<int>(room) / (code.size + 2 * quiet_zone), 1, most);
}

} // namespace

float qr_side(const Kit& kit, const QrModules& code, float room) {
    return static_cast<float>(module_pixels(kit, code, room) * (code.size + 2 * quiet_zone));
}

void draw_qr(Kit& kit, const Rect& rect, const QrModules& code, const std::string& label) {
    if (code.size == 0 || rect.empty())
        return;
    const float room = std::min(rect.width(), rect.height());
    const auto pixels = static_cast<float>(module_pixels(kit, code, room));
    const float side = qr_side(kit, code, room);
    Rect place = rect.middle(side, side);
    place = {std::floor(place.left), std::floor(place.top), std::floor(place.left) + side,
             std::floor(place.top) + side};
    ImDrawList& draw = kit.draw();
    draw.AddRectFilled(place.min(), place.max(), rgb(0xFFFFFF));
    const auto dark = [&](int column, int row) {
        return code.dark[static_cast<std::size_t>(row * code.size + column)] != 0;
    };
    for (int row = 0; row < code.size; ++row) {
        const float top = place.top + static_cast<float>(quiet_zone + row) * pixels;
        for (int column = 0; column < code.size; ++column) {
            const int start = column;
            while (column < code.size && dark(column, row))
                ++column;
            if (column > start)
                draw.AddRectFilled(
                    {place.left + static_cast<float>(quiet_zone + start) * pixels, top},
                    {place.left + static_cast<float>(quiet_zone + column) * pixels, top + pixels},
                    rgb(0x000000));
        }
    }
    kit.show(place, Role::image, label);
}

} // namespace guichet::ui
