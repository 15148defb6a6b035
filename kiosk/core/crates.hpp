#pragma once
// A basket as the hands meet it: crates where they stand, the cold ones last.

#include "kiosk/core/manifest.hpp"

#include <string>
#include <vector>

namespace guichet {

/// One line with its place in the basket.
struct CrateLine {
    LineKey key;
    const OrderLine* line = nullptr; ///< lives as long as the manifest
};

/// The lines of one producer within a crate.
struct ProducerGroup {
    std::size_t producer = 0; ///< index in the manifest's producers
    std::vector<CrateLine> lines;
};

/// A physical box of a basket.
struct Crate {
    std::string location; ///< empty when the order file gave none
    StorageClass storage = StorageClass::ambient;
    std::vector<ProducerGroup> groups; ///< by the producers' order in the manifest

    [[nodiscard]] std::size_t line_count() const;
};

/// The crates of a basket: ambient first, then chilled, then frozen; within a class by location.
[[nodiscard]] std::vector<Crate> crates_of(const Basket& basket);

} // namespace guichet
