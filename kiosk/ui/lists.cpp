#include "kiosk/ui/lists.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace guichet::ui {

namespace {

/// What follows a heading stands closer to it than to its other neighbour.
constexpr float gap_below_heading = 0.35F;

bool heads(const List& list, std::size_t item) {
    return list.heads && list.heads(item);
}

float gap_below(const List& list, std::size_t item, float gap) {
    return heads(list, item) ? std::round(gap * gap_below_heading) : gap;
}

/// How the items lie: the first item of each column.
struct Layout {
    Rect rect;
    std::size_t columns = 1;
    std::vector<float> heights;
    std::vector<std::size_t> starts{0};

    [[nodiscard]] bool fits() const { return starts.size() <= columns; }
};

/// Fills columns of this height; what heads something goes with it.
void place_items(const List& list, Layout& layout, float height, float gap) {
    layout.starts = {0};
    float used = 0;
    for (std::size_t item = 0; item < list.count; ++item) {
        const float wanted = layout.heights[item] + (used > 0 ? gap_below(list, item - 1, gap) : 0);
        if (used > 0 && used + wanted > height) {
            while (item > layout.starts.back() + 1 && heads(list, item - 1)) {
                --item;
            }
            layout.starts.push_back(item);
            used = layout.heights[item];
        } else {
            used += wanted;
        }
    }
}

Layout on_pages(const List& list, const Rect& rect, std::size_t columns, float gap) {
    Layout layout{rect, columns, {}, {0}};
    const float width = rect.columns(columns, gap).front().width();
    for (std::size_t item = 0; item < list.count; ++item) {
        layout.heights.push_back(std::min(list.height(item, width), rect.height()));
    }
    place_items(list, layout, rect.height(), gap);
    return layout;
}

/// Nothing when the items do not all fit. It stops measuring as soon as that is sure: lists are tried in
/// several ways in every frame.
std::optional<Layout> whole(const List& list, const Rect& rect, std::size_t columns, float gap) {
    Layout layout{rect, columns, {}, {0}};
    const float width = rect.columns(columns, gap).front().width();
    float room = rect.height() * static_cast<float>(columns);
    if (list.least > room) {
        return std::nullopt;
    }
    for (std::size_t item = 0; item < list.count; ++item) {
        layout.heights.push_back(std::min(list.height(item, width), rect.height()));
        room -= layout.heights.back();
        if (room < 0) {
            return std::nullopt;
        }
    }
    place_items(list, layout, rect.height(), gap);
    return layout.fits() ? std::optional(std::move(layout)) : std::nullopt;
}

/// Columns of about the same length, where everything fits on one page.
void balance(const List& list, Layout& layout, float gap) {
    float low = 0;
    float high = layout.rect.height();
    for (int step = 0; step < 6; ++step) {
        const float middle = (low + high) / 2;
        place_items(list, layout, middle, gap);
        (layout.fits() ? high : low) = middle;
    }
    place_items(list, layout, high, gap);
}

std::size_t most_columns(const List& list, const Rect& rect, float gap) {
    return static_cast<std::size_t>(
        std::max(1.0F, std::floor((rect.width() + gap) / (list.narrowest + gap))));
}

/// In as few columns as will do; nothing when none will.
std::optional<Layout> on_one_page(const List& list, const Rect& rect, float gap) {
    for (std::size_t columns = 1; columns <= most_columns(list, rect, gap); ++columns) {
        if (auto layout = whole(list, rect, columns, gap)) {
            if (columns > 1 && !list.heads) {
                balance(list, *layout, gap);
            }
            return layout;
        }
    }
    return std::nullopt;
}

/// A list too low for two buttons above each other has them beside each other.
bool is_low(const Kit& kit, const Rect& rect) {
    return rect.height() < 2 * kit.measures().target() + kit.measures().gap();
}

bool page_button(Kit& kit, const Rect& rect, const std::string& label, Icon icon, bool enabled) {
    const Touch touch = kit.touch(rect, Role::button, label, {}, enabled);
    const Palette& palette = kit.palette();
    const Tone& plain = palette.of(Meaning::plain);
    fill_round(kit.draw(), rect, kit.measures().radius(), touch.held ? plain.line : plain.ground);
    stroke_round(kit.draw(), rect, kit.measures().radius(), enabled ? palette.edge : palette.page.line,
                 kit.measures().hairline());
    draw_icon(kit.draw(), icon, rect.middle(kit.mm(8), kit.mm(8)),
              enabled ? palette.primary.ground : plain.soft_ink);
    return touch.tapped;
}

/// The buttons at the side; changes the page.
void page_buttons(Kit& kit, Rect side, int& page, int last) {
    const Private everybodys(kit, Privacy::open);
    const float gap = kit.measures().gap();
    const bool low = is_low(kit, side);
    const float between = std::max(gap, line_height(kit, TextStyle::small));
    const float target = std::max(kit.measures().target(),
                                  std::min(kit.measures().primary_button(), (side.height() - between) / 2));
    const auto beside = side.columns(2, gap);
    const Rect up = low ? beside[0] : side.cut_top(target);
    const Rect down = low ? beside[1] : side.cut_bottom(target);
    if (page_button(kit, up, kit.texts().get("Previous page"), Icon::up, page > 0)) {
        --page;
    }
    if (page_button(kit, down, kit.texts().get("Next page"), Icon::down, page < last)) {
        ++page;
    }
    if (!low && side.height() >= line_height(kit, TextStyle::small) * 0.9F) {
        write_fitting(kit, side, fmt::format("{}/{}", page + 1, last + 1),
                      {TextStyle::strong, TextStyle::small},
                      {.colour = kit.palette().page.ink, .align = Align::centre});
    }
}

} // namespace

float pages_width(const Kit& kit, const Rect& rect) {
    if (is_low(kit, rect)) {
        return 2 * kit.measures().target() + kit.measures().gap();
    }
    return std::max(kit.mm(15), text_width(kit, TextStyle::small, "12/34") + 2);
}

void paged_list(Kit& kit, const Rect& rect, const List& list,
                const std::function<void(std::size_t item, const Rect& rect)>& draw_item) {
    const float touch_gap = kit.measures().gap();
    const float gap = list.gap >= 0 ? list.gap : touch_gap;
    const float side = pages_width(kit, rect);
    auto on_one = on_one_page(list, rect, gap);
    const Rect beside{rect.left, rect.top, rect.right - side - touch_gap, rect.bottom};
    const Layout layout =
        on_one ? std::move(*on_one) : on_pages(list, beside, most_columns(list, beside, gap), gap);
    const int last = static_cast<int>((layout.starts.size() - 1) / layout.columns);
    int& page = kit.page_of(list.name);
    page = std::clamp(page, 0, last);
    if (last > 0) {
        page_buttons(kit, {rect.right - side, rect.top, rect.right, rect.bottom}, page, last);
    }
    const Together together(kit); // column by column
    const auto places = layout.rect.columns(layout.columns, std::max(gap, touch_gap));
    for (std::size_t n = 0; n < layout.columns; ++n) {
        const std::size_t column = static_cast<std::size_t>(page) * layout.columns + n;
        if (column >= layout.starts.size()) {
            break;
        }
        Rect place = places[n];
        const std::size_t end = column + 1 < layout.starts.size() ? layout.starts[column + 1] : list.count;
        for (std::size_t item = layout.starts[column]; item < end; ++item) {
            draw_item(item, place.cut_top(layout.heights[item]));
            place.cut_top(gap_below(list, item, gap));
        }
    }
}

bool fits_on_one_page(const Kit& kit, const Rect& rect, const List& list) {
    return on_one_page(list, rect, list.gap >= 0 ? list.gap : kit.measures().gap()).has_value();
}

} // namespace guichet::ui
