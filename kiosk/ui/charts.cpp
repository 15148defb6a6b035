#include "kiosk/ui/charts.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace guichet::ui {

namespace {

Colour colour_of(const Palette& palette, Fill fill) {
    switch (fill) {
    case Fill::solid: return palette.primary.ground;
    case Fill::dotted: return palette.of(Meaning::attention).ink;
    case Fill::hatched: return palette.of(Meaning::bad).ink;
    case Fill::hollow: return palette.card.soft_ink;
    }
    return palette.card.ink;
}

/// Strokes from the lower left to the upper right, within the rectangle.
void hatch(Kit& kit, const Rect& rect, Colour colour) {
    const float step = std::max(4.0F, kit.mm(1.3F));
    const float thick = std::max(1.0F, kit.mm(0.45F));
    kit.draw().PushClipRect(rect.min(), rect.max(), true);
    const int strokes = static_cast<int>(std::ceil((rect.width() + rect.height()) / step));
    for (int n = 0; n < strokes; ++n) {
        const float x = rect.left - rect.height() + step * static_cast<float>(n);
        kit.draw().AddLine({x, rect.bottom}, {x + rect.height(), rect.top}, colour, thick);
    }
    kit.draw().PopClipRect();
}

void dots(Kit& kit, const Rect& rect, Colour colour) {
    const float step = std::max(4.0F, kit.mm(1.4F));
    const float radius = std::max(1.0F, kit.mm(0.42F));
    for (float y = rect.top + step / 2; y + radius < rect.bottom; y += step) {
        for (float x = rect.left + step / 2; x + radius < rect.right; x += step) {
            kit.draw().AddCircleFilled({x, y}, radius, colour);
        }
    }
}

void paint_fill(Kit& kit, const Rect& rect, Fill fill) {
    const Palette& palette = kit.palette();
    const Colour colour = colour_of(palette, fill);
    const float line = std::max(1.0F, kit.mm(0.25F));
    kit.draw().AddRectFilled(rect.min(), rect.max(), fill == Fill::solid ? colour : palette.card.ground);
    if (fill == Fill::hatched) {
        hatch(kit, rect, colour);
    } else if (fill == Fill::dotted) {
        dots(kit, rect, colour);
    }
    const Rect edge = rect.inset(line / 2);
    kit.draw().AddRect(edge.min(), edge.max(), colour, 0, 0, line);
}

/// A sample of a fill with its words, as it stands in a legend.
struct Key {
    float width = 0;
    std::vector<std::string> lines;
};

constexpr float swatch_mm = 4;

Key key_of(const Kit& kit, const Share& share, float width) {
    const float beside = kit.mm(swatch_mm + 1.5F);
    const Wrapped words = wrap(kit, TextStyle::small, share.words, width - beside, 100);
    Key key;
    for (const auto& line : words.lines) {
        key.width = std::max(key.width, beside + text_width(kit, TextStyle::small, line));
    }
    key.lines = words.lines;
    return key;
}

/// Places the samples one after another, in lines.
float flow(const Kit& kit, float width, const std::vector<Share>& shares,
           const std::function<void(const Share&, const Key&, float x, float y)>& place) {
    const float line = line_height(kit, TextStyle::small);
    float x = 0;
    float y = 0;
    float high = 0;
    for (const Share& share : shares) {
        if (share.count == 0) {
            continue;
        }
        const Key key = key_of(kit, share, width);
        if (x > 0 && x + key.width > width) {
            x = 0;
            y += high;
            high = 0;
        }
        place(share, key, x, y);
        x += key.width + kit.mm(3.5F);
        high = std::max(high, line * static_cast<float>(key.lines.size()));
    }
    return y + high;
}

} // namespace

void share_bar(Kit& kit, const Rect& rect, const std::vector<Share>& shares) {
    std::int64_t whole = 0;
    float parts = 0;
    for (const Share& share : shares) {
        whole += share.count;
        parts += share.count > 0 ? 1.0F : 0.0F;
    }
    if (whole == 0) {
        return;
    }
    const float least = kit.mm(2);
    const float room = rect.width() - parts * least;
    float left = rect.left;
    for (const Share& share : shares) {
        if (share.count == 0) {
            continue;
        }
        const float width = least + room * static_cast<float>(share.count) / static_cast<float>(whole);
        paint_fill(kit, {std::round(left), rect.top, std::round(left + width), rect.bottom}, share.fill);
        left += width;
    }
}

float legend_height(const Kit& kit, float width, const std::vector<Share>& shares) {
    return flow(kit, width, shares, [](const Share&, const Key&, float, float) {});
}

void legend(Kit& kit, const Rect& rect, const std::vector<Share>& shares, Colour ink) {
    const float line = line_height(kit, TextStyle::small);
    flow(kit, rect.width(), shares, [&](const Share& share, const Key& key, float x, float y) {
        Rect place{rect.left + x, rect.top + y, rect.left + x + key.width,
                   rect.top + y + line * static_cast<float>(key.lines.size())};
        Rect sample = place.cut_left(kit.mm(swatch_mm));
        sample.bottom = sample.top + line;
        paint_fill(kit, sample.middle(sample.width(), kit.mm(3)), share.fill);
        place.cut_left(kit.mm(1.5F));
        place.right += 1;
        paint_lines(kit, place, {key.lines, false}, {.style = TextStyle::small, .colour = ink});
    });
}

std::string in_words(const std::vector<Share>& shares) {
    std::string words;
    for (const Share& share : shares) {
        if (share.count > 0) {
            words += (words.empty() ? "" : ", ") + share.words;
        }
    }
    return words;
}

float narrowest_column(const Kit& kit) {
    return std::max(kit.mm(9), text_width(kit, TextStyle::small, "000") + kit.mm(1));
}

void column_chart(Kit& kit, const Rect& rect, const std::vector<Column>& columns) {
    std::int64_t highest = 1;
    float widest_mark = 0;
    for (const Column& column : columns) {
        highest = std::max(highest, column.count);
        widest_mark = std::max(widest_mark, text_width(kit, TextStyle::small, column.mark));
    }
    const float line = line_height(kit, TextStyle::small);
    const float pitch = std::min(rect.width() / static_cast<float>(std::max<std::size_t>(1, columns.size())),
                                 narrowest_column(kit) * 2.5F);
    const auto every = static_cast<std::size_t>(std::max(1.0F, std::ceil((widest_mark + kit.mm(2)) / pitch)));
    const float floor = rect.bottom - line - kit.mm(1);
    const float reach = floor - rect.top - line;
    const Palette& palette = kit.palette();
    kit.draw().AddRectFilled({rect.left, floor}, {rect.right, floor + kit.measures().hairline()},
                             palette.card.soft_ink);
    for (std::size_t n = 0; n < columns.size(); ++n) {
        const Column& column = columns[n];
        const float left = rect.left + pitch * static_cast<float>(n);
        const float high = std::round(
            std::max(0.0F, reach * static_cast<float>(column.count) / static_cast<float>(highest)));
        const Rect bar{std::round(left + pitch * 0.12F), floor - high, std::round(left + pitch * 0.88F),
                       floor};
        if (column.count > 0) {
            fill_round(kit.draw(), bar, std::min(kit.mm(1.2F), high / 2), palette.primary.ground,
                       top_corners);
        }
        const Rect above{left, bar.top - line, left + pitch, bar.top};
        paint_line(kit, above, fmt::format("{}", column.count),
                   {.style = TextStyle::small, .colour = palette.card.ink, .align = Align::centre});
        if (n % every == 0) {
            // A mark may be wider than its column: its neighbours leave it the room.
            const float width = std::min(rect.right - left, pitch * static_cast<float>(every));
            const float centred = left + pitch / 2 - text_width(kit, TextStyle::small, column.mark) / 2;
            const float from = std::max(rect.left, std::min(centred, left + width - widest_mark));
            paint_line(kit, {from, floor + kit.mm(1), from + widest_mark + 2, rect.bottom}, column.mark,
                       {.style = TextStyle::small, .colour = palette.card.soft_ink});
        }
        kit.show({left, rect.top, left + pitch, rect.bottom}, Role::image, column.label, column.value);
    }
}

} // namespace guichet::ui
