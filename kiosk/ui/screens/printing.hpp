#pragma once
// What people are told of the printers and asked about papers.

#include "kiosk/ui/screens/alerts.hpp"

#include <string>
#include <vector>

namespace guichet::ui {

/// What a printer is called: "Printer", or "Printer (receipts, reports)" among several.
[[nodiscard]] std::string name_of(const View& view, const app::Spool& spool);

/// "Waiting to be printed: 2 receipts. They come out by themselves."; empty when nothing waits.
[[nodiscard]] std::string waiting_words(const View& view, const app::Spool& spool);

/// For volunteers, most urgent first: the paper that nobody knows about, printers that need somebody, and a
/// roll that is nearly used up.
[[nodiscard]] std::vector<Alert> printing_alerts(const View& view);

/// The card with the code that keeps the receipt, as wide and high as the rectangle.
void draw_keepsake(const View& view, const Rect& rect);

} // namespace guichet::ui
