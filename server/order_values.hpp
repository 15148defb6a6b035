#pragma once
// The values of an order file's fields. Each reader gives the value, or an Error that says what is wrong and
// what is expected; it goes behind the column's name.

#include "kiosk/core/order.hpp"
#include "kiosk/core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace guichet::server {

/// How an order reaches its customer.
enum class Fulfilment : std::uint8_t { pickup, delivery };

/// "pickup" or "delivery": how the store and messages name it.
[[nodiscard]] std::string_view word(Fulfilment fulfilment);

/// piece, kg or g, in English or French; letters of any case, with or without accent.
[[nodiscard]] Result<Unit> read_unit(std::string_view text);

/// Whole pieces, 1 to 10,000, or a weight of 1 g to 1,000 kg; decimal point or comma.
[[nodiscard]] Result<Quantity> read_quantity(std::string_view text, Unit unit);

/// Euros, 0 to 10,000, at most two decimals; decimal point or comma.
[[nodiscard]] Result<Money> read_unit_price(std::string_view text);

/// Percent, 0 to 100, in tenths; gives per mille. Empty: 55.
[[nodiscard]] Result<int> read_vat(std::string_view text);

/// Empty: ambient.
[[nodiscard]] Result<StorageClass> read_storage(std::string_view text);

/// Empty: pickup.
[[nodiscard]] Result<Fulfilment> read_fulfilment(std::string_view text);

/// A language's two letters (ISO 639-1), given small. Empty: "fr".
[[nodiscard]] Result<std::string> read_language(std::string_view text);

/// A text of at most `longest` characters, with single blanks and no control characters.
[[nodiscard]] Result<std::string> read_text(std::string_view text, std::size_t longest);

/// The same, but not empty.
[[nodiscard]] Result<std::string> read_required_text(std::string_view text, std::size_t longest);

} // namespace guichet::server
