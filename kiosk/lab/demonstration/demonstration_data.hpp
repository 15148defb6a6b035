#pragma once
// A drive to show and to measure with: invented customers who order plausible goods.

#include <cstdint>
#include <string>
#include <vector>

namespace guichet::lab {

/// The size of the drive of 17 April 2020 at Saint-Flour, that of a demonstration at scale 1.
/// The producers stay the same at every scale; the rest is multiplied.
constexpr int demonstration_producers = 11;
constexpr int demonstration_customers = 160;
constexpr int demonstration_orders = 320;
constexpr int demonstration_lines = 1415;

/// A line of a customer's orders.
struct DemonstrationLine {
    std::string product;
    std::int64_t amount = 0; ///< pieces, or grams when weighed
    bool weighed = false;
};

struct DemonstrationCustomer {
    std::string ref;                      ///< the shop's reference, safe as a file name: "SF-00042"
    std::string name;                     ///< as ordered, first name and surname
    std::string language;                 ///< ISO 639-1
    std::vector<DemonstrationLine> lines; ///< of all orders
};

struct Demonstration {
    std::string order_file; ///< CSV with French headings, semicolons and decimal commas, as shops export it
    std::vector<DemonstrationCustomer> customers;
};

/// Makes the data; the same seed and scale (1 to 1000) give the same bytes on every machine.
[[nodiscard]] Demonstration make_demonstration(std::uint64_t seed, int scale);

} // namespace guichet::lab
