#include "tests/simulation/simulated_orders.hpp"

#include "server/code_maker.hpp"
#include "tests/simulation/simulated_server.hpp"

#include <fmt/format.h>

namespace guichet::simulation {

namespace {

constexpr const char* header =
    "order,customer_ref,customer,producer,product,quantity,unit,unit_price,storage,location\n";

std::string row_of(const SimulatedCustomer& customer, int number, std::uint64_t line,
                   std::uint64_t quantity) {
    return fmt::format("{},{},Person {},Producer {},Product {},{},piece,2.50,{},A{}\n", 1'000 + number,
                       customer.ref, number, line % 3, line, quantity, line % 2 == 0 ? "ambient" : "chilled",
                       line % 4);
}

} // namespace

SimulatedOrders::SimulatedOrders(int customers, std::uint64_t seed) : seed_(seed) {
    lab::Random random(seed);
    const auto make_code = server::seeded_codes(seed);
    const auto session = SimulatedServer::session().text();
    for (int number = 1; number <= customers; ++number) {
        const auto ref = fmt::format("C{}", number);
        customers_.push_back({ref, fmt::format("B{:04}", number), make_code(session, ref, 0).code.text()});
        for (std::uint64_t line = 0; line < 1 + random.below(3); ++line)
            rows_.push_back(row_of(customers_.back(), number, line, 1 + random.below(4)));
    }
    file_ = header;
    for (const auto& row : rows_)
        file_ += row;
}

std::string SimulatedOrders::change(lab::Random& random) const {
    std::string file = header;
    for (const auto& row : rows_)
        if (!random.happens(0.05)) // a line is not ordered any more
            file += row;
    const auto number = 1 + random.below(customers_.size());
    return file + row_of(customers_[number - 1], static_cast<int>(number), 7, 1 + random.below(5));
}

} // namespace guichet::simulation
