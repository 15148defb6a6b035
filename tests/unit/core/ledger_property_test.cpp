// Same events, same state, whatever the order of arrival.

#include "kiosk/core/ledger.hpp"
#include "kiosk/core/report.hpp"
#include "tests/unit/core/fixtures.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

namespace guichet {
namespace {

template <typename Value>
Value below(Value end) {
    return *rc::gen::inRange<Value>(0, end);
}

/// What became of the orders while the kiosks worked: B2 is cancelled, an order of B1 is gone, a line of it
/// is new, and more of another is ordered; B9 was never known.
std::shared_ptr<const Manifest> changed_manifest() {
    Manifest manifest = test::small_manifest();
    manifest.revision = 4;
    manifest.baskets.erase(manifest.baskets.begin() + 1);
    auto& orders = manifest.baskets[0].orders;
    orders.erase(orders.begin() + 1);
    orders[0].lines[1].quantity.amount = 3;
    orders[0].lines.push_back(test::line(3, "Oeufs", 0, {6, Unit::piece}, 40));
    manifest.withdrawals = {
        {"B1", "C-B1", "Camille D.", {{{"1002", 1}, "Miel", {1, Unit::piece}}}},
        {"B2",
         "C-B2",
         "René F.",
         {{{"1003", 1}, "Beurre", {3, Unit::piece}}, {{"1003", 2}, "Glace", {1, Unit::piece}}}}};
    manifest.index();
    return std::make_shared<const Manifest>(std::move(manifest));
}

HandOver any_hand_over(const Manifest& manifest) {
    auto made = test::hand_over(manifest, "B" + std::to_string(1 + below(4) % 3));
    for (auto& line : made.lines) {
        line.outcome = static_cast<Outcome>(below(5));
        line.ordered = below(3);
    }
    if (below(10) == 0)
        made.basket = "B9";
    if (made.lines.size() > 1 && below(3) == 0)
        made.lines.erase(made.lines.begin() + below(static_cast<std::ptrdiff_t>(made.lines.size())));
    return made;
}

/// Of what an event raised at first, or of what the orders have become since.
EventBody any_settlement(const std::vector<JournalEvent>& before) {
    Ledger known(changed_manifest());
    for (const auto& event : before)
        known.apply(event);
    const auto by = "U" + std::to_string(below(3));
    const auto how = static_cast<Resolution>(below(4));
    const auto incidents = known.incidents();
    if (!incidents.empty() && below(2) == 0) {
        const auto key = incidents[below(incidents.size())].key();
        return IncidentSettled{key.event, how, by, key.about};
    }
    if (!before.empty())
        return IncidentSettled{before[below(before.size())].id, how, by};
    return CodeRefused{CodeFault::unknown};
}

EventBody any_body(const Manifest& manifest, const std::vector<JournalEvent>& before) {
    switch (below(10)) {
    case 9: return ClockError{(below(3) - 1) * 3'600'000};
    case 8: return any_settlement(before);
    case 0: return CodeRefused{static_cast<CodeFault>(below(4))};
    case 1: return ReceiptPrinted{"r", below(2) == 0, true};
    case 2: return ReceiptLost{"r"};
    case 3: return SessionOpened{"Guichet " + std::to_string(below(9)), "counter"};
    case 4:
    case 5:
        for (const auto& event : before)
            if (const auto* done = std::get_if<HandOver>(&event.body); done != nullptr && below(2) == 0)
                return HandOverUndone{done->basket, event.id, UndoReason::wrong_tap};
        return SessionClosed{};
    default: return any_hand_over(manifest);
    }
}

/// A day of up to three kiosks whose clocks disagree.
std::vector<JournalEvent> any_day(const Manifest& manifest) {
    std::vector<JournalEvent> events;
    std::vector<test::Kiosk> kiosks{test::Kiosk("counter"), test::Kiosk("self"),
                                    test::Kiosk("counter", "i2")};
    const int count = below(40);
    for (int at = 0; at < count; ++at)
        events.push_back(kiosks[below(kiosks.size())]
                             .write(any_body(manifest, events), 100 + below(10),
                                    below(20) == 0 ? "other/2020-04-10" : test::session)
                             .event);
    return events;
}

/// All that a ledger tells: the figures, each basket with its hand-overs, the incidents, the kiosks.
std::string told_by(const Ledger& ledger) {
    std::string told = to_json(make_report(ledger, {}));
    for (const auto& basket : ledger.manifest().baskets) {
        const auto& state = ledger.basket(basket.id);
        for (const auto& delivery : state.deliveries)
            told += fmt::format(" {}/{}/{}{}{}", delivery.event.device, delivery.event.incarnation,
                                delivery.event.sequence, delivery.undone ? " undone" : "",
                                delivery.again ? " again" : "");
        for (const auto& [key, outcome] : state.lines)
            told += fmt::format(" {}.{}={}", key.order, key.line, word(outcome.outcome));
    }
    for (const auto& [device, kiosk] : ledger.kiosks())
        told +=
            fmt::format(" {}:{}:{}:{}:{}", device, kiosk.name, kiosk.hand_overs, kiosk.events, kiosk.closed);
    return told;
}

RC_GTEST_PROP(LedgerProperty, the_order_of_arrival_and_repetition_change_nothing, ()) {
    auto events = any_day(test::small_manifest());
    const auto manifest = below(2) == 0 ? test::shared_manifest() : changed_manifest();
    Ledger straight(manifest);
    for (const auto& event : events)
        straight.apply(event);
    std::shuffle(events.begin(), events.end(), std::mt19937(*rc::gen::arbitrary<std::uint32_t>()));
    Ledger shuffled(manifest);
    for (const auto& event : events) {
        shuffled.apply(event);
        RC_ASSERT(!shuffled.apply(event));
    }
    RC_ASSERT(told_by(shuffled) == told_by(straight));
    Ledger folded_anew(manifest);
    folded_anew.apply_all(shuffled);
    RC_ASSERT(told_by(folded_anew) == told_by(straight));
    RC_ASSERT(make_report(straight, {}).open_incidents() == straight.open_incidents());
}

RC_GTEST_PROP(LedgerProperty, outcomes_and_unclaimed_lines_add_up_after_each_event, ()) {
    const auto manifest = test::shared_manifest();
    Ledger ledger(manifest);
    for (const auto& event : any_day(*manifest)) {
        ledger.apply(event);
        const auto& totals = ledger.totals();
        RC_ASSERT(
            std::min({totals.collected_lines, totals.short_lines, totals.missing_lines, totals.refused_lines,
                      totals.substituted_lines, ledger.counts().unclaimed, totals.baskets_collected}) >= 0);
        RC_ASSERT(totals.baskets_collected <= 3);
        const auto report = make_report(ledger, {});
        const auto& counts = report.counts;
        RC_ASSERT(counts.lines == 7);
        RC_ASSERT(counts.collected + counts.short_ + counts.missing + counts.refused + counts.unclaimed == 7);
        RC_ASSERT(counts == ledger.counts());
        for (std::size_t n = 0; n < report.producers.size(); ++n)
            RC_ASSERT(report.producers[n].counts == ledger.producers().at(n));
        RC_ASSERT(report.open_incidents() == ledger.open_incidents());
        RC_ASSERT(counts.collected == totals.collected_lines + totals.substituted_lines);
    }
}

} // namespace
} // namespace guichet
