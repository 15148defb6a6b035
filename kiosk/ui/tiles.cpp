#include "kiosk/ui/tiles.hpp"

#include <algorithm>

namespace guichet::ui {

namespace {

constexpr std::size_t any_number = 1000;

bool keeps_words(const Kit& kit, TextStyle style, std::string_view text, float width) {
    return !wrap(kit, style, text, width, any_number).shortened;
}

/// Where the parts of a tile stand, and in which letters.
struct Parts {
    float sign = 0; ///< width of the sign's ground; 0 for none
    TextStyle label = TextStyle::strong;
    float words = 0;        ///< width of the words
    float label_height = 0; ///< of all lines
    float caption_height = 0;
};

constexpr float side_mm = 2.5F;

/// With its sign where there is room, and the label in the first of these styles that keeps its words.
Parts parts_with(const Kit& kit, float width, const Tile& tile, bool with_sign,
                 std::initializer_list<TextStyle> styles) {
    Parts parts;
    const float inside = width - 2 * kit.mm(side_mm);
    const float sign = tile.icon == Icon::none || !with_sign ? 0 : kit.mm(10);
    const float beside = inside - sign - kit.mm(2.5F);
    const bool room = sign > 0 && keeps_words(kit, TextStyle::strong, tile.label, beside) &&
                      keeps_words(kit, TextStyle::small, tile.caption, beside);
    parts.sign = room ? sign : 0;
    parts.words = room ? beside : inside;
    parts.label = whole_words(kit, parts.words, tile.label, styles);
    parts.label_height = paragraph_height(kit, parts.label, tile.label, parts.words);
    if (!tile.caption.empty()) {
        parts.caption_height = paragraph_height(kit, TextStyle::small, tile.caption, parts.words);
    }
    return parts;
}

/// In a place that is too low the words come before the sign and before their size.
Parts parts_of(const Kit& kit, float width, const Tile& tile, float height = 1e6F) {
    using enum TextStyle;
    Parts parts = parts_with(kit, width, tile, true, {strong, small});
    if (parts.label_height + parts.caption_height > height) {
        parts = parts_with(kit, width, tile, false, {strong, small});
    }
    if (parts.label_height + parts.caption_height > height) {
        parts = parts_with(kit, width, tile, false, {small});
    }
    return parts;
}

void paint_sign(Kit& kit, const Rect& place, const Tile& tile) {
    const Palette& palette = kit.palette();
    const Tone& tone = palette.of(tile.meaning);
    const Rect ground = place.middle(place.width(), place.width());
    const bool good = tile.meaning == Meaning::good && tile.enabled;
    fill_round(kit.draw(), ground, kit.mm(2.4F), good ? palette.primary.ground : tone.ground);
    if (!good) {
        stroke_round(kit.draw(), ground, kit.mm(2.4F), tone.line, kit.measures().hairline());
    }
    draw_icon(kit.draw(), tile.icon, ground.inset(kit.mm(1.9F)),
              !tile.enabled ? palette.page.soft_ink
              : good        ? palette.primary.ink
                            : tone.ink);
}

} // namespace

TextStyle whole_words(const Kit& kit, float width, std::string_view text,
                      std::initializer_list<TextStyle> styles) {
    const auto* const found = std::find_if(
        styles.begin(), styles.end(), [&](TextStyle style) { return keeps_words(kit, style, text, width); });
    return found == styles.end() ? *(styles.end() - 1) : *found;
}

float tile_height(const Kit& kit, float width, const Tile& tile) {
    const Parts parts = parts_of(kit, width, tile);
    const float words = parts.label_height + parts.caption_height + 2 * kit.mm(1.5F);
    const float sign = parts.sign > 0 ? parts.sign + 2 * kit.mm(1.3F) : 0;
    return std::max({kit.measures().target(), words, sign});
}

bool tile(Kit& kit, const Rect& rect, const Tile& tile) {
    const Parts parts = parts_of(kit, rect.width(), tile, rect.height());
    const bool shortened = parts.label_height + parts.caption_height > rect.height() + kit.mm(1);
    const Palette& palette = kit.palette();
    const bool plain = tile.touchable && tile.enabled;
    const Tone& tone = plain ? palette.card : palette.of(Meaning::plain);
    const Private privacy(kit, tile.personal ? Privacy::all : kit.privacy());
    Touch touch;
    if (tile.touchable) {
        touch = kit.touch(rect, Role::button, tile.label, tile.caption, tile.enabled, shortened);
    } else {
        kit.show(rect, Role::text, tile.label, tile.caption, shortened);
    }
    surface(kit, rect, touch.held ? palette.of(Meaning::good) : tone);
    if (plain) {
        stroke_round(kit.draw(), rect, kit.measures().radius(), palette.edge, kit.measures().hairline());
    }
    Rect inside = rect.inset(kit.mm(side_mm), 0);
    if (parts.sign > 0) {
        paint_sign(kit, inside.cut_left(parts.sign), tile);
        inside.cut_left(kit.mm(2.5F));
    }
    Rect words =
        inside.middle(inside.width(), std::min(inside.height(), parts.label_height + parts.caption_height));
    const Colour ink = tile.enabled ? tone.ink : palette.page.soft_ink;
    paint_lines(kit, words.cut_top(parts.label_height),
                wrap(kit, parts.label, tile.label, words.width(), any_number),
                {.style = parts.label, .colour = ink});
    if (!tile.caption.empty()) {
        paint_lines(kit, words, wrap(kit, TextStyle::small, tile.caption, words.width(), any_number),
                    {.style = TextStyle::small, .colour = tile.enabled ? tone.soft_ink : ink});
    }
    return touch.tapped;
}

} // namespace guichet::ui
