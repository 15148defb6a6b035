#pragma once
// What was ordered, and what became of it.

#include "kiosk/core/quantity.hpp"
#include "kiosk/core/result.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guichet {

/// How a product is kept, in the order in which the crates are opened: the cold ones last.
enum class StorageClass : std::uint8_t { ambient, chilled, frozen };

/// One product of one order.
struct OrderLine {
    int number = 0; ///< 1 and up, unique in its order
    std::string product;
    std::size_t producer = 0; ///< index in the manifest's producers
    Quantity quantity;
    Money unit_price;
    int vat_per_mille = 55; ///< 0 to 1000
    StorageClass storage = StorageClass::ambient;
    std::string location; ///< of its crate, such as "A12"; empty when none was given

    [[nodiscard]] Money price() const { return price_of(quantity, unit_price); }
};

struct Order {
    std::string number;
    std::vector<OrderLine> lines;
};

/// Names one line of a session.
struct LineKey {
    std::string order;
    int line = 0;

    friend auto operator<=>(const LineKey&, const LineKey&) = default;
};

/// What became of a line.
enum class Outcome : std::uint8_t { collected, short_, missing, refused, substituted };

/// Why a customer does not take a line that is there.
enum class RefusalReason : std::uint8_t { damaged, expired, not_as_ordered, not_wanted };

/// What one hand-over says of one line.
struct LineOutcome {
    LineKey key;
    Outcome outcome = Outcome::collected;
    std::int64_t amount = 0; ///< what was handed over, in the quantity's smallest step; only for `short_`
    RefusalReason reason = RefusalReason::not_wanted; ///< only for `refused`
    /// What was ordered as the kiosk knew it, in the quantity's smallest step; 0: an older kiosk did not say.
    std::int64_t ordered = 0;

    friend bool operator==(const LineOutcome&, const LineOutcome&) = default;
};

// The words that stand for these values in the journal, the manifest and the database.
[[nodiscard]] std::string_view word(StorageClass storage);
[[nodiscard]] std::string_view word(Unit unit);
[[nodiscard]] std::string_view word(Outcome outcome);
[[nodiscard]] std::string_view word(RefusalReason reason);
[[nodiscard]] Result<StorageClass> storage_class_of(std::string_view word);
[[nodiscard]] Result<Unit> unit_of(std::string_view word);
[[nodiscard]] Result<Outcome> outcome_of(std::string_view word);
[[nodiscard]] Result<RefusalReason> refusal_reason_of(std::string_view word);

} // namespace guichet
