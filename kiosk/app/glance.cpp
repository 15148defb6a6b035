#include "kiosk/app/glance.hpp"

#include <algorithm>

namespace guichet::app {

namespace {

/// Time zones differ by whole half hours, nearly all of them, so that stretches begin on the wall clock's
/// hours.
constexpr std::int64_t half_hour = 30 * 60'000;

} // namespace

Pace pace_of(const Ledger& ledger, std::size_t most) {
    require(most > 0, "there is room for a bar at least");
    const auto moments = hand_over_times(ledger);
    Pace pace{half_hour, {}};
    if (moments.empty())
        return pace;
    const auto begin_of = [&](Instant moment) { return begin_of_stretch(moment, pace.length); };
    const auto count = [&] {
        return static_cast<std::size_t>((begin_of(moments.back()) - begin_of(moments.front())) / pace.length +
                                        1);
    };
    while (count() > most)
        pace.length *= 2;
    const auto first = begin_of(moments.front());
    const auto stretches = count();
    for (std::size_t n = 0; n < stretches; ++n)
        pace.stretches.push_back({first + static_cast<std::int64_t>(n) * pace.length, 0});
    for (const auto moment : moments)
        ++pace.stretches.at(static_cast<std::size_t>((moment - first) / pace.length)).hand_overs;
    return pace;
}

std::vector<Exception> exceptions_of(const Ledger& ledger, std::size_t producer) {
    std::vector<Exception> exceptions;
    for (const auto& basket : ledger.manifest().baskets) {
        const auto& lines = ledger.basket(basket.id).lines;
        for (const auto& order : basket.orders)
            for (const auto& line : order.lines) {
                const auto found = lines.find({order.number, line.number});
                if (line.producer == producer && found != lines.end() &&
                    found->second.outcome != Outcome::collected)
                    exceptions.push_back({&basket, &line, found->second});
            }
    }
    return exceptions;
}

std::vector<const Basket*> still_to_come(const Ledger& ledger) {
    std::vector<const Basket*> baskets;
    for (const auto& basket : ledger.manifest().baskets)
        if (ledger.basket(basket.id).standing() == nullptr)
            baskets.push_back(&basket);
    return baskets;
}

} // namespace guichet::app
