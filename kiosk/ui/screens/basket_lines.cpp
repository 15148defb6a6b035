#include "kiosk/ui/screens/basket_lines.hpp"

#include "kiosk/ui/crate_tile.hpp"
#include "kiosk/ui/lists.hpp"
#include "kiosk/ui/screens/words.hpp"

#include <algorithm>
#include <array>

namespace guichet::ui {

namespace {

using app::BasketWork;

bool is_done(const BasketWork& work, const Crate& crate) {
    return std::all_of(crate.groups.begin(), crate.groups.end(), [&](const ProducerGroup& group) {
        return std::all_of(group.lines.begin(), group.lines.end(),
                           [&](const CrateLine& line) { return work.choices.contains(line.key); });
    });
}

CrateTile tile_of(const View& view, const BasketWork& work, const Crate& crate) {
    const Texts& texts = view.texts();
    const std::string kept = say(crate.storage, texts);
    return {.location = crate.location,
            .storage = crate.storage,
            .kept = kept,
            .caption = say_articles(crate.line_count(), texts),
            .name = texts.say("Crate {0}", crate.location.empty() ? kept : crate.location),
            .done = is_done(work, crate),
            .enabled = !work.saving};
}

/// How the crates stand as tiles: beside the list, or above it on a tall screen. `across` 0: there is no room
/// for them.
struct Grid {
    std::size_t across = 0;
    std::size_t down = 0;
    float width = 0; ///< of one tile
    float height = 0;
};

constexpr float between_tiles_mm = 3;

Grid grid_of(const View& view, const Rect& page, std::size_t count) {
    const Kit& kit = view.kit;
    const float gap = kit.mm(between_tiles_mm);
    const float least = line_height(kit, TextStyle::title) + kit.mm(5.6F);
    const bool tall = kit.portrait();
    if (!tall && view.state.appearance.text_size > app::TextSize::large) {
        return {}; // the lines need the width
    }
    const float highest = kit.mm(tall ? 46 : 34);
    const float room = tall ? page.height() * 0.34F : page.height();
    const std::size_t most = tall ? 3 : page.width() > kit.mm(250) ? 2 : 1;
    for (std::size_t across = tall ? std::clamp<std::size_t>(count, 2, most) : 1; across <= most; ++across) {
        const std::size_t down = (count + across - 1) / across;
        const auto rows = static_cast<float>(down);
        const float height = std::floor(std::min(highest, (room - gap * (rows - 1)) / rows));
        if (height >= least) {
            const auto columns = static_cast<float>(across);
            const float wide = tall ? (page.width() - gap * (columns - 1)) / columns : kit.mm(56);
            return {across, down, std::floor(wide), height};
        }
    }
    return {};
}

/// The crates in the order in which they are opened. Cuts their place off the page.
void draw_crates(const View& view, Rect& page, const BasketWork& work, const Grid& grid) {
    Kit& kit = view.kit;
    const float gap = kit.mm(between_tiles_mm);
    const auto down = static_cast<float>(grid.down);
    const auto across = static_cast<float>(grid.across);
    Rect rest = kit.portrait() ? page.cut_top((grid.height + gap) * down - gap)
                               : page.cut_left((grid.width + gap) * across - gap);
    kit.portrait() ? page.cut_top(kit.mm(4)) : page.cut_left(kit.mm(4));
    std::vector<CrateTile> tiles;
    for (const Crate& crate : work.crates) {
        tiles.push_back(tile_of(view, work, crate));
    }
    const CrateLook look = crate_look(kit, grid.width, grid.height, tiles);
    for (std::size_t row = 0; row < grid.down; ++row) {
        const auto places = rest.cut_top(grid.height).columns(grid.across, gap);
        rest.cut_top(gap);
        for (std::size_t n = 0; n < grid.across && row * grid.across + n < tiles.size(); ++n) {
            const std::size_t crate = row * grid.across + n;
            view.on(crate_tile(kit, places[n], tiles[crate], look), app::TickCrate{crate});
        }
    }
}

LineMark mark_of(const BasketWork& work, const LineKey& key) {
    const auto choice = work.choices.find(key);
    if (choice == work.choices.end()) {
        return LineMark::open;
    }
    switch (choice->second.outcome) {
    case Outcome::collected:
    case Outcome::substituted: return LineMark::collected;
    case Outcome::short_: return LineMark::short_;
    case Outcome::missing: return LineMark::missing;
    case Outcome::refused: return LineMark::refused;
    }
    return LineMark::open;
}

/// A line as it is shown. It is measured once for each size of letters and width, although the list is tried
/// in several looks in every frame.
class ShownLine {
public:
    ShownLine(const LineKey& key, CheckLine shown) : key_(key), shown_(std::move(shown)) {}

    [[nodiscard]] const LineKey& key() const { return key_; }

    [[nodiscard]] const CheckLine& in(bool large) {
        shown_.large = large;
        return shown_;
    }

    [[nodiscard]] float height(const Kit& kit, bool large, float width) {
        Measured& known = large ? large_ : normal_;
        if (known.width != width) {
            known = {width, check_line_height(kit, in(large), width)};
        }
        return known.height;
    }

private:
    struct Measured {
        float width = -1;
        float height = 0;
    };
    LineKey key_;
    CheckLine shown_;
    Measured normal_;
    Measured large_;
};

/// The lines in the order of the crates, of the producers in them, and of the orders.
std::vector<ShownLine> shown_lines(const View& view, const BasketWork& work) {
    std::vector<ShownLine> lines;
    for (const Crate& crate : work.crates) {
        for (const ProducerGroup& group : crate.groups) {
            for (const CrateLine& line : group.lines) {
                const auto choice = work.choices.find(line.key);
                lines.emplace_back(line.key,
                                   CheckLine{.label = line.line->product,
                                             .quantity = format_quantity(line.line->quantity, view.texts()),
                                             .mark = mark_of(work, line.key),
                                             .state = choice != work.choices.end()
                                                          ? say(choice->second, *line.line, view.texts())
                                                          : "",
                                             .enabled = !work.saving});
            }
        }
    }
    return lines;
}

/// One thing in the list of a basket: the heading of a crate, of a producer in it, or a line.
struct Item {
    std::size_t crate = 0; ///< index of BasketWork::crates
    const ProducerGroup* group = nullptr;
    ShownLine* line = nullptr;
};

/// How the list is written.
struct Look {
    bool large = false;         ///< a size larger
    float extra = 0;            ///< in millimetres, for each line
    bool producers = true;      ///< they stand above their lines
    bool crates_inside = false; ///< the crates can be ticked in the list
};

/// One basket's list, with one look.
class LineList {
public:
    /// The lines: all of the basket.
    LineList(const View& view, const BasketWork& work, std::vector<ShownLine>& lines, Look look)
        : view_(view), kit_(view.kit), work_(work), look_(look), lines_(lines.size()) {
        auto line = lines.begin();
        for (std::size_t n = 0; n < work.crates.size(); ++n) {
            items_.push_back({n, nullptr, nullptr});
            for (const ProducerGroup& group : work.crates[n].groups) {
                if (look.producers) {
                    items_.push_back({n, &group, nullptr});
                }
                for (std::size_t left = group.lines.size(); left > 0; --left) {
                    items_.push_back({n, &group, &*line++});
                }
            }
        }
    }

    [[nodiscard]] List list() const {
        return {.name = "lines",
                .count = items_.size(),
                .height = [this](std::size_t n, float width) { return height(items_[n], width); },
                .heads = [this](std::size_t n) { return items_[n].line == nullptr; },
                .narrowest = kit_.mm(look_.large ? 95 : 60) * kit_.measures().text_scale,
                .least = static_cast<float>(lines_) * (kit_.measures().target() + kit_.mm(look_.extra))};
    }

    [[nodiscard]] bool fits(const Rect& rect) const { return fits_on_one_page(kit_, rect, list()); }

    void draw(const Rect& rect) const {
        paged_list(kit_, rect, list(),
                   [this](std::size_t n, const Rect& place) { draw_item(items_[n], place); });
    }

private:
    [[nodiscard]] TextStyle crate_text() const { return look_.large ? TextStyle::title : TextStyle::strong; }
    [[nodiscard]] TextStyle group_text() const { return look_.large ? TextStyle::body : TextStyle::small; }

    [[nodiscard]] const std::string& producer_of(const Item& item) const {
        return view_.manifest().producers[item.group->producer];
    }

    [[nodiscard]] float height(const Item& item, float width) const {
        if (item.line != nullptr) {
            return item.line->height(kit_, look_.large, width) + kit_.mm(look_.extra);
        }
        if (item.group != nullptr) {
            return paragraph_height(kit_, group_text(), producer_of(item), width);
        }
        return look_.crates_inside ? crate_row_height(kit_) + below_crate() : line_height(kit_, crate_text());
    }

    /// A heading that can be touched stays as far from what follows as other things to touch.
    [[nodiscard]] float below_crate() const { return kit_.mm(2); }

    void draw_item(const Item& item, Rect rect) const {
        if (item.line != nullptr) {
            view_.on(check_line(kit_, rect, item.line->in(look_.large)), app::AskLine{item.line->key()});
        } else if (item.group != nullptr) {
            write_paragraph(kit_, rect, producer_of(item),
                            {.style = group_text(), .colour = view_.palette().card.soft_ink});
        } else {
            draw_crate(item, rect);
        }
    }

    void draw_crate(const Item& item, Rect rect) const {
        const CrateTile tile = tile_of(view_, work_, work_.crates[item.crate]);
        if (look_.crates_inside) {
            rect.cut_bottom(below_crate());
            view_.on(crate_row(kit_, rect, tile), app::TickCrate{item.crate});
            return;
        }
        const Tone& tone = view_.palette().of(tile.storage);
        draw_icon(kit_.draw(), icon_of(tile.storage), rect.cut_left(kit_.mm(look_.large ? 8 : 6)), tone.ink);
        rect.cut_left(kit_.mm(2));
        write_line(kit_, rect, tile.name, {.style = crate_text(), .colour = tone.ink}, Role::heading);
    }

    const View& view_;
    Kit& kit_;
    const BasketWork& work_;
    Look look_;
    std::vector<Item> items_;
    std::size_t lines_; ///< of the items
};

/// The largest look in which the whole list is seen at once, else the smallest, on several pages. For
/// customers it is better to see all lines than their producers.
void draw_lines(const View& view, const Rect& rect, const BasketWork& work, bool crates_inside) {
    constexpr std::array<Look, 8> looks{{{.large = true, .extra = 14},
                                         {.large = true, .extra = 9},
                                         {.large = true, .extra = 5},
                                         {.large = true},
                                         {.extra = 5},
                                         {.extra = 2.5F},
                                         {},
                                         {.producers = false}}};
    auto shown = shown_lines(view, work);
    for (Look look : looks) {
        look.crates_inside = crates_inside;
        const LineList lines(view, work, shown, look);
        if ((look.producers || view.self_service()) && lines.fits(rect)) {
            lines.draw(rect);
            return;
        }
    }
    const bool spare = view.kit.portrait() || view.state.appearance.text_size <= app::TextSize::large;
    LineList(view, work, shown, {.producers = spare, .crates_inside = crates_inside}).draw(rect);
}

} // namespace

void draw_basket_content(const View& view, Rect page, const BasketWork& work) {
    Kit& kit = view.kit;
    const Grid grid = work.pointing ? Grid{} : grid_of(view, page, work.crates.size());
    if (grid.across > 0) {
        draw_crates(view, page, work, grid);
    }
    card(kit, page);
    draw_lines(view, page.inset(kit.mm(grid.across == 0 ? 2 : 3), kit.mm(2)), work,
               grid.across == 0 && !work.pointing);
}

} // namespace guichet::ui
