#include "kiosk/receipt/vocabulary.hpp"

namespace guichet::receipt {

std::string number_text(std::int64_t number, const Texts& texts) {
    return format_quantity({number, Unit::piece}, texts);
}

std::string quantity_text(Quantity quantity, const Texts& texts) {
    return format_quantity(quantity, texts) + (quantity.weighed() ? "" : "\u00a0×");
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

} // namespace guichet::receipt
