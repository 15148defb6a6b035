// From the order of drawing to the order in which a person reads.
#include "kiosk/ui/accessibility.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace guichet::ui {

namespace {

/// What is read as one: a single element, or the elements of one group.
struct Block {
    Rect rect;
    std::size_t number = 0;
};

using Blocks = std::vector<Block>;

/// Columns are read one after another only where they stand clearly further apart than the rows in them:
/// then they are columns to the eye too.
constexpr float columns_stand_apart = 1.25F;

/// Rectangles lie on whole pixels, and may share one.
constexpr float shared_pixel = 1;

struct Cut {
    std::vector<Blocks> parts; ///< none or one: there is no line between them
    float gap = 0;
};

/// Parts the blocks where a straight line passes between them, from `start` to `end` of their rectangles: at
/// the widest gaps only, what is closer together is parted later.
Cut cut(Blocks blocks, float Rect::*start, float Rect::*end) {
    std::stable_sort(blocks.begin(), blocks.end(), [start](const Block& one, const Block& other) {
        return one.rect.*start < other.rect.*start;
    });
    std::vector<std::pair<std::size_t, float>> gaps; ///< before which block
    Cut result;
    float reached = blocks.front().rect.*end;
    for (std::size_t n = 1; n < blocks.size(); ++n) {
        const float gap = blocks[n].rect.*start - reached;
        if (gap >= -shared_pixel) {
            gaps.emplace_back(n, std::max(0.0F, gap));
            result.gap = std::max(result.gap, gaps.back().second);
        }
        reached = std::max(reached, blocks[n].rect.*end);
    }
    if (gaps.empty()) {
        return result;
    }
    std::size_t from = 0;
    const auto take = [&](std::size_t to) {
        result.parts.emplace_back(blocks.begin() + static_cast<std::ptrdiff_t>(from),
                                  blocks.begin() + static_cast<std::ptrdiff_t>(to));
        from = to;
    };
    for (const auto& [before, gap] : gaps) {
        if (gap >= result.gap - shared_pixel) {
            take(before);
        }
    }
    take(blocks.size());
    return result;
}

/// Whether one is read before the other because it stands above it, or beside it at its left.
bool leads(const Rect& one, const Rect& other) {
    const bool below_each_other = one.left < other.right && other.left < one.right;
    const bool beside = one.top < other.bottom && other.top < one.bottom;
    return (below_each_other && one.bottom <= other.top + shared_pixel) ||
           (beside && one.right <= other.left + shared_pixel);
}

/// Blocks that no line parts, as they follow from each other; what follows from nothing goes from the top.
Blocks entangled(Blocks blocks) {
    std::stable_sort(blocks.begin(), blocks.end(), [](const Block& one, const Block& other) {
        return std::pair(one.rect.top, one.rect.left) < std::pair(other.rect.top, other.rect.left);
    });
    Blocks ordered;
    while (!blocks.empty()) {
        const auto free = std::find_if(blocks.begin(), blocks.end(), [&blocks](const Block& block) {
            return std::none_of(blocks.begin(), blocks.end(), [&block](const Block& other) {
                return &other != &block && leads(other.rect, block.rect);
            });
        });
        const auto next = free == blocks.end() ? blocks.begin() : free;
        ordered.push_back(*next);
        blocks.erase(next);
    }
    return ordered;
}

/// Appends the numbers of the blocks in reading order.
void read(Blocks blocks, std::vector<std::size_t>& order) {
    if (blocks.size() > 1) {
        Cut rows = cut(blocks, &Rect::top, &Rect::bottom);
        Cut columns = cut(blocks, &Rect::left, &Rect::right);
        const bool in_columns = columns.parts.size() > 1 &&
                                (rows.parts.size() < 2 || columns.gap > rows.gap * columns_stand_apart);
        Cut& chosen = in_columns ? columns : rows;
        if (chosen.parts.size() > 1) {
            for (Blocks& part : chosen.parts) {
                read(std::move(part), order);
            }
            return;
        }
        blocks = entangled(std::move(blocks));
    }
    for (const Block& block : blocks) {
        order.push_back(block.number);
    }
}

Rect around(const Rect& one, const Rect& other) {
    return {std::min(one.left, other.left), std::min(one.top, other.top), std::max(one.right, other.right),
            std::max(one.bottom, other.bottom)};
}

} // namespace

void Accessibility::sort_for_reading() {
    std::vector<Element> sorted;
    sorted.reserve(elements_.size());
    std::vector<std::size_t> block_of(elements_.size());
    for (std::uint16_t section = 0; section <= top_section(); ++section) {
        Blocks blocks;
        std::vector<std::pair<std::uint16_t, std::size_t>> groups; ///< group → its block
        for (std::size_t n = 0; n < elements_.size(); ++n) {
            const Element& element = elements_[n];
            if (element.section != section) {
                continue;
            }
            const auto known = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
                return element.group != 0 && group.first == element.group;
            });
            block_of[n] = known == groups.end() ? blocks.size() : known->second;
            if (known == groups.end()) {
                groups.emplace_back(element.group, blocks.size());
                blocks.push_back({element.rect, blocks.size()});
            } else {
                blocks[known->second].rect = around(blocks[known->second].rect, element.rect);
            }
        }
        std::vector<std::size_t> order;
        read(std::move(blocks), order);
        for (const std::size_t block : order) {
            for (std::size_t n = 0; n < elements_.size(); ++n) {
                if (elements_[n].section == section && block_of[n] == block) {
                    sorted.push_back(elements_[n]);
                }
            }
        }
    }
    elements_ = std::move(sorted);
}

} // namespace guichet::ui
