#include "kiosk/ui/crate_tile.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

/// The front of a wooden box: posts at both sides and slats, with a label plate in front of them.
Rect paint_crate(Kit& kit, const Rect& rect, StorageClass storage) {
    ImDrawList& draw = kit.draw();
    const Palette& palette = kit.palette();
    const Colour wood = palette.crate(storage);
    const Colour dark = blend(wood, palette.of(storage).ink, 0.45F);
    const float radius = kit.mm(1.2F);
    const float post = std::round(std::min(kit.mm(5), rect.width() * 0.08F));
    const Rect body = rect.inset(0, std::round(rect.height() * 0.04F));
    fill_round(draw, body.inset(post * 0.5F, 0), radius, dark);
    for (const Rect& slat : body.inset(0, kit.mm(1)).rows(4, kit.mm(1.6F))) {
        fill_round(draw, slat, radius, wood);
    }
    for (const float left : {rect.left + post * 0.6F, rect.right - post * 1.6F}) {
        const Rect upright{std::round(left), rect.top, std::round(left + post), rect.bottom};
        fill_round(draw, upright, radius, blend(wood, palette.card.ground, 0.22F));
        for (const Rect& slat : body.inset(0, kit.mm(1)).rows(4, kit.mm(1.6F))) {
            draw.AddCircleFilled({upright.centre().x, slat.centre().y}, kit.mm(0.5F), dark, 12);
        }
    }
    return rect.inset(post * 2.2F, std::round(rect.height() * 0.14F));
}

} // namespace

bool crate_tile(Kit& kit, const Rect& rect, const CrateTile& tile) {
    const Palette& palette = kit.palette();
    const Tone& tone = palette.of(tile.storage);
    const std::string& ticked = tile.done ? kit.texts().get("ticked") : std::string();
    const Touch touch = kit.touch(rect, Role::check, tile.location.empty() ? tile.kept : tile.location,
                                  tile.kept + ", " + tile.caption + (tile.done ? ", " + ticked : ""));
    shadow_round(kit.draw(), rect, kit.measures().radius(), with_alpha(palette.shadow, 0.16F), kit.mm(2.4F));
    fill_round(kit.draw(), rect, kit.measures().radius(),
               touch.held ? blend(tone.ground, tone.line, 0.3F) : tone.ground);
    Rect inside = rect.inset(kit.mm(3.5F), kit.mm(3));
    Rect foot = inside.cut_bottom(line_height(kit, TextStyle::strong) + kit.mm(1));
    inside.cut_bottom(kit.mm(2));
    const Rect plate = paint_crate(kit, inside, tile.storage);
    fill_round(kit.draw(), plate, kit.mm(1.5F), palette.card.ground);
    const std::string place = tile.location.empty() ? "–" : tile.location;
    paint_fitting(kit, plate.inset(kit.mm(1.5F), 0), place,
                  {TextStyle::location, TextStyle::display, TextStyle::title}, tone.ink);
    draw_icon(kit.draw(), icon_of(tile.storage), foot.cut_left(kit.mm(6)), tone.ink);
    foot.cut_left(kit.mm(1.5F));
    if (tile.done) {
        const float side = kit.mm(9);
        const Rect mark = Rect{rect.right - side - kit.mm(2), rect.top + kit.mm(2), rect.right - kit.mm(2),
                               rect.top + kit.mm(2) + side};
        kit.draw().AddCircleFilled(mark.centre(), side / 2 + kit.mm(0.7F), palette.card.ground, 40);
        kit.draw().AddCircleFilled(mark.centre(), side / 2, palette.primary.ground, 40);
        draw_icon(kit.draw(), Icon::check, mark.inset(kit.mm(1.8F)), palette.primary.ink);
    }
    const float caption = std::min(foot.width() * 0.6F, text_width(kit, TextStyle::strong, tile.caption) + 1);
    paint_line(kit, foot.cut_right(caption), tile.caption,
               {.style = TextStyle::strong, .colour = tone.ink, .align = Align::right});
    foot.cut_right(kit.mm(1.5F));
    paint_line(kit, foot, tile.kept, {.style = TextStyle::small, .colour = tone.soft_ink});
    return touch.tapped;
}

} // namespace guichet::ui
