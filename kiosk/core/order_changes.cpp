#include "kiosk/core/order_changes.hpp"

#include <algorithm>

namespace guichet {

namespace {

/// How much of a line left with the customer; nothing: that is not known. The line stayed here: 0.
std::optional<std::int64_t> left_with_customer(const LineOutcome& outcome) {
    switch (outcome.outcome) {
    case Outcome::collected:
    case Outcome::substituted: return outcome.ordered > 0 ? std::optional(outcome.ordered) : std::nullopt;
    case Outcome::short_: return outcome.amount;
    case Outcome::missing:
    case Outcome::refused: return 0;
    }
    return 0;
}

/// A line that the manifest has no more, or never had.
OrderChange gone_line(const Manifest& manifest, const std::string& basket, const LineOutcome& outcome) {
    OrderChange change{outcome.key, {}, Unit::piece, left_with_customer(outcome).value_or(0), 0};
    const auto* withdrawal = manifest.find_withdrawal(basket);
    const auto* line = withdrawal == nullptr ? nullptr : withdrawal->find_line(outcome.key);
    if (line == nullptr)
        return change;
    change.product = line->product;
    change.unit = line->quantity.unit;
    change.handed_over = left_with_customer(outcome).value_or(line->quantity.amount);
    return change;
}

void add_handed(const Manifest& manifest, const StandingHandOvers& handed,
                std::vector<OrderChange>& changes) {
    const auto* basket = manifest.find_basket(handed.basket);
    for (const auto& [key, outcome] : handed.lines) {
        const auto left = left_with_customer(*outcome);
        if (left == 0)
            continue;
        const auto* line = basket == nullptr ? nullptr : basket->find_line(key);
        if (line == nullptr) {
            changes.push_back(gone_line(manifest, handed.basket, *outcome));
            continue;
        }
        const auto now = line->quantity.amount;
        if (left && outcome->ordered > 0 && now != outcome->ordered && now != *left)
            changes.push_back({key, line->product, line->quantity.unit, *left, now});
    }
}

void add_new(const Manifest& manifest, const StandingHandOvers& handed, std::vector<OrderChange>& changes) {
    const auto* basket = manifest.find_basket(handed.basket);
    const bool older = handed.manifest_revision > 0 && handed.manifest_revision < manifest.revision;
    if (basket == nullptr || !older)
        return;
    for (const auto& order : basket->orders)
        for (const auto& line : order.lines)
            if (const LineKey key{order.number, line.number}; !handed.lines.contains(key))
                changes.push_back({key, line.product, line.quantity.unit, 0, line.quantity.amount});
}

/// Whether a whole order is gone of which something was handed over.
bool is_cancelled(const Basket* basket, const std::vector<OrderChange>& changes) {
    return std::any_of(changes.begin(), changes.end(), [&](const OrderChange& change) {
        return basket == nullptr ||
               std::none_of(basket->orders.begin(), basket->orders.end(),
                            [&](const Order& order) { return order.number == change.line.order; });
    });
}

/// The same changes, the same words.
std::string name_of(const std::vector<OrderChange>& changes) {
    constexpr std::size_t letters = 16;
    std::string text;
    for (const auto& change : changes)
        text += fmt::format("{}\n{}\n{}\n{}\n", change.line.order, change.line.line, change.handed_over,
                            change.ordered);
    return to_hex(digest_of(text)).substr(0, letters);
}

} // namespace

std::optional<Incident> order_incident(const Manifest& manifest, const StandingHandOvers& handed) {
    if (handed.first == nullptr)
        return std::nullopt;
    Incident incident{
        IncidentKind::order_changed, handed.first->event, handed.first->time, handed.basket, {}};
    add_handed(manifest, handed, incident.changes);
    add_new(manifest, handed, incident.changes);
    std::sort(incident.changes.begin(), incident.changes.end(),
              [](const OrderChange& left, const OrderChange& right) { return left.line < right.line; });
    const auto* basket = manifest.find_basket(handed.basket);
    if (basket == nullptr && manifest.find_withdrawal(handed.basket) == nullptr) {
        incident.kind = IncidentKind::unknown_basket;
        incident.about = word(incident.kind);
        return incident;
    }
    if (incident.changes.empty())
        return std::nullopt;
    if (is_cancelled(basket, incident.changes))
        incident.kind = IncidentKind::order_cancelled;
    incident.about = name_of(incident.changes);
    return incident;
}

} // namespace guichet
