#include "kiosk/ui/crate_tile.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

/// The front of a wooden box: slats between two posts, and the label plate on it.
void paint_crate(Kit& kit, const Rect& rect, StorageClass storage) {
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
            draw.AddCircleFilled({upright.centre().x, slat.centre().y}, kit.mm(0.4F), gaps);
        }
    }
    fill_round(draw, rect.inset(post + kit.mm(1), kit.mm(2.2F)), kit.mm(1.5F), palette.card.ground);
}

void paint_done(Kit& kit, const Rect& rect) {
    const Palette& palette = kit.palette();
    kit.draw().AddCircleFilled(rect.centre(), rect.width() / 2 + kit.mm(0.6F), palette.card.ground);
    kit.draw().AddCircleFilled(rect.centre(), rect.width() / 2, palette.primary.ground);
    draw_icon(kit.draw(), Icon::check, rect.inset(rect.width() * 0.2F), palette.primary.ink);
}

/// Whether storage class and number of articles stand below the place.
bool has_foot(const Kit& kit, float plate) {
    return plate > line_height(kit, TextStyle::title) * 0.8F + line_height(kit, TextStyle::small);
}

constexpr float foot_sign_mm = 4.4F;

/// Whether storage class and number of articles stand on one line of this width, both in words.
bool both_fit(const Kit& kit, float width, const CrateTile& tile) {
    return kit.mm(foot_sign_mm) + text_width(kit, TextStyle::small, tile.kept) +
               text_width(kit, TextStyle::small, tile.caption) + 2 + kit.mm(2.2F) <=
           width;
}

/// Storage class and number of articles on one line; where there is no room for both words, the sign tells
/// the class.
void paint_foot(Kit& kit, Rect foot, const CrateTile& tile, bool kept) {
    const Tone& tone = kit.palette().of(tile.storage);
    const float caption = text_width(kit, TextStyle::small, tile.caption) + 1;
    const float sign = std::min(kit.mm(foot_sign_mm), foot.height());
    if (sign + caption + kit.mm(1) > foot.width()) {
        draw_icon(kit.draw(), icon_of(tile.storage), foot, tone.ink);
        return;
    }
    draw_icon(kit.draw(), icon_of(tile.storage), foot.cut_left(sign), tone.ink);
    foot.cut_left(kit.mm(0.8F));
    if (kept) {
        paint_line(kit, foot.cut_left(text_width(kit, TextStyle::small, tile.kept) + 1), tile.kept,
                   {.style = TextStyle::small, .colour = tone.ink});
    }
    paint_line(kit, foot, tile.caption,
               {.style = TextStyle::small, .colour = tone.soft_ink, .align = Align::right});
}

/// The label plate of a tile, without the post and the margins around it.
Rect plate_of(const Kit& kit, const Rect& rect) {
    return rect.inset(kit.mm(5.2F), kit.mm(2.8F));
}

/// Cuts what is not the place of the crate off the plate.
Rect cut_place(const Kit& kit, Rect& plate) {
    if (has_foot(kit, plate.height())) {
        const Rect foot = plate.cut_bottom(line_height(kit, TextStyle::small));
        return foot;
    }
    const Rect sign = plate.cut_left(kit.mm(6));
    plate.cut_left(kit.mm(1.5F));
    return sign;
}

std::string value_of(const Kit& kit, const CrateTile& tile) {
    return fmt::format("{}, {}{}", tile.kept, tile.caption,
                       tile.done ? ", " + kit.texts().get("ticked") : "");
}

} // namespace

CrateLook crate_look(const Kit& kit, float width, float height, const std::vector<CrateTile>& tiles) {
    const auto all = [&tiles](const auto& holds) { return std::all_of(tiles.begin(), tiles.end(), holds); };
    Rect plate = plate_of(kit, {0, 0, width, height});
    const float foot = plate.width();
    cut_place(kit, plate);
    CrateLook look;
    look.kept = all([&](const CrateTile& tile) { return both_fit(kit, foot, tile); });
    for (const TextStyle style : {TextStyle::location, TextStyle::display, TextStyle::title}) {
        // Capitals take less than three quarters of a line.
        if (line_height(kit, style) * 0.72F <= plate.height() && all([&](const CrateTile& tile) {
                return text_width(kit, style, tile.place()) <= plate.width();
            })) {
            look.place = style;
            break;
        }
    }
    return look;
}

bool crate_tile(Kit& kit, const Rect& rect, const CrateTile& tile, const CrateLook& look) {
    const Tone& tone = kit.palette().of(tile.storage);
    Rect plate = plate_of(kit, rect);
    const bool foot = has_foot(kit, plate.height());
    const Rect beside = cut_place(kit, plate);
    const bool shortened = text_width(kit, look.place, tile.place()) > plate.width();
    const Touch touch =
        kit.touch(rect, Role::check, tile.place(), value_of(kit, tile), tile.enabled, shortened);
    const Rect face = touch.held ? rect.moved(0, kit.mm(0.5F)) : rect;
    shadow_round(kit.draw(), face.inset(kit.mm(0.8F)), kit.mm(1.2F), with_alpha(kit.palette().shadow, 0.22F),
                 kit.mm(2.2F));
    paint_crate(kit, face, tile.storage);
    if (foot) {
        paint_foot(kit, beside, tile, look.kept);
    } else {
        draw_icon(kit.draw(), icon_of(tile.storage), beside, tone.ink);
    }
    paint_line(kit, plate, tile.place(), {.style = look.place, .colour = tone.ink, .align = Align::centre});
    if (tile.done) {
        const float side = kit.mm(8);
        paint_done(kit, {rect.right - side * 0.8F, rect.top - side * 0.2F, rect.right + side * 0.2F,
                         rect.top + side * 0.8F});
    }
    return touch.tapped;
}

float crate_row_height(const Kit& kit) {
    return std::max(kit.measures().target(), line_height(kit, TextStyle::strong) + kit.mm(1.6F));
}

bool crate_row(Kit& kit, const Rect& rect, const CrateTile& tile) {
    const Tone& tone = kit.palette().of(tile.storage);
    Rect inside = rect.inset(kit.mm(2.5F), kit.mm(0.5F));
    const float side = std::min(inside.height(), kit.mm(8));
    const Rect sign = inside.cut_left(side);
    inside.cut_left(kit.mm(2));
    const Rect mark = inside.cut_right(side).middle(side, side);
    inside.cut_right(kit.mm(2));
    const TextStyle style = text_width(kit, TextStyle::strong, tile.name) <= inside.width()
                                ? TextStyle::strong
                                : TextStyle::small;
    const float name = text_width(kit, style, tile.name);
    const bool counted = name + text_width(kit, TextStyle::small, tile.caption) + kit.mm(3) <= inside.width();
    const Touch touch =
        kit.touch(rect, Role::check, tile.name, value_of(kit, tile), tile.enabled, name > inside.width());
    surface(kit, rect, tone);
    if (touch.held) {
        stroke_round(kit.draw(), rect, kit.measures().radius(), tone.ink, kit.mm(0.8F));
    }
    draw_icon(kit.draw(), icon_of(tile.storage), sign, tone.ink);
    if (tile.done) {
        paint_done(kit, mark);
    }
    if (counted) {
        paint_line(kit, inside, tile.caption,
                   {.style = TextStyle::small, .colour = tone.soft_ink, .align = Align::right});
    }
    paint_line(kit, inside, tile.name, {.style = style, .colour = tone.ink});
    return touch.tapped;
}

} // namespace guichet::ui
