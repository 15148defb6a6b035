// What lies over a screen: dialogs and toasts.
#include "kiosk/ui/controls.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

float inner_margin(const Kit& kit) {
    return kit.mm(kit.measures().text_scale > 1.2F ? 5.0F : 6.0F);
}

constexpr std::array title_styles{TextStyle::title, TextStyle::strong};

Fitted fit_title(const Kit& kit, float width, const std::string& title) {
    return fit(kit, width, kit.screen().height() * 0.4F, title, title_styles);
}

float title_height(const Kit& kit, float width, const std::string& title) {
    const Fitted fitted = fit_title(kit, width, title);
    return line_height(kit, fitted.style) * static_cast<float>(fitted.text.lines.size()) + kit.mm(2.5F);
}

/// The sheet with its title; returns what is left of it.
Rect draw_sheet(Kit& kit, const Rect& sheet, const std::string& title) {
    const Rect& screen = kit.screen();
    const Palette& palette = kit.palette();
    const float radius = kit.mm(4);
    kit.draw().AddRectFilled(screen.min(), screen.max(), palette.scrim);
    kit.set_section(static_cast<std::uint16_t>(kit.section() + 1));
    kit.show(sheet, Role::dialog, title);
    if (palette.surfaces == Surfaces::shaded) {
        shadow_round(kit.draw(), sheet, radius, with_alpha(palette.shadow, 0.35F), kit.mm(5));
    }
    fill_round(kit.draw(), sheet, radius, palette.card.ground);
    if (palette.surfaces != Surfaces::shaded) {
        stroke_round(kit.draw(), sheet, radius, palette.edge, kit.measures().hairline() * 1.5F);
    }
    Rect inside = sheet.inset(inner_margin(kit));
    const Fitted fitted = fit_title(kit, inside.width(), title);
    const Rect place = inside.cut_top(title_height(kit, inside.width(), title) - kit.mm(2.5F));
    paint_fitted(kit, place, fitted, palette.card.ink, Align::left);
    kit.show(place, Role::heading, title, {}, fitted.text.shortened);
    inside.cut_top(kit.mm(2.5F));
    return inside;
}

} // namespace

Rect dialog(Kit& kit, float width, float height, const std::string& title) {
    const Rect& screen = kit.screen();
    const float margin = kit.mm(2.7F);
    const float larger = kit.measures().text_scale - 1;
    return draw_sheet(kit,
                      screen.middle(std::min(width * (1 + larger * 0.5F), screen.width() - 2 * margin),
                                    std::min(height * (1 + larger * 0.7F), screen.height() - 2 * margin)),
                      title);
}

Rect dialog(Kit& kit, const Sheet& sheet) {
    const Rect& screen = kit.screen();
    const float margin = kit.mm(2.7F);
    const float widest = screen.width() - 2 * margin;
    const float around = 2 * inner_margin(kit);
    const auto height_at = [&](float width) {
        return around + title_height(kit, width - around, sheet.title) + sheet.height(width - around);
    };
    float width = std::min(widest, sheet.width * (1 + (kit.measures().text_scale - 1) * 0.5F));
    float height = height_at(width);
    // A sheet that would be much higher than it is wide is better a wide one.
    const float highest = std::min(screen.height() - 2 * margin, std::max(width, screen.height() * 0.6F));
    for (; height > highest && width < widest; height = height_at(width)) {
        width = std::min(widest, width + kit.mm(20));
    }
    return draw_sheet(kit, screen.middle(width, std::min(height, screen.height() - 2 * margin)), sheet.title);
}

void toast(Kit& kit, const std::string& text) {
    const Rect& screen = kit.screen();
    const Palette& palette = kit.palette();
    const float icon = kit.measures().sign(6.5F);
    const float around = 2 * kit.mm(5) + icon + kit.mm(2.2F);
    const float widest = std::min(screen.width() - 2 * kit.measures().margin(), kit.mm(190)) - around;
    const float words = balanced_width(kit, TextStyle::strong, text, widest);
    const float high = paragraph_height(kit, TextStyle::strong, text, words);
    const float height = std::max(high + kit.mm(4), kit.measures().target());
    // Above the row of main buttons, so that these stay what they are.
    const float bottom =
        screen.bottom - kit.measures().margin() - kit.measures().primary_button() - 2 * kit.measures().gap();
    const Rect line{screen.left, bottom - height, screen.right, bottom};
    const Rect rect =
        line.middle(std::min(words, text_width(kit, TextStyle::strong, text) + 1) + around, height);
    const float radius = std::min(height / 2, kit.mm(7));
    fill_round(kit.draw(), rect, radius, palette.page.ink);
    if (palette.surfaces != Surfaces::shaded) {
        stroke_round(kit.draw(), rect, radius, palette.page.ground, kit.measures().hairline());
    }
    Rect inside = rect.inset(kit.mm(5), 0);
    draw_icon(kit.draw(), Icon::check, inside.cut_left(icon).middle(icon, icon), palette.page.ground);
    inside.cut_left(kit.mm(2.2F));
    // It lies over what it says something about: it is read before that, with the header.
    const Live live(kit);
    kit.set_section(0);
    write_paragraph(kit, inside.middle(inside.width(), high), text,
                    {.style = TextStyle::strong, .colour = palette.page.ground});
}

} // namespace guichet::ui
