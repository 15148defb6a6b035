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

struct Cut {
    std::vector<Blocks> parts;
    float widest_gap = 0;
};

/// Parts the blocks wherever a straight line passes between them, from `start` to `end` of their rectangles.
Cut cut(Blocks blocks, float Rect::*start, float Rect::*end) {
    std::stable_sort(blocks.begin(), blocks.end(), [start](const Block& one, const Block& other) {
        return one.rect.*start < other.rect.*start;
    });
    Cut result;
    float reached = 0;
    for (Block& block : blocks) {
        const float gap = block.rect.*start - reached;
        if (result.parts.empty() || gap >= 0) {
            result.widest_gap = result.parts.empty() ? 0 : std::max(result.widest_gap, gap);
            result.parts.emplace_back();
            reached = block.rect.*end;
        }
        reached = std::max(reached, block.rect.*end);
        result.parts.back().push_back(std::move(block));
    }
    return result;
}

/// Appends the numbers of the blocks in reading order.
void read(Blocks blocks, std::vector<std::size_t>& order) {
    if (blocks.size() > 1) {
        Cut rows = cut(blocks, &Rect::top, &Rect::bottom);
        Cut columns = cut(blocks, &Rect::left, &Rect::right);
        const bool in_columns =
            columns.parts.size() > 1 &&
            (rows.parts.size() < 2 || columns.widest_gap > rows.widest_gap * columns_stand_apart);
        Cut& chosen = in_columns ? columns : rows;
        if (chosen.parts.size() > 1) {
            for (Blocks& part : chosen.parts) {
                read(std::move(part), order);
            }
            return;
        }
        // They overlap: from the top, as far as it can be told.
        std::stable_sort(blocks.begin(), blocks.end(), [](const Block& one, const Block& other) {
            return std::pair(one.rect.top, one.rect.left) < std::pair(other.rect.top, other.rect.left);
        });
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
