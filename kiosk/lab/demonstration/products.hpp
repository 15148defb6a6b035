#pragma once
// What the producers of the demonstration sell.

#include "kiosk/core/order.hpp"

#include <span>
#include <string_view>

namespace guichet::lab {

/// A product with the quantities people buy of it.
struct Product {
    std::string_view name;
    Unit unit = Unit::piece;
    int price_cents = 0; ///< for one of the unit
    StorageClass storage = StorageClass::ambient;
    int least = 1;          ///< in pieces or grams
    int most = 1;           ///< in pieces or grams
    int vat_per_mille = 55; ///< France: 55 food, 100 plants, 200 wine, cosmetics and sweets
};

struct Producer {
    std::string_view name;
    int popularity = 1; ///< how often people order there, relative to the others
    std::span<const Product> products;
};

/// Eleven producers with at least eight products each.
[[nodiscard]] std::span<const Producer> demonstration_catalogue();

} // namespace guichet::lab
