#pragma once
// What people are told of the printers and asked about papers.

#include "kiosk/ui/printer_picture.hpp"
#include "kiosk/ui/screens/view.hpp"

#include <string>

namespace guichet::ui {

/// A message about a printer, with the printer as a picture at its side.
struct PrinterCard {
    PrinterPicture picture = PrinterPicture::paper;
    Meaning meaning = Meaning::attention;
    std::string title = {};
    std::string text = {};
    std::string yes = {}; ///< labels of two buttons; empty for none
    std::string no = {};
    bool low = false; ///< no higher than its words need
};
enum class CardTouch : std::uint8_t { none, yes, no };
[[nodiscard]] float printer_card_height(const Kit& kit, float width, const PrinterCard& card);
CardTouch printer_card(Kit& kit, const Rect& rect, const PrinterCard& card);

/// What a printer is called: "Printer", or "Printer (receipts, reports)" among several.
[[nodiscard]] std::string name_of(const View& view, const app::Spool& spool);

/// "Waiting to be printed: 2 receipts. They come out by themselves."; empty when nothing waits.
[[nodiscard]] std::string waiting_words(const View& view, const app::Spool& spool);

/// Above the page, for volunteers: printers that need somebody, the paper that nobody knows about, and a roll
/// that is nearly used up. Cuts its place off the page.
void draw_printing(const View& view, Rect& page);

/// The card with the code that keeps the receipt, as wide and high as the rectangle.
void draw_keepsake(const View& view, const Rect& rect);

} // namespace guichet::ui
