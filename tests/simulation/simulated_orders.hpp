#pragma once
// What the people of a simulated session ordered, and the codes they show.

#include "drivers/lab/random.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace guichet::simulation {

struct SimulatedCustomer {
    std::string ref;
    std::string basket; ///< as the server names it at the import
    std::string code;   ///< the text of their code
};

class SimulatedOrders {
public:
    /// One to three lines for each customer, by three producers. `seed` makes them and the customers' codes.
    SimulatedOrders(int customers, std::uint64_t seed);

    [[nodiscard]] std::uint64_t seed() const { return seed_; }

    /// The order file as it was first.
    [[nodiscard]] const std::string& file() const { return file_; }
    /// Another one: some quantities differ, a line is gone, one has come.
    [[nodiscard]] std::string change(lab::Random& random) const;
    [[nodiscard]] const std::vector<SimulatedCustomer>& customers() const { return customers_; }

private:
    std::uint64_t seed_;
    std::string file_;
    std::vector<std::string> rows_;
    std::vector<SimulatedCustomer> customers_;
};

} // namespace guichet::simulation
