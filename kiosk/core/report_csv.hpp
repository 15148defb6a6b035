#pragma once
// The session's report as tables for spreadsheets; the same function makes them at the kiosk and at the
// server.

#include "kiosk/core/report.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guichet {

/// A table of the report. `totals` is one row: the figures of the whole session, its prints, the devices that
/// its closing did not wait for (`left_out`, blanks between), and what its maker knows of the journal.
enum class CsvTable : std::uint8_t { totals, customers, producers, hours, incidents };

/// Their names, in the order of the enumeration.
inline constexpr std::array<std::string_view, 5> csv_table_names{"totals", "customers", "producers", "hours",
                                                                 "incidents"};

/// The table of a name; nothing when there is none.
[[nodiscard]] std::optional<CsvTable> csv_table_of(std::string_view name);

/// A table as CSV (RFC 4180): UTF-8 without byte order mark, commas, lines that end in CR LF, first a line of
/// the columns' names, quotes where needed. The columns are named as the members of to_json. Prices are whole
/// cents, moments RFC 3339 in UTC to the second, a cell that does not apply is empty. A text that a
/// spreadsheet would take for a formula (it begins with =, +, -, @, a tab or the end of a line) has an
/// apostrophe before it.
[[nodiscard]] std::string to_csv(const SessionReport& report, CsvTable table);

} // namespace guichet
