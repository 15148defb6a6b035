#include "kiosk/core/crates.hpp"

#include <map>

namespace guichet {

std::size_t Crate::line_count() const {
    std::size_t count = 0;
    for (const auto& group : groups)
        count += group.lines.size();
    return count;
}

std::vector<Crate> crates_of(const Basket& basket) {
    std::map<std::pair<StorageClass, std::string>, std::map<std::size_t, std::vector<CrateLine>>> sorted;
    for (const auto& order : basket.orders)
        for (const auto& line : order.lines)
            sorted[{line.storage, line.location}][line.producer].push_back(
                {{order.number, line.number}, &line});
    std::vector<Crate> crates;
    for (auto& [place, producers] : sorted) {
        crates.push_back({place.second, place.first, {}});
        for (auto& [producer, lines] : producers)
            crates.back().groups.push_back({producer, std::move(lines)});
    }
    return crates;
}

} // namespace guichet
