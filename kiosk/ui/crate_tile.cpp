#include "kiosk/ui/crate_tile.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

/// The front of a wooden box: slats between two posts, with a label plate on them. Returns the plate.
Rect paint_crate(Kit& kit, const Rect& rect, StorageClass storage) {
    ImDrawList& draw = kit.draw();
    const Palette& palette = kit.palette();
    const Colour wood = palette.crate(storage);
    const Colour gaps = blend(wood, palette.of(storage).ink, 0.55F);
    const Colour post_wood = blend(wood, palette.of(storage).ink, 0.16F);
    const float radius = kit.mm(0.8F);
    const float post = std::round(std::clamp(rect.width() * 0.07F, kit.mm(2.5F), kit.mm(5)));
    const Rect body = rect.inset(post / 3, kit.mm(1));
    fill_round(draw, body, radius, gaps);
    const auto slats = body.rows(rect.height() > kit.mm(30) ? 5 : 4, kit.mm(0.9F));
    for (const Rect& slat : slats) {
        fill_round(draw, slat, radius, wood);
    }
    for (const float left : {rect.left, rect.right - post}) {
        const Rect upright{std::round(left), rect.top, std::round(left + post), rect.bottom};
        fill_round(draw, upright, radius, post_wood);
        for (const Rect& slat : slats) {
            draw.AddCircleFilled({upright.centre().x, slat.centre().y}, kit.mm(0.45F), gaps, 12);
        }
    }
    return rect.inset(post + kit.mm(2), std::round(slats.front().height() * 0.5F + kit.mm(1)));
}

void paint_done(Kit& kit, const Rect& rect) {
    const Palette& palette = kit.palette();
    kit.draw().AddCircleFilled(rect.centre(), rect.width() / 2 + kit.mm(0.6F), palette.card.ground, 40);
    kit.draw().AddCircleFilled(rect.centre(), rect.width() / 2, palette.primary.ground, 40);
    draw_icon(kit.draw(), Icon::check, rect.inset(rect.width() * 0.2F), palette.primary.ink);
}

/// Storage class and number of articles on one line.
bool paint_foot(Kit& kit, Rect foot, const CrateTile& tile) {
    const Tone& tone = kit.palette().of(tile.storage);
    draw_icon(kit.draw(), icon_of(tile.storage), foot.cut_left(kit.mm(5.5F)), tone.ink);
    foot.cut_left(kit.mm(1.5F));
    const float caption = std::min(foot.width() * 0.6F, text_width(kit, TextStyle::small, tile.caption) + 1);
    bool shortened = paint_line(kit, foot.cut_right(caption), tile.caption,
                                {.style = TextStyle::small, .colour = tone.ink, .align = Align::right});
    foot.cut_right(kit.mm(1.5F));
    shortened |= paint_line(kit, foot, tile.kept, {.style = TextStyle::small, .colour = tone.soft_ink});
    return shortened;
}

} // namespace

float crate_picture_height(const Kit& kit) {
    return kit.mm(19);
}

void crate_tile(Kit& kit, const Rect& rect, const CrateTile& tile) {
    const Palette& palette = kit.palette();
    const Tone& tone = palette.of(tile.storage);
    const std::string place = tile.location.empty() ? tile.kept : tile.location;
    shadow_round(kit.draw(), rect, kit.measures().radius(), with_alpha(palette.shadow, 0.16F), kit.mm(2.4F));
    fill_round(kit.draw(), rect, kit.measures().radius(), tone.ground);
    bool shortened = false;
    if (rect.height() >= crate_picture_height(kit)) {
        Rect inside = rect.inset(kit.mm(3), kit.mm(2.5F));
        shortened = paint_foot(kit, inside.cut_bottom(line_height(kit, TextStyle::small)), tile);
        inside.cut_bottom(kit.mm(1.5F));
        const Rect plate = paint_crate(kit, inside, tile.storage);
        fill_round(kit.draw(), plate, kit.mm(1.5F), palette.card.ground);
        shortened |= paint_fitting(
            kit, plate.inset(kit.mm(1.5F), 0), place,
            {TextStyle::location, TextStyle::display, TextStyle::title, TextStyle::strong}, tone.ink);
    } else {
        Rect inside = rect.inset(kit.mm(2.5F), kit.mm(1));
        draw_icon(kit.draw(), icon_of(tile.storage), inside.cut_left(kit.mm(6)), tone.ink);
        inside.cut_left(kit.mm(2));
        shortened =
            paint_fitting(kit, inside, place, {TextStyle::display, TextStyle::title, TextStyle::strong},
                          tone.ink, Align::left);
    }
    if (tile.done) {
        const float side = kit.mm(8);
        paint_done(kit, {rect.right - side * 0.8F, rect.top - side * 0.2F, rect.right + side * 0.2F,
                         rect.top + side * 0.8F});
    }
    kit.show(rect, Role::image, place, tile.kept + ", " + tile.caption, shortened);
}

} // namespace guichet::ui
