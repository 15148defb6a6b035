#pragma once
// A whole document as dots: for printers whose own letters cannot be trusted.

#include "drivers/printer/bitmap.hpp"
#include "drivers/printer/page.hpp"

namespace guichet::printer {

/// Draws a page in the dots of the print head, `profile.dots` wide. Letters are drawn by Pango and Cairo in
/// shades and dithered; rules and QR codes are set dot by dot.
[[nodiscard]] Bitmap raster_page(const std::vector<PageItem>& items, const Profile& profile);

} // namespace guichet::printer
