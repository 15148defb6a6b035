#pragma once
// Where the papers are: which printer, what waits, what is out.

#include "kiosk/app/state.hpp"

#include <optional>
#include <string>

namespace guichet::app {

/// What a document is. An Error when it cannot be read, such as one of a newer program.
[[nodiscard]] Result<receipt::Kind> kind_of(const ports::SpoolEntry& entry);

/// The printer of a kind of document: the first with its role, else the first for receipts, else the first.
/// Nothing when there is none.
[[nodiscard]] std::optional<std::size_t> printer_for(const State& state, receipt::Kind kind);

/// The printer of one paper: that which it was asked of, if it is still there, else that of its kind.
[[nodiscard]] std::optional<std::size_t> printer_for(const State& state, const Paper& paper);

/// Whether receipts come on paper here at all.
[[nodiscard]] bool prints_receipts(const State& state);

/// How a document stands, from the customer's side.
enum class PaperPlace : std::uint8_t { nowhere, waiting, unsure, out };
[[nodiscard]] PaperPlace place_of(const State& state, const std::string& document);

/// The receipts that have still to come out, of all printers, and those of which a person is asked.
[[nodiscard]] std::int64_t receipts_waiting(const State& state);

/// All papers that have still to come out.
[[nodiscard]] std::int64_t papers_waiting(const State& state);

/// Whether a receipt of that hand-over was ever asked for here, or may have been elsewhere: the next one
/// bears the mark.
[[nodiscard]] bool receipt_was_asked(const State& state, const EventId& hand_over);

/// Whose receipt a document is, from the journal; null when it is none of this session.
[[nodiscard]] const Basket* basket_of_receipt(const State& state, const std::string& document);

/// This kiosk's last hand-over that stands; null when there is none.
[[nodiscard]] const JournalEvent* last_hand_over(const State& state);

/// Whether "done" asks the customer "receipt or none": on paper at one's wish, and not answered yet. At the
/// counter volunteers print it with a button of the screen.
[[nodiscard]] bool asks_about_receipt(const State& state);

/// Whether "done" shows the code that keeps the receipt: where no paper is promised, or it does not come.
[[nodiscard]] bool offers_keepsake(const State& state);

} // namespace guichet::app
