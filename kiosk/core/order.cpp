#include "kiosk/core/order.hpp"

#include "kiosk/core/words.hpp"

namespace guichet {

namespace {

constexpr std::array<std::string_view, 3> storage_words{"ambient", "chilled", "frozen"};
constexpr std::array<std::string_view, 3> unit_words{"piece", "kg", "g"};
constexpr std::array<std::string_view, 5> outcome_words{"collected", "short", "missing", "refused",
                                                        "substituted"};
constexpr std::array<std::string_view, 4> reason_words{"damaged", "expired", "not_as_ordered", "not_wanted"};

} // namespace

std::string_view word(StorageClass storage) {
    return word_in(storage_words, storage);
}
std::string_view word(Unit unit) {
    return word_in(unit_words, unit);
}
std::string_view word(Outcome outcome) {
    return word_in(outcome_words, outcome);
}
std::string_view word(RefusalReason reason) {
    return word_in(reason_words, reason);
}

Result<StorageClass> storage_class_of(std::string_view word) {
    return value_in<StorageClass>(storage_words, word, "storage class");
}
Result<Unit> unit_of(std::string_view word) {
    return value_in<Unit>(unit_words, word, "unit");
}
Result<Outcome> outcome_of(std::string_view word) {
    return value_in<Outcome>(outcome_words, word, "outcome");
}
Result<RefusalReason> refusal_reason_of(std::string_view word) {
    return value_in<RefusalReason>(reason_words, word, "reason of a refusal");
}

} // namespace guichet
