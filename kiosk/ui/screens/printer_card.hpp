#pragma once
// A message about a printer, with a picture of it.

#include "kiosk/ui/kit.hpp"
#include "kiosk/ui/printer_picture.hpp"

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

} // namespace guichet::ui
