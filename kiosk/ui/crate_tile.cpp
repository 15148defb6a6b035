#include "kiosk/ui/crate_tile.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

/// The front of a wooden box: slats between two posts. Returns the label plate on it.
Rect paint_crate(Kit& kit, const Rect& rect, StorageClass storage) {
    ImDrawList& draw = kit.draw();
    const Palette& palette = kit.palette();
    const Colour wood = palette.crate(storage);
    const Colour gaps = blend(wood, palette.of(storage).ink, 0.5F);
    const Colour post_wood = blend(wood, palette.of(storage).ink, 0.14F);
    const float radius = kit.mm(1.2F);
    const float post = kit.mm(3);
    const Rect body = rect.inset(kit.mm(0.8F), kit.mm(0.8F));
    fill_round(draw, body, radius, gaps);
    const auto slats = body.rows(rect.height() > kit.mm(26)   ? 5
                                 : rect.height() > kit.mm(17) ? 4
                                                              : 3,
                                 kit.mm(0.8F));
    for (const Rect& slat : slats) {
        fill_round(draw, slat, kit.mm(0.6F), wood);
    }
    for (const float left : {rect.left, rect.right - post}) {
        const Rect upright{left, rect.top, left + post, rect.bottom};
        fill_round(draw, upright, radius, post_wood);
        for (const Rect& slat : slats) {
            draw.AddCircleFilled({upright.centre().x, slat.centre().y}, kit.mm(0.4F), gaps, 12);
        }
    }
    const Rect plate = rect.inset(post + kit.mm(1), kit.mm(2.2F));
    fill_round(draw, plate, kit.mm(1.5F), palette.card.ground);
    return plate;
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
    draw_icon(kit.draw(), icon_of(tile.storage), foot.cut_left(kit.mm(4.4F)), tone.ink);
    foot.cut_left(kit.mm(1));
    // The icon tells the storage as well: where there is no room for both words, the number is worth more.
    if (text_width(kit, TextStyle::small, tile.kept) + text_width(kit, TextStyle::small, tile.caption) +
            kit.mm(1) + 2 >
        foot.width()) {
        return paint_line(kit, foot, tile.caption,
                          {.style = TextStyle::small, .colour = tone.soft_ink, .align = Align::right});
    }
    bool shortened = paint_line(kit, foot.cut_left(text_width(kit, TextStyle::small, tile.kept) + 1),
                                tile.kept, {.style = TextStyle::small, .colour = tone.ink});
    foot.cut_left(kit.mm(1));
    shortened |= paint_line(kit, foot, tile.caption,
                            {.style = TextStyle::small, .colour = tone.soft_ink, .align = Align::right});
    return shortened;
}

} // namespace

void crate_tile(Kit& kit, const Rect& rect, const CrateTile& tile) {
    const Tone& tone = kit.palette().of(tile.storage);
    const std::string place = tile.location.empty() ? tile.kept : tile.location;
    shadow_round(kit.draw(), rect.inset(kit.mm(0.8F)), kit.mm(1.2F), with_alpha(kit.palette().shadow, 0.22F),
                 kit.mm(2.2F));
    Rect plate = paint_crate(kit, rect, tile.storage).inset(kit.mm(1.2F), kit.mm(0.6F));
    bool shortened = false;
    if (plate.height() > line_height(kit, TextStyle::title) * 0.8F + line_height(kit, TextStyle::small)) {
        shortened = paint_foot(kit, plate.cut_bottom(line_height(kit, TextStyle::small)), tile);
    } else {
        draw_icon(kit.draw(), icon_of(tile.storage), plate.cut_left(kit.mm(6)), tone.ink);
        plate.cut_left(kit.mm(1.5F));
    }
    shortened |= paint_fitting(kit, plate, place,
                               {TextStyle::location, TextStyle::display, TextStyle::title, TextStyle::strong},
                               tone.ink);
    if (tile.done) {
        const float side = kit.mm(8);
        paint_done(kit, {rect.right - side * 0.8F, rect.top - side * 0.2F, rect.right + side * 0.2F,
                         rect.top + side * 0.8F});
    }
    kit.show(rect, Role::image, place, tile.kept + ", " + tile.caption, shortened);
}

} // namespace guichet::ui
