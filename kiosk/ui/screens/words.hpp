#pragma once
// Values of the core as people say them.

#include "kiosk/core/crates.hpp"
#include "kiosk/core/journal.hpp"
#include "kiosk/core/texts.hpp"
#include "kiosk/ports/locality.hpp"
#include "kiosk/ports/printer.hpp"

#include <string>
#include <string_view>

namespace guichet::ui {

/// "Ambient", "Chilled", "Frozen".
[[nodiscard]] std::string say(StorageClass storage, const Texts& texts);
/// "Damaged", "Out of date" …
[[nodiscard]] std::string say(RefusalReason reason, const Texts& texts);
[[nodiscard]] std::string say(UndoReason reason, const Texts& texts);

/// What became of a line: "Taken", "Missing", "2 of 3 handed over", "Refused: damaged".
[[nodiscard]] std::string say(const LineOutcome& outcome, const OrderLine& line, const Texts& texts);

/// "Camille" of "Camille D.": what a person is greeted by.
[[nodiscard]] std::string first_name(const std::string& customer_name);

/// "Friday 17 April 2020" of "2020-04-17"; the text itself when it is not a date.
[[nodiscard]] std::string say_date(const std::string& date, const Texts& texts);

/// The wall clock: "14:05".
[[nodiscard]] std::string say_time(Instant moment, const ports::Locality& locality, const Texts& texts);

/// How the language of a catalogue calls itself: "Français".
[[nodiscard]] std::string own_name(const Texts& texts);

/// In what the reports of kiosk and server differ, as `same_figures` found it, with the name of the figure in
/// words.
[[nodiscard]] std::string say_difference(const Error& difference, const Texts& texts);

/// "6 articles".
[[nodiscard]] std::string say_articles(std::size_t count, const Texts& texts);

} // namespace guichet::ui
