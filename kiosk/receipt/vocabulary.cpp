#include "kiosk/receipt/vocabulary.hpp"

#include <cstdlib>

namespace guichet::receipt {

std::string number_text(std::int64_t number, const Texts& texts) {
    return format_quantity({number, Unit::piece}, texts);
}

std::string quantity_text(Quantity quantity, const Texts& texts) {
    return format_quantity(quantity, texts) + (quantity.weighed() ? "" : "\u00a0×");
}

std::string printed_text(const LocalTime& printed, const std::string& kiosk_name, const Texts& texts) {
    const std::string time = format_date_time_short(printed, texts);
    return kiosk_name.empty() ? texts.say("Printed on {0}", time)
                              : texts.say("Printed on {0} at {1}", time, kiosk_name);
}

std::string_view reason_of(RefusalReason reason) {
    switch (reason) {
    case RefusalReason::damaged: return sentence("Damaged");
    case RefusalReason::expired: return sentence("Out of date");
    case RefusalReason::not_as_ordered: return sentence("Not what was ordered");
    case RefusalReason::not_wanted: return sentence("Not wanted any more");
    }
    return {};
}

std::string remark(const OrderLine& line, const LineOutcome& outcome, const Texts& texts) {
    switch (outcome.outcome) {
    case Outcome::collected: return {};
    case Outcome::substituted: return texts.get("Replaced");
    case Outcome::missing: return texts.get("Missing");
    case Outcome::refused: return texts.say("Refused: {0}", texts.get(reason_of(outcome.reason)));
    case Outcome::short_:
        return texts.say("Incomplete: {0} of {1}",
                         format_quantity({outcome.amount, line.quantity.unit}, texts),
                         format_quantity(line.quantity, texts));
    }
    return {};
}

std::string collected_by(const std::string& collector, const Texts& texts) {
    return collector.empty() ? texts.get("Collected by somebody else")
                             : texts.say("Collected by {0}", collector);
}

std::string change_text(const OrderChange& change, const Texts& texts) {
    const std::string product = change.product.empty()
                                    ? texts.say("Order {0}, line {1}", change.line.order, change.line.line)
                                    : change.product;
    if (change.ordered == 0)
        return texts.say("{0}: handed over, no longer ordered", product);
    if (change.handed_over == 0)
        return texts.say("{0}: ordered afterwards, not handed over", product);
    return texts.say("{0}: handed over {1}, ordered {2}", product,
                     format_quantity({change.handed_over, change.unit}, texts),
                     format_quantity({change.ordered, change.unit}, texts));
}

std::string offset_text(std::int64_t milliseconds, const Texts& texts) {
    constexpr std::int64_t minute = 60'000;
    constexpr std::int64_t hour = 60 * minute;
    constexpr std::int64_t day = 24 * hour;
    const std::int64_t size = std::abs(milliseconds);
    if (size < 2 * hour)
        return texts.count("{0} minute", "{0} minutes", size / minute);
    return size < 2 * day ? texts.count("{0} hour", "{0} hours", size / hour)
                          : texts.count("{0} day", "{0} days", size / day);
}

namespace {

/// "The clock of “Guichet 1” was 12 minutes ahead"
std::string clock_error_text(const std::string& kiosk, std::int64_t offset, const Texts& texts) {
    const std::string size = offset_text(offset, texts);
    return offset > 0 ? texts.say("The clock of “{0}” was {1} ahead", kiosk, size)
                      : texts.say("The clock of “{0}” was {1} behind", kiosk, size);
}

} // namespace

std::string kiosk_incident_text(const Incident& incident, const std::string& kiosk, const Texts& texts) {
    require(is_of_a_kiosk(incident.kind), "the incident tells of a kiosk");
    return incident.kind == IncidentKind::clock_error
               ? clock_error_text(kiosk, incident.clock_offset, texts)
               : texts.say("“{0}” did not open the session that was prepared here", kiosk);
}

std::string foreign_opening_advice(const Texts& texts) {
    return texts.get("Perhaps a rehearsal, another server's session, or an old program.");
}

std::string basket_incident_text(IncidentKind kind, const std::string& customer, const Texts& texts) {
    switch (kind) {
    case IncidentKind::double_hand_over: return texts.say("Handed over twice: {0}", customer);
    case IncidentKind::order_changed: return texts.say("Order changed after the hand-over: {0}", customer);
    case IncidentKind::order_cancelled:
        return texts.say("Order cancelled after the hand-over: {0}", customer);
    case IncidentKind::unknown_basket: return texts.say("Handed over, but nobody ordered it: {0}", customer);
    case IncidentKind::unknown_code:
    case IncidentKind::lost_print:
    case IncidentKind::clock_error:
    case IncidentKind::foreign_opening: break;
    }
    return {};
}

} // namespace guichet::receipt
