#include "kiosk/receipt/vocabulary.hpp"

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

} // namespace guichet::receipt
