#pragma once
// A document on paper of a given width, line by line: done once, shared by every renderer.

#include "kiosk/receipt/document.hpp"

#include <string>
#include <variant>
#include <vector>

namespace guichet::receipt {

/// One line of letters. It holds no control character and fits: `columns / letter_width(size)` columns at
/// most.
struct TextLine {
    std::string text;
    Size size = Size::normal;
    bool bold = false;
    bool reverse = false; ///< white on black
    Align align = Align::left;

    friend bool operator==(const TextLine&, const TextLine&) = default;
};

using LaidOut = std::variant<TextLine, Rule, Space, QrCode>;

/// Columns, or lines, that a letter of this size takes: 1 or 2.
[[nodiscard]] constexpr int letter_width(Size size) {
    return size == Size::large ? 2 : 1;
}
[[nodiscard]] constexpr int letter_height(Size size) {
    return size == Size::normal ? 1 : 2;
}

/// Lays a document out on paper of `columns` (16 to 120) columns.
[[nodiscard]] std::vector<LaidOut> lay_out(const Document& document, int columns);

} // namespace guichet::receipt
