#pragma once
// Text on a grid of columns, as receipt printers and terminals have it.

#include <string>
#include <string_view>
#include <vector>

namespace guichet::receipt {

/// The letters of a UTF-8 text; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::u32string letters_of(std::string_view utf8);

/// The UTF-8 of one letter or of several.
[[nodiscard]] std::string utf8_of(std::u32string_view letters);

/// Columns that a letter takes: 0 for combining marks, 2 for the wide letters of East Asia, else 1
/// (Unicode Standard Annex 11, in short).
[[nodiscard]] int columns_of(char32_t letter);

/// Columns that a text takes.
[[nodiscard]] int columns_of(std::string_view utf8);

/// The text with control characters made into blanks: what comes from outside never commands a printer.
/// Line feeds are kept when `keep_line_feeds`.
[[nodiscard]] std::string printable(std::string_view utf8, bool keep_line_feeds = false);

/// The lines of a text that has `columns` (at least 2) columns: broken at blanks and line feeds, words longer
/// than a line within the word. Never empty: an empty text is one empty line. No-break spaces hold. The first
/// line has `less_in_first` columns less (0 to columns - 2).
[[nodiscard]] std::vector<std::string> wrap(std::string_view utf8, int columns, int less_in_first = 0);

/// The text with blanks after it (or before it) up to `columns`; a longer text stays as it is.
[[nodiscard]] std::string pad_right(std::string text, int columns);
[[nodiscard]] std::string pad_left(std::string text, int columns);

} // namespace guichet::receipt
