#include "kiosk/core/ledger.hpp"

#include "kiosk/core/order_changes.hpp"
#include "kiosk/core/words.hpp"

#include <algorithm>
#include <array>

namespace guichet {

namespace {

std::int64_t& counter_of(Totals& totals, Outcome outcome) {
    switch (outcome) {
    case Outcome::collected: return totals.collected_lines;
    case Outcome::short_: return totals.short_lines;
    case Outcome::missing: return totals.missing_lines;
    case Outcome::refused: return totals.refused_lines;
    case Outcome::substituted: return totals.substituted_lines;
    }
    require(false, "every outcome is counted");
    return totals.collected_lines;
}

void add(OutcomeCounts& counts, Outcome outcome, std::int64_t by) {
    switch (outcome) {
    case Outcome::collected:
    case Outcome::substituted: counts.collected += by; break;
    case Outcome::short_: counts.short_ += by; break;
    case Outcome::missing: counts.missing += by; break;
    case Outcome::refused: counts.refused += by; break;
    }
    counts.unclaimed -= by;
}

constexpr std::array<std::string_view, 8> incident_words{
    "double_hand_over", "unknown_code",   "lost_print",  "order_changed",
    "order_cancelled",  "unknown_basket", "clock_error", "foreign_opening"};

bool undone_in(const std::vector<const JournalEvent*>& events, const EventId& hand_over) {
    return std::any_of(events.begin(), events.end(), [&](const JournalEvent* event) {
        const auto* undone = std::get_if<HandOverUndone>(&event->body);
        return undone != nullptr && undone->hand_over == hand_over;
    });
}

} // namespace

std::string_view word(IncidentKind kind) {
    return word_in(incident_words, kind);
}

bool is_of_a_kiosk(IncidentKind kind) {
    return kind == IncidentKind::clock_error || kind == IncidentKind::foreign_opening;
}

const DeliveryRecord* BasketState::standing() const {
    const auto found = std::find_if(deliveries.begin(), deliveries.end(),
                                    [](const DeliveryRecord& delivery) { return !delivery.undone; });
    return found == deliveries.end() ? nullptr : &*found;
}

Ledger::Ledger(std::shared_ptr<const Manifest> manifest) : manifest_(std::move(manifest)) {
    require(manifest_ != nullptr, "a ledger belongs to a manifest");
    producers_.resize(manifest_->producers.size());
    for (const auto& basket : manifest_->baskets)
        for (const auto& order : basket.orders)
            for (const auto& line : order.lines)
                for (auto* counts : {&counts_, &producers_.at(line.producer)}) {
                    ++counts->lines;
                    ++counts->unclaimed;
                }
}

void Ledger::apply_all(const Ledger& other) {
    for (const auto& [id, event] : other.events_)
        if (!event.origin)
            apply(event);
    for (const auto& [id, fact] : other.sealed_anew_) {
        JournalEvent event = other.events_.at(fact);
        event.id = id;
        apply(event);
    }
}

bool Ledger::apply(const JournalEvent& received) {
    if (received.session != manifest_->session())
        return false;
    const auto fact = fact_of(received);
    if (received.origin ? !sealed_anew_.emplace(received.id, fact).second : events_.contains(fact))
        return false;
    ++totals_.events;
    ++kiosks_[fact.device].events;
    if (const auto [place, added] = events_.emplace(fact, received); added) {
        place->second.id = fact;
        take_fact(place->second);
    }
    return true;
}

void Ledger::take_fact(const JournalEvent& event) {
    auto& kiosk = kiosks_[event.id.device];
    if (const auto* opened = std::get_if<SessionOpened>(&event.body)) {
        auto& latest = openings_[event.id.device];
        if (latest == nullptr || latest->fold_key() < event.fold_key()) {
            latest = &event;
            kiosk.name = opened->kiosk_name;
            kiosk.self_service = opened->mode == "self";
        }
        if (opened->nonce != manifest_->nonce)
            raise_other({IncidentKind::foreign_opening, event.id, event.time, {}, {}});
    } else if (const auto* hand_over = std::get_if<HandOver>(&event.body)) {
        ++kiosk.hand_overs;
        insert(hand_over->basket, event);
    } else if (const auto* undone = std::get_if<HandOverUndone>(&event.body)) {
        insert(undone->basket, event);
    } else if (const auto* refused = std::get_if<CodeRefused>(&event.body)) {
        if (refused->fault == CodeFault::unknown)
            raise_other({IncidentKind::unknown_code, event.id, event.time, {}, {}});
    } else if (const auto* receipt = std::get_if<ReceiptPrinted>(&event.body)) {
        ++(receipt->duplicate ? totals_.receipts_duplicate : totals_.receipts_printed);
        papers_.insert_or_assign(receipt->document, true);
    } else if (const auto* lost = std::get_if<ReceiptLost>(&event.body)) {
        papers_.try_emplace(lost->document, false);
        raise_other({IncidentKind::lost_print, event.id, event.time, {}, {}});
    } else if (std::holds_alternative<SessionClosed>(event.body)) {
        kiosk.closed = true;
    } else if (const auto* settled = std::get_if<IncidentSettled>(&event.body)) {
        settle(*settled, event);
    } else if (std::holds_alternative<ClosingForced>(event.body)) {
        forced_.emplace(event.id, &event);
    } else if (const auto* clock = std::get_if<ClockError>(&event.body)) {
        Incident incident{IncidentKind::clock_error, event.id, event.time, {}, {}};
        incident.clock_offset = clock->offset;
        raise_other(std::move(incident));
    }
}

const JournalEvent* Ledger::find(const EventId& id) const {
    const auto anew = sealed_anew_.find(id);
    const auto found = events_.find(anew == sealed_anew_.end() ? id : anew->second);
    return found == events_.end() ? nullptr : &found->second;
}

bool Ledger::was_printed(const std::string& document) const {
    const auto found = papers_.find(document);
    return found != papers_.end() && found->second;
}

bool Ledger::was_given_up(const std::string& document) const {
    const auto found = papers_.find(document);
    return found != papers_.end() && !found->second;
}

void Ledger::insert(const std::string& id, const JournalEvent& event) {
    auto& history = baskets_[id];
    const auto later = std::upper_bound(history.events.begin(), history.events.end(), &event,
                                        [](const JournalEvent* left, const JournalEvent* right) {
                                            return left->fold_key() < right->fold_key();
                                        });
    history.events.insert(later, &event);
    refold(id, history);
}

/// Two coordinators may settle the same incident at two kiosks: the first one's word counts.
void Ledger::settle(const IncidentSettled& settled, const JournalEvent& event) {
    const IncidentKey incident{settled.incident, settled.about};
    auto& earliest = settlements_[incident];
    if (earliest == nullptr && raised_.contains(incident))
        --open_incidents_;
    if (earliest == nullptr || event.fold_key() < earliest->fold_key())
        earliest = &event;
}

void Ledger::raise(const IncidentKey& incident) {
    if (raised_.insert(incident).second && !settlements_.contains(incident))
        ++open_incidents_;
}

void Ledger::withdraw(const IncidentKey& incident) {
    if (raised_.erase(incident) > 0 && !settlements_.contains(incident))
        --open_incidents_;
}

void Ledger::raise_other(Incident incident) {
    raise(incident.key());
    other_incidents_.push_back(std::move(incident));
}

void Ledger::refold(const std::string& id, BasketHistory& history) {
    const Basket* basket = manifest_->find_basket(id);
    count(basket, history, -1);
    history.state = {};
    StandingHandOvers handed{id, nullptr, {}, 0};
    fold(basket, history, handed);
    handed.first = history.state.standing();
    history.of_orders = order_incident(*manifest_, handed);
    count(basket, history, 1);
}

/// Of a line that the manifest does not have, nothing counts but that it was handed over.
void Ledger::fold(const Basket* basket, BasketHistory& history, StandingHandOvers& handed) {
    auto& state = history.state;
    std::map<LineKey, std::size_t> delivered_by;
    for (const auto* event : history.events) {
        const auto* hand_over = std::get_if<HandOver>(&event->body);
        if (hand_over == nullptr)
            continue;
        DeliveryRecord delivery{event->id, event->time, hand_over->actor,
                                undone_in(history.events, event->id)};
        delivery.proxy = hand_over->proxy;
        if (!delivery.undone)
            handed.manifest_revision = std::max(handed.manifest_revision, event->manifest_revision);
        for (const auto& line : hand_over->lines) {
            if (delivery.undone)
                continue;
            const auto own = state.deliveries.size();
            const auto by = delivered_by.try_emplace(line.key, own).first->second;
            handed.lines.try_emplace(line.key, &line);
            if (basket != nullptr && basket->find_line(line.key) != nullptr)
                state.lines.try_emplace(line.key, line);
            if (by != own && !delivery.again) {
                delivery.again = true;
                delivery.earlier = by;
            }
        }
        state.deliveries.push_back(std::move(delivery));
    }
}

void Ledger::count(const Basket* basket, const BasketHistory& history, std::int64_t sign) {
    const auto tell = [&](const IncidentKey& incident) { sign > 0 ? raise(incident) : withdraw(incident); };
    for (const auto& delivery : history.state.deliveries)
        if (delivery.again)
            tell({delivery.event});
    if (history.of_orders)
        tell(history.of_orders->key());
    if (basket == nullptr)
        return;
    for (const auto& [key, line] : history.state.lines) {
        counter_of(totals_, line.outcome) += sign;
        add(counts_, line.outcome, sign);
        add(producers_.at(basket->find_line(key)->producer), line.outcome, sign);
    }
    if (history.state.standing() != nullptr)
        totals_.baskets_collected += sign;
}

const BasketState& Ledger::basket(const std::string& id) const {
    static const BasketState untouched;
    const auto found = baskets_.find(id);
    return found == baskets_.end() ? untouched : found->second.state;
}

std::vector<Incident> Ledger::incidents() const {
    std::vector<Incident> incidents = other_incidents_;
    for (const auto& [id, history] : baskets_) {
        if (history.of_orders)
            incidents.push_back(*history.of_orders);
        const auto& deliveries = history.state.deliveries;
        for (const auto& delivery : deliveries)
            if (delivery.again)
                incidents.push_back({IncidentKind::double_hand_over,
                                     delivery.event,
                                     delivery.time,
                                     id,
                                     deliveries.at(delivery.earlier),
                                     {}});
    }
    for (auto& incident : incidents)
        if (const auto found = settlements_.find(incident.key()); found != settlements_.end()) {
            const auto& settled = std::get<IncidentSettled>(found->second->body);
            incident.settled =
                Settlement{found->second->id, found->second->time, settled.resolution, settled.by};
        }
    std::sort(incidents.begin(), incidents.end(), [](const Incident& left, const Incident& right) {
        return std::tie(left.time, left.event, left.about) < std::tie(right.time, right.event, right.about);
    });
    return incidents;
}

std::vector<ForcedClosing> Ledger::forced_closings() const {
    std::vector<ForcedClosing> closings;
    for (const auto& [id, event] : forced_) {
        const auto& body = std::get<ClosingForced>(event->body);
        closings.push_back({id, event->time, body.missing, body.by});
    }
    std::sort(closings.begin(), closings.end(), [](const ForcedClosing& left, const ForcedClosing& right) {
        return std::tie(left.time, left.event) < std::tie(right.time, right.event);
    });
    return closings;
}

bool Ledger::closed_without(const std::string& device) const {
    return std::any_of(forced_.begin(), forced_.end(), [&](const auto& forced) {
        const auto& missing = std::get<ClosingForced>(forced.second->body).missing;
        return std::find(missing.begin(), missing.end(), device) != missing.end();
    });
}

std::string Ledger::kiosk_name(const std::string& device) const {
    const auto found = kiosks_.find(device);
    return found == kiosks_.end() || found->second.name.empty() ? device : found->second.name;
}

} // namespace guichet
